namespace Pulse.Language;

/// <summary>A word that marks a theme in one language, as participants wrote it.</summary>
/// <param name="Language">The language of the versions it was found in.</param>
/// <param name="Text">The most frequent written form in the theme's texts.</param>
/// <param name="Inside">Texts of the theme that contain it in this language.</param>
/// <param name="Outside">Texts outside the theme that do.</param>
/// <param name="Score">z of the log odds, inside against outside.</param>
public sealed record Term(string Language, string Text, int Inside, int Outside, double Score);

/// <summary>
/// Labels for a set of texts: the words whose odds of appearing are most surely higher inside than outside, per
/// language: log odds with a prior that says the word is as common here as anywhere, divided by their standard error
/// (Monroe, Colaresi and Quinn 2008, equations 16–19). A word that is common everywhere needs much to stand out.
/// </summary>
public static class DistinctiveTerms
{
    /// <summary>Texts that the prior counts for on each side.</summary>
    private const double Prior = 10;

    /// <summary>A word spread so evenly that its share inside is less than this many times its share outside marks nothing.</summary>
    private const double LeastRatio = 1.5;

    /// <summary><c>result[set]</c>: up to <paramref name="perLanguage"/> terms per language, languages in ordinal order.</summary>
    /// <param name="texts">Each text's versions.</param>
    /// <param name="setOf">Each text's set; −1 for none, which counts as outside of all.</param>
    /// <param name="sets">How many sets there are.</param>
    /// <param name="perLanguage">Most terms per language.</param>
    public static IReadOnlyList<IReadOnlyList<Term>> Of(
        IReadOnlyList<IReadOnlyList<TextVersion>> texts, IReadOnlyList<int> setOf, int sets, int perLanguage = 5) =>
        Of(Corpus.Read(texts), Enumerable.Range(0, texts.Count).ToArray(), setOf, sets, perLanguage);

    /// <summary>The same among some texts of a corpus; the others count neither as inside nor as outside.</summary>
    /// <param name="corpus">All texts.</param>
    /// <param name="among">Numbers of the texts compared.</param>
    /// <param name="setOf">The set of each text in <paramref name="among"/>, −1 for none.</param>
    /// <param name="sets">How many sets there are.</param>
    /// <param name="perLanguage">Most terms per language.</param>
    public static IReadOnlyList<IReadOnlyList<Term>> Of(
        Corpus corpus, IReadOnlyList<int> among, IReadOnlyList<int> setOf, int sets, int perLanguage = 5)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(among);
        ArgumentNullException.ThrowIfNull(setOf);
        if (sets == 0)
        {
            return [];
        }
        var counts = Enumerable.Range(0, corpus.Languages.Count).Select(_ => new Counts(sets)).ToArray();
        for (var at = 0; at < among.Count; at++)
        {
            foreach (var (version, first) in Versions(corpus.Texts, among[at]))
            {
                counts[corpus.Texts.LanguageOf[version]].Add(corpus.Texts.Of(version), setOf[at], at, first);
            }
        }
        var chosen = counts.Select(count => Enumerable.Range(0, sets).Select(set => count.Best(corpus, set, perLanguage)).ToArray()).ToArray();
        var written = Written(corpus, among, setOf, chosen);
        return Enumerable.Range(0, sets).Select(set => (IReadOnlyList<Term>)Enumerable.Range(0, corpus.Languages.Count)
            .SelectMany(language => chosen[language][set].Select(mark => new Term(
                corpus.Languages[language], written[(language, set, mark.Stem)], mark.Inside, mark.Outside, mark.Score)))
            .ToArray()).ToArray();
    }

    private readonly record struct Mark(int Stem, int Inside, int Outside, double Score);

    /// <summary>A text's versions, and whether each is the first in its language.</summary>
    private static IEnumerable<(int Version, bool First)> Versions(StemmedTexts texts, int text)
    {
        var from = texts.FirstVersion[text];
        for (var version = from; version < texts.FirstVersion[text + 1]; version++)
        {
            yield return (version, Array.IndexOf(texts.LanguageOf, texts.LanguageOf[version], from, version - from) < 0);
        }
    }

    /// <summary>In how many texts of each set each stem is, in one language.</summary>
    private sealed class Counts(int sets)
    {
        private readonly Dictionary<int, (int Last, int[] In)> _texts = [];
        private readonly int[] _have = new int[sets + 1];

        public void Add(ReadOnlySpan<int> stems, int set, int text, bool first)
        {
            _have[set < 0 ? sets : set] += first ? 1 : 0;
            foreach (var stem in stems)
            {
                var (last, found) = _texts.GetValueOrDefault(stem, (-1, null!));
                if (last != text)
                {
                    found ??= new int[sets + 1];
                    found[set < 0 ? sets : set]++;
                    _texts[stem] = (text, found);
                }
            }
        }

        public Mark[] Best(Corpus corpus, int set, int most) => _texts
            .Where(entry => corpus.Stems[entry.Key].Length >= 2 && !corpus.Stems[entry.Key].All(char.IsDigit))
            .Select(entry => Judge(entry.Key, entry.Value.In, set)).OfType<Mark>()
            .OrderByDescending(mark => mark.Score).ThenByDescending(mark => mark.Inside)
            .ThenBy(mark => corpus.Stems[mark.Stem], StringComparer.Ordinal).Take(most).ToArray();

        private Mark? Judge(int stem, int[] found, int set)
        {
            var (inside, outside) = ((double)_have[set], (double)(_have.Sum() - _have[set]));
            var (yes, no) = (found[set], found.Sum() - found[set]);
            // One text is a person, not a theme; only where the theme itself is that small may a word stand for it.
            if (yes == 0 || (yes == 1 && inside > 2) || yes * (outside + 1) < LeastRatio * no * (inside + 1))
            {
                return null;
            }
            var usual = Prior * (yes + no + 0.5) / (inside + outside + 1);
            var (a, b) = (yes + usual, inside - yes + Prior - usual);
            var (c, d) = (no + usual, outside - no + Prior - usual);
            var odds = Math.Log(a / b) - Math.Log(c / d);
            return odds > 0 || outside == 0 ? new Mark(stem, yes, no, odds / Math.Sqrt(1 / a + 1 / b + 1 / c + 1 / d)) : null;
        }
    }

    /// <summary>The most frequent written form of each stem chosen, within its set.</summary>
    private static Dictionary<(int Language, int Set, int Stem), string> Written(
        Corpus corpus, IReadOnlyList<int> among, IReadOnlyList<int> setOf, Mark[][][] chosen)
    {
        var forms = new Dictionary<(int, int, int), Dictionary<string, int>>();
        for (var language = 0; language < chosen.Length; language++)
        {
            for (var set = 0; set < chosen[language].Length; set++)
            {
                foreach (var mark in chosen[language][set])
                {
                    forms[(language, set, mark.Stem)] = new Dictionary<string, int>(StringComparer.Ordinal);
                }
            }
        }
        for (var at = 0; at < among.Count; at++)
        {
            for (var version = corpus.Texts.FirstVersion[among[at]]; setOf[at] >= 0 && version < corpus.Texts.FirstVersion[among[at] + 1]; version++)
            {
                for (var word = corpus.FirstWord[version]; word < corpus.FirstWord[version + 1]; word++)
                {
                    var spelling = corpus.Words[word];
                    if (forms.TryGetValue((corpus.Texts.LanguageOf[version], setOf[at], corpus.StemOf[spelling]), out var counts))
                    {
                        counts[corpus.Written[spelling]] = counts.GetValueOrDefault(corpus.Written[spelling]) + 1;
                    }
                }
            }
        }
        return forms.ToDictionary(entry => entry.Key, entry => entry.Value
            .OrderByDescending(form => form.Value).ThenBy(form => form.Key.Length)
            .ThenBy(form => form.Key, StringComparer.Ordinal).First().Key);
    }
}
