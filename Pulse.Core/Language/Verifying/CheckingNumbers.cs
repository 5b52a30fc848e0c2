namespace Pulse.Language.Verifying;

/// <summary>A number may be said only where code computed it or where somebody who is cited wrote it.</summary>
public static class CheckingNumbers
{
    /// <summary>Quantities without a figure, which claim a count all the same; matched as whole words after folding.</summary>
    private static readonly IReadOnlyList<string[]> _quantities =
    [
        .. new[]
        {
            "majority", "most participants", "most people", "most of the", "most respondents", "nearly all", "almost all", "everyone agrees",
            "all participants", "minority", "few participants", "half of", "many participants", "unanimous",
            "רוב המשתתפים", "רוב האנשים", "רוב המשיבים", "מרבית", "רובם", "כמעט כולם", "כולם מסכימים", "כל המשתתפים", "מיעוט", "מעטים", "מחצית", "פה אחד",
            "اغلبية", "الاغلبية", "غالبية", "الغالبية", "معظم", "معظمهم", "اغلب", "جميع المشاركين", "كل المشاركين", "اقلية", "الاقلية", "نصف المشاركين",
            "بالاجماع", "الجميع متفقون",
        }.Select(Words),
    ];

    /// <param name="text">One sentence.</param>
    /// <param name="figures">The figures it may say: those it cites.</param>
    /// <param name="sources">The texts it cites, in all their versions.</param>
    /// <param name="field">Where it stands.</param>
    /// <param name="sentence">Its number.</param>
    public static IReadOnlyList<Finding> Check(
        string text, IReadOnlyList<Figure> figures, IReadOnlyList<Source> sources, string field, int sentence)
    {
        ArgumentNullException.ThrowIfNull(figures);
        ArgumentNullException.ThrowIfNull(sources);
        var written = sources.SelectMany(source => source.Versions).SelectMany(version => ReadingNumbers.Read(version.Text)).ToArray();
        var findings = new List<Finding>();
        foreach (var number in ReadingNumbers.Read(text).Where(number => number.IsSure))
        {
            // Figures are written with or without a sign; a percentage that only a participant wrote must be one there too
            var computed = figures.Any(figure => figure.Value == number.Value && (figure.IsPercent || !number.IsPercent));
            if (!computed && !written.Any(other => other.Value == number.Value && (other.IsPercent || !number.IsPercent)))
            {
                findings.Add(new Finding(Rule.Number, Fate.Dropped, field, sentence, "it says a number that is in none of the figures and texts it cites"));
            }
        }
        var words = Words(text);
        var said = sources.SelectMany(source => source.Versions).Select(version => Words(version.Text)).ToArray();
        if (figures.Count == 0 && _quantities.Any(quantity => Has(words, quantity) && !said.Any(other => Has(other, quantity))))
        {
            findings.Add(new Finding(Rule.Quantity, Fate.Flagged, field, sentence, "it says how many in words, without a figure"));
        }
        return findings;
    }

    /// <summary>Holds a translation against its original: no number new, none lost.</summary>
    public static IReadOnlyList<Finding> CheckTranslation(string original, string translation, string field, int sentence)
    {
        var (before, after) = (ReadingNumbers.Read(original), ReadingNumbers.Read(translation));
        var added = after.Where(number => number.IsSure && before.All(other => other.Value != number.Value));
        var lost = before.Where(number => number.IsSure && after.All(other => other.Value != number.Value));
        return
        [
            .. added.Select(number => Found(number, "it says a number that the original does not")),
            .. lost.Select(number => Found(number, "a number of the original is missing")),
        ];

        // Between words, idiom is as likely as error ("a dozen"); between digits it is not
        Finding Found(WrittenNumber number, string what) =>
            new(Rule.Number, number.InDigits ? Fate.Dropped : Fate.Flagged, field, sentence, what);
    }

    private static string[] Words(string text) => [.. Tokenising.Words(text).Select(word => word.Folded)];

    private static bool Has(string[] words, string[] sought) =>
        Enumerable.Range(0, Math.Max(0, words.Length - sought.Length + 1)).Any(at => words.AsSpan(at, sought.Length).SequenceEqual(sought));
}
