using System.Globalization;
using Pulse.Language.Verifying;

namespace Pulse.Language.Parity;

/// <summary>What can be told of a text in any language and held against another: its figures, and whom it names by whose term.</summary>
public static class ReadingMarks
{
    /// <summary>How a neutral wording, and one that several sides use, stand behind the name of a thing.</summary>
    public const string Neutral = "neutral";
    public const string Or = " or ";

    /// <summary>Numbers that are surely read, percentages with their sign.</summary>
    public static IReadOnlySet<string> Figures(TextVersion text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return ReadingNumbers.Read(text.Text).Where(written => written.IsSure)
            .Select(written => written.Value.ToString("0.####", CultureInfo.InvariantCulture) + (written.IsPercent ? "%" : ""))
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Things of the glossary, each by its neutral name in English and whose term was used.</summary>
    public static IReadOnlySet<string> Actors(TextVersion text, IReadOnlyList<NamedThing> glossary) =>
        FindingTerms.Find(text, glossary).Select(hit => Named(hit, glossary)).ToHashSet(StringComparer.Ordinal);

    private static string Named(TermHit hit, IReadOnlyList<NamedThing> glossary)
    {
        var neutral = glossary[hit.Thing].Neutral;
        var name = (neutral.FirstOrDefault(version => version.Language == "en") ?? neutral[0]).Text;
        return $"{name}: {(hit.IsNeutral ? Neutral : string.Join(Or, hit.Owners.Order(StringComparer.Ordinal)))}";
    }
}
