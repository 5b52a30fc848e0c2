namespace Pulse.Language;

/// <summary>
/// Everything that was written, read once: every distinct spelling and stem has a number, and a text is a row of
/// numbers. What works on texts afterwards (vectors, labels) touches no string per answer.
/// </summary>
public sealed class Corpus
{
    /// <summary>Texts whose words are strings at one moment; afterwards only their numbers are kept.</summary>
    private const int Portion = 4096;

    private Corpus(StemmedTexts texts, string[] languages, string[] stems, int[] firstWord, int[] words, string[] written, int[] stemOf)
    {
        (Texts, Languages, Stems) = (texts, languages, stems);
        (FirstWord, Words, Written, StemOf) = (firstWord, words, written, stemOf);
    }

    public int Count => Texts.Count;

    public StemmedTexts Texts { get; }

    /// <summary>Tags, in ordinal order; <see cref="StemmedTexts.LanguageOf"/> counts in it.</summary>
    public IReadOnlyList<string> Languages { get; }

    public IReadOnlyList<string> Stems { get; }

    /// <summary>Version v has the words <c>FirstWord[v] … FirstWord[v+1]−1</c> of <see cref="Words"/>.</summary>
    internal int[] FirstWord { get; }

    /// <summary>Numbers of spellings.</summary>
    internal int[] Words { get; }

    /// <summary>Spellings as participants wrote them, Latin letters in lower case.</summary>
    internal string[] Written { get; }

    /// <summary>Stem of each spelling; −1 for a stop word.</summary>
    internal int[] StemOf { get; }

    /// <param name="texts">Each text's versions.</param>
    public static Corpus Read(IReadOnlyList<IReadOnlyList<TextVersion>> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var firstVersion = new int[texts.Count + 1];
        var versions = new List<TextVersion>(texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            versions.AddRange(texts[i]);
            firstVersion[i + 1] = versions.Count;
        }
        var (spellings, words, firstWord) = Number(versions);
        var distinct = spellings.ToArray();
        var stemming = Stemming.Learn(distinct);
        var (stemOf, stems) = (new int[distinct.Length], new Dictionary<string, int>(StringComparer.Ordinal));
        for (var i = 0; i < distinct.Length; i++)
        {
            var stem = stemming.Stem(distinct[i]);
            // An English stem may be another word: wells are not "well". A Hebrew or Arabic one is what its prefix was put on.
            if (StopWords.Contains(distinct[i].Folded) || (distinct[i].Script != Script.Latin && StopWords.Contains(stem)))
            {
                stemOf[i] = -1;
            }
            else if (!stems.TryGetValue(stem, out stemOf[i]))
            {
                stems[stem] = stemOf[i] = stems.Count;
            }
        }
        var languages = versions.Select(version => version.Language).Distinct().Order(StringComparer.Ordinal).ToArray();
        var languageOf = versions.Select(version => Array.BinarySearch(languages, version.Language, StringComparer.Ordinal)).ToArray();
        var (firstStem, content) = (new int[versions.Count + 1], new List<int>(words.Count));
        for (var version = 0; version < versions.Count; version++)
        {
            for (var at = firstWord[version]; at < firstWord[version + 1]; at++)
            {
                if (stemOf[words[at]] >= 0)
                {
                    content.Add(stemOf[words[at]]);
                }
            }
            firstStem[version + 1] = content.Count;
        }
        return new Corpus(
            new StemmedTexts(firstVersion, languageOf, firstStem, [.. content]), languages, [.. stems.Keys], firstWord, [.. words],
            Array.ConvertAll(distinct, word => word.Script == Script.Latin ? word.Surface.ToLowerInvariant() : word.Surface), stemOf);
    }

    private static (List<Word> Spellings, List<int> Words, int[] FirstWord) Number(List<TextVersion> versions)
    {
        var (spellings, words, firstWord) = (new List<Word>(), new List<int>(), new int[versions.Count + 1]);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var split = new IReadOnlyList<Word>[Math.Min(Portion, versions.Count)];
        for (var from = 0; from < versions.Count; from += Portion)
        {
            var (start, portion) = (from, Math.Min(Portion, versions.Count - from));
            Parallel.For(0, portion, i => split[i] = Tokenising.Words(versions[start + i].Text));
            // Numbers are given in the order of the texts, so that threads cannot change them.
            for (var i = 0; i < portion; i++)
            {
                foreach (var word in split[i])
                {
                    if (!numbers.TryGetValue(word.Surface, out var number))
                    {
                        numbers[word.Surface] = number = spellings.Count;
                        spellings.Add(word);
                    }
                    words.Add(number);
                }
                firstWord[from + i + 1] = words.Count;
            }
        }
        return (spellings, words, firstWord);
    }
}
