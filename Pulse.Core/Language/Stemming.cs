namespace Pulse.Language;

/// <summary>
/// Brings forms of one word together by a light touch. Hebrew and Arabic write "and", "the", "in", "to", "from",
/// "that", "like" onto the next word, and no rule can tell such a prefix from a first letter. The corpus can: a
/// prefix comes off where what remains is a word that people wrote, or that several prefixed forms share.
/// </summary>
public sealed class Stemming
{
    private const int ShortestStem = 2;
    private const int MostPrefixes = 3;

    private static readonly string[] _hebrew = ["ו", "ה", "ב", "ל", "מ", "ש", "כ"];
    private static readonly string[] _arabic = ["وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل", "ف", "ك"];
    private static readonly string[] _arabicEndings = ["ات", "ون", "ين", "ان", "يه", "ها", "هم", "نا", "ه", "ي"];

    private readonly HashSet<string> _written;
    private readonly HashSet<string> _shared;
    private readonly Dictionary<string, string> _stems = new(StringComparer.Ordinal);

    private Stemming(HashSet<string> written, HashSet<string> shared)
    {
        _written = written;
        _shared = shared;
    }

    /// <summary>Learns which remainders are words from everything that was written.</summary>
    public static Stemming Learn(IEnumerable<Word> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var written = new HashSet<string>(StringComparer.Ordinal);
        var support = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            if (written.Add(word.Folded) && word.Script is Script.Hebrew or Script.Arabic)
            {
                foreach (var remainder in Shorter(word.Folded, word.Script).Distinct())
                {
                    support[remainder] = support.GetValueOrDefault(remainder) + 1;
                }
            }
        }
        // Two letters are shared by chance; three, with two different prefixes, hardly ever.
        var shared = support.Where(pair => pair.Value >= 2 && pair.Key.Length >= 3).Select(pair => pair.Key);
        return new Stemming(written, shared.ToHashSet(StringComparer.Ordinal));
    }

    public string Stem(Word word)
    {
        if (!_stems.TryGetValue(word.Folded, out var stem))
        {
            stem = word.Script switch
            {
                Script.Hebrew => Strip(word.Folded, Script.Hebrew),
                Script.Arabic => Strip(word.Folded, Script.Arabic),
                Script.Latin => English(word.Folded),
                Script.Other => word.Folded,
            };
            _stems[word.Folded] = stem;
        }
        return stem;
    }

    private string Strip(string word, Script script)
    {
        var stem = word;
        for (var i = 0; i < MostPrefixes; i++)
        {
            // The article is never a root letter in front of three more, so it may always go.
            var article = script == Script.Arabic && stem.StartsWith("ال", StringComparison.Ordinal) && stem.Length >= 5
                ? stem[2..]
                : null;
            var next = article ?? Shorter(stem, script).FirstOrDefault(candidate => IsWord(candidate, i == 0))
                ?? Shorter(stem, script).SelectMany(candidate => Shorter(candidate, script))
                    .FirstOrDefault(candidate => candidate.Length >= 3 && IsWord(candidate, false));
            if (next is null)
            {
                break;
            }
            stem = next;
        }
        return stem;
    }

    private bool IsWord(string candidate, bool orShared) =>
        !StopWords.Contains(candidate) && (_written.Contains(candidate) || (orShared && _shared.Contains(candidate)));

    /// <summary>What could remain, the likeliest first. Two-letter remainders only where the word itself was short.</summary>
    private static IEnumerable<string> Shorter(string word, Script script)
    {
        foreach (var prefix in script == Script.Hebrew ? _hebrew : _arabic)
        {
            if (word.Length - prefix.Length >= ShortestStem && word.StartsWith(prefix, StringComparison.Ordinal))
            {
                yield return word[prefix.Length..];
            }
        }
        if (script == Script.Arabic)
        {
            foreach (var ending in _arabicEndings)
            {
                if (word.Length - ending.Length >= 3 && word.EndsWith(ending, StringComparison.Ordinal))
                {
                    yield return word[..^ending.Length];
                    // A feminine noun loses its teh marbuta before a plural or possessive ending.
                    if (ending is "ات")
                    {
                        yield return word[..^2] + "ه";
                    }
                }
            }
        }
    }

    /// <summary>Plural and possessive s only (after Harman's S-stemmer, 1991): it never joins two words by mistake.</summary>
    private static string English(string word)
    {
        if (word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal) && word[^4] is not ('e' or 'a'))
        {
            return word[..^3] + "y";
        }
        if (word.Length > 4 && word.EndsWith("es", StringComparison.Ordinal) && word[^3] is 's' or 'x' or 'z')
        {
            return word[..^2];
        }
        return word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') ? word[..^1] : word;
    }
}
