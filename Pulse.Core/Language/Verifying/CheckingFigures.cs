namespace Pulse.Language.Verifying;

/// <summary>
/// A figure of one text says nothing about another, and a lower bound is no measurement: a true number in the wrong
/// sentence would be a false claim that no look-up of numbers finds.
/// </summary>
public static class CheckingFigures
{
    /// <summary>How a lower bound is said; matched as whole words after folding.</summary>
    private static readonly IReadOnlyList<string[]> _atLeast =
    [
        .. new[]
        {
            "at least", "no less than", "not less than", "no fewer than", "not fewer than",
            "לפחות", "לכל הפחות", "לא פחות", "ולפחות", "שלפחות", "בלפחות",
            "على الأقل", "لا يقل", "لا تقل", "يقل عن",
        }.Select(Words),
    ];

    /// <param name="text">One sentence.</param>
    /// <param name="figures">The figures it cites.</param>
    /// <param name="cited">The texts it cites.</param>
    /// <param name="field">Where it stands.</param>
    /// <param name="sentence">Its number.</param>
    public static IReadOnlyList<Finding> Check(
        string text, IReadOnlyList<Figure> figures, IReadOnlyList<Source> cited, string field, int sentence)
    {
        ArgumentNullException.ThrowIfNull(figures);
        ArgumentNullException.ThrowIfNull(cited);
        var findings = new List<Finding>();
        if (figures.Any(figure => figure.Of is { } of && (cited.Count != 1 || cited[0].Id != of)))
        {
            findings.Add(new Finding(Rule.WrongPart, Fate.Dropped, field, sentence, "it cites a figure of one text, but not that text alone"));
        }
        if (figures.Any(figure => figure.IsLeast && Says(text, figure)) && !SaysAtLeast(text))
        {
            findings.Add(new Finding(Rule.Number, Fate.Dropped, field, sentence, "it says a lower bound without saying that it is one (at least)"));
        }
        return findings;
    }

    private static bool Says(string text, Figure figure) => ReadingNumbers.Read(text).Any(number => number.Value == figure.Value);

    private static bool SaysAtLeast(string text)
    {
        var words = Words(text);
        return _atLeast.Any(phrase =>
            Enumerable.Range(0, Math.Max(0, words.Length - phrase.Length + 1)).Any(at => words.AsSpan(at, phrase.Length).SequenceEqual(phrase)));
    }

    private static string[] Words(string text) => [.. Tokenising.Words(text).Select(word => word.Folded)];
}
