using System.Text.RegularExpressions;

namespace Pulse.Language.Verifying;

/// <summary>A glossary's term in a text.</summary>
/// <param name="Thing">Which thing it names, by number.</param>
/// <param name="Owners">The sides that use it, the empty string for the neutral wording; several where they share it.</param>
public sealed record TermHit(int Thing, IReadOnlySet<string> Owners)
{
    public bool IsNeutral => Owners.Contains("");
}

/// <summary>
/// Finds a glossary's terms in running text, with what Hebrew and Arabic write onto a word. A longer term is found first,
/// so that "the occupied West Bank" is not also "the West Bank". Other inflections are not seen.
/// </summary>
public static partial class FindingTerms
{
    private static readonly HashSet<string> _hebrewPrefixes =
        ["", "ו", "ה", "ב", "ל", "מ", "ש", "כ", "וה", "וב", "ול", "ומ", "וש", "שה", "שב", "של", "מה", "כש", "בה", "לה", "ומה", "ושה"];

    private static readonly HashSet<string> _arabicPrefixes =
        ["", "ال", "و", "ف", "ب", "ل", "ك", "لل", "وال", "فال", "بال", "كال", "وب", "ول", "ولل", "وبال"];

    public static IReadOnlyList<TermHit> Find(TextVersion text, IReadOnlyList<NamedThing> glossary)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(glossary);
        var words = Tokenising.Words(text.Text).Select(word => word.Folded).ToArray();
        var taken = new bool[words.Length];
        var hits = new List<TermHit>();
        foreach (var term in Terms(text.Language, glossary))
        {
            for (var at = 0; at + term.Words.Length <= words.Length; at++)
            {
                if (!taken.AsSpan(at, term.Words.Length).Contains(true) && Matches(words.AsSpan(at, term.Words.Length), term.Words, text.Language))
                {
                    taken.AsSpan(at, term.Words.Length).Fill(true);
                    hits.Add(new TermHit(term.Thing, term.Owners));
                }
            }
        }
        return hits;
    }

    /// <summary>The wordings of a text that names several between commas, without what explains them in brackets.</summary>
    public static IReadOnlyList<string> Wordings(string terms) =>
        [.. Brackets().Replace(terms, " ").Split([',', '،', ';']).Select(term => Leading().Replace(term.Trim(), "")).Where(term => term.Length > 0)];

    [GeneratedRegex(@"\([^)]*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Brackets();

    [GeneratedRegex("^(?:or |the |או |أو )+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Leading();

    private static List<(int Thing, string[] Words, IReadOnlySet<string> Owners)> Terms(string language, IReadOnlyList<NamedThing> glossary)
    {
        var terms = new List<(int, string[] Words, IReadOnlySet<string>)>();
        for (var thing = 0; thing < glossary.Count; thing++)
        {
            var owned = glossary[thing].Sides.SelectMany(side => Of(side.Terms, side.Side)).Concat(Of(glossary[thing].Neutral, ""));
            foreach (var same in owned.GroupBy(term => string.Join(' ', term.Words), StringComparer.Ordinal))
            {
                terms.Add((thing, same.First().Words, same.Select(term => term.Owner).ToHashSet(StringComparer.Ordinal)));
            }
        }
        return [.. terms.OrderByDescending(term => term.Words.Length)];

        IEnumerable<(string[] Words, string Owner)> Of(IReadOnlyList<TextVersion> versions, string owner) =>
            versions.Where(version => version.Language == language).SelectMany(version => Wordings(version.Text))
                .Select(wording => (Bare(wording, language), owner)).Where(term => term.Item1.Length > 0);
    }

    private static string[] Bare(string wording, string language) =>
        [.. Tokenising.Words(wording).Select(word => Article(word.Folded, language))];

    private static string Article(string word, string language) => language switch
    {
        "he" when word.Length > 3 && word[0] == 'ה' => word[1..],
        "ar" when word.Length > 4 && word.StartsWith("ال", StringComparison.Ordinal) => word[2..],
        _ => word,
    };

    private static bool Matches(ReadOnlySpan<string> words, string[] term, string language)
    {
        for (var i = 0; i < term.Length; i++)
        {
            if (!Matches(words[i], term[i], language))
            {
                return false;
            }
        }
        return true;
    }

    private static bool Matches(string word, string term, string language) => language switch
    {
        "he" => word.EndsWith(term, StringComparison.Ordinal) && _hebrewPrefixes.Contains(word[..^term.Length]),
        "ar" => word.EndsWith(term, StringComparison.Ordinal) && _arabicPrefixes.Contains(word[..^term.Length]),
        // Words drop their apostrophe: the Nakba's is "nakbas"
        _ => word == term || word == term + "s",
    };
}
