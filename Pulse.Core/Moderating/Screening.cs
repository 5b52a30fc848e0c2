using Pulse.Convening;
using Pulse.Language;

namespace Pulse.Moderating;

/// <summary>What the house noticed about an answer. Each is a reason to look, none is a verdict.</summary>
[Flags]
public enum Concerns
{
    None = 0,
    PersonalDetails = 1,
    NearDuplicate = 2,

    /// <summary>Not one letter or digit: a smile, a dash, a row of dots.</summary>
    Wordless = 4,
}

/// <summary>
/// What was noticed about one answer and what follows from it under the dialogue's policy. A machine never excludes:
/// it lets pass what is clear, where the dialogue allows that, and holds the rest for a person.
/// </summary>
public sealed record Screening(Concerns Flags, RulingOutcome Suggested, IReadOnlyList<PersonalDetail> Details)
{
    /// <summary>An answer is clear when nothing was noticed.</summary>
    public bool IsClear => Flags == Concerns.None;

    /// <param name="text">The answer as it is stored.</param>
    /// <param name="repeatsAnEarlierOne">What <see cref="FindingNearDuplicates"/> found about it.</param>
    /// <param name="policy">The dialogue's policy.</param>
    public static Screening Of(string text, bool repeatsAnEarlierOne, ModerationPolicy policy)
    {
        var details = FindingPersonalDetails.In(text);
        var flags = (details.Count > 0 ? Concerns.PersonalDetails : 0)
            | (repeatsAnEarlierOne ? Concerns.NearDuplicate : 0)
            | (Canonicalising.Canonicalise(text).Text.Any(char.IsLetterOrDigit) ? 0 : Concerns.Wordless);
        var suggested = policy switch
        {
            ModerationPolicy.ClearOnesPass => flags == Concerns.None ? RulingOutcome.Passed : RulingOutcome.Held,
            ModerationPolicy.APersonRules => RulingOutcome.Held,
        };
        return new Screening(flags, suggested, details);
    }
}
