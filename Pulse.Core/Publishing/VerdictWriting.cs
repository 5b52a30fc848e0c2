using Pulse.Analysing.OpinionGroups;
using Pulse.Analysing.Segments;

namespace Pulse.Publishing;

/// <summary>
/// The one place where verdicts become words: why a certificate was not issued, and how far an opinion map can be
/// trusted. In three languages, and never with a count of fewer people than may be shown.
/// </summary>
public static class VerdictWriting
{
    private static readonly IReadOnlyDictionary<string, Wording> _wordings =
        Wording.Read(typeof(VerdictWriting).Assembly, "verdict");

    /// <summary>One sentence per reason, in the certificate's order.</summary>
    /// <param name="certificate">The verdict.</param>
    /// <param name="language">"he", "ar" or "en".</param>
    /// <param name="nameOf">A segment's name in that language, by slug.</param>
    /// <param name="minimum">Fewer people than this are not counted aloud (<see cref="Disclosure"/>).</param>
    public static IReadOnlyList<Sentence> Obstacles(
        Certificate certificate, string language, Func<string, string> nameOf, int minimum) =>
        [.. certificate.Reasons.Select(reason => Of(reason, _wordings[language], nameOf, minimum))];

    /// <summary>What the figure means, then how it was measured.</summary>
    public static IReadOnlyList<Sentence> Stability(Stability stability, string language)
    {
        ArgumentNullException.ThrowIfNull(stability);
        return Stability(stability.Verdict, stability.Resamples, stability.People,
            stability.People < stability.Participants.Count, language);
    }

    /// <summary>The same of a map as it was filed.</summary>
    public static IReadOnlyList<Sentence> Stability(MapTrust trust, string language)
    {
        ArgumentNullException.ThrowIfNull(trust);
        return Stability(Enum.Parse<StabilityVerdict>(trust.Verdict.Replace("-", "", StringComparison.Ordinal), ignoreCase: true),
            trust.Resamples, trust.People, trust.Sampled, language);
    }

    private static List<Sentence> Stability(StabilityVerdict verdict, int resamples, int people, bool sampled, string language)
    {
        var wording = _wordings[language];
        var sentences = new List<Sentence> { Of(verdict, wording) };
        if (resamples > 0)
        {
            sentences.Add(wording.Say("stability.basis", Number(resamples)));
            if (sampled)
            {
                sentences.Add(wording.Say("stability.sampled", Number(people)));
            }
        }
        return sentences;
    }

    private static Sentence Of(CertificateReason reason, Wording wording, Func<string, string> nameOf, int minimum) =>
        reason.Obstacle switch
        {
            Obstacle.NothingToBridge => wording.Say("obstacle.nothing-to-bridge"),
            Obstacle.NotRatified => wording.Say("obstacle.not-ratified"),
            Obstacle.TooFewVotes when Disclosure.Shown(reason.Found, minimum) => wording.Say(
                "obstacle.too-few-votes", nameOf(reason.Segment!), Number(reason.Found), Number(reason.Needed)),
            Obstacle.TooFewVotes => wording.Say(
                "obstacle.too-few-votes-hidden", nameOf(reason.Segment!), Number(reason.Needed)),
            Obstacle.VotesOnOtherText => wording.Say("obstacle.votes-on-other-text", nameOf(reason.Segment!)),
            Obstacle.InferredVotes => wording.Say("obstacle.inferred-votes", nameOf(reason.Segment!)),
        };

    private static Sentence Of(StabilityVerdict verdict, Wording wording) => wording.Say(verdict switch
    {
        StabilityVerdict.NothingToTell => "stability.nothing-to-tell",
        StabilityVerdict.Unstable => "stability.unstable",
        StabilityVerdict.Uncertain => "stability.uncertain",
        StabilityVerdict.Stable => "stability.stable",
    });

    private static Amount Number(long count) => new(FigureText.Count(count));
}
