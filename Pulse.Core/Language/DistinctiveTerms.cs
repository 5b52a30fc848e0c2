namespace Pulse.Language;

/// <summary>A word that marks a theme in one language, as participants wrote it.</summary>
/// <param name="Language">The language of the versions it was found in.</param>
/// <param name="Text">The most frequent written form in the theme's texts.</param>
/// <param name="Inside">Texts of the theme that contain it in this language.</param>
/// <param name="Outside">Texts outside the theme that do.</param>
/// <param name="Score">z of the smoothed log odds, inside against outside.</param>
public sealed record Term(string Language, string Text, int Inside, int Outside, double Score);

/// <summary>
/// Labels for a set of texts: the words whose odds of appearing are most surely higher inside than outside (log odds
/// with a prior of one half per cell, divided by its standard error), per language.
/// </summary>
public static class DistinctiveTerms
{
    /// <summary><c>result[set]</c>: up to <paramref name="perLanguage"/> terms per language, languages in ordinal order.</summary>
    /// <param name="texts">Each text's versions.</param>
    /// <param name="setOf">Each text's set; −1 for none, which counts as outside of all.</param>
    /// <param name="sets">How many sets there are.</param>
    /// <param name="perLanguage">Most terms per language.</param>
    public static IReadOnlyList<IReadOnlyList<Term>> Of(
        IReadOnlyList<IReadOnlyList<TextVersion>> texts, IReadOnlyList<int> setOf, int sets, int perLanguage = 5)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(setOf);
        var result = Enumerable.Range(0, sets).Select(_ => new List<Term>()).ToArray();
        foreach (var language in texts.SelectMany(v => v).Select(v => v.Language).Distinct().Order(StringComparer.Ordinal))
        {
            var written = texts.Select(versions => versions
                .Where(version => version.Language == language).SelectMany(version => Tokenising.Words(version.Text)).ToArray()).ToArray();
            var has = texts.Select(versions => versions.Any(version => version.Language == language)).ToArray();
            var stemming = Stemming.Learn(written.SelectMany(words => words));
            var index = Index(written, stemming);
            for (var set = 0; set < sets; set++)
            {
                var inside = Enumerable.Range(0, texts.Count).Count(i => has[i] && setOf[i] == set);
                var outside = has.Count(yes => yes) - inside;
                result[set].AddRange(index.Values
                    .Select(entries => Judge(language, entries, setOf, set, inside, outside))
                    .OfType<Term>()
                    .OrderByDescending(term => term.Score).ThenByDescending(term => term.Inside)
                    .ThenBy(term => term.Text, StringComparer.Ordinal)
                    .Take(perLanguage));
            }
        }
        return result;
    }

    private static SortedDictionary<string, List<(int Text, string Surface)>> Index(Word[][] written, Stemming stemming)
    {
        var index = new SortedDictionary<string, List<(int, string)>>(StringComparer.Ordinal);
        for (var text = 0; text < written.Length; text++)
        {
            foreach (var word in written[text])
            {
                var stem = stemming.Stem(word);
                if (stem.Length < 2 || StopWords.Contains(word.Folded) || StopWords.Contains(stem) || stem.All(char.IsDigit))
                {
                    continue;
                }
                if (!index.TryGetValue(stem, out var entries))
                {
                    index[stem] = entries = [];
                }
                entries.Add((text, word.Script == Script.Latin ? word.Surface.ToLowerInvariant() : word.Surface));
            }
        }
        return index;
    }

    private static Term? Judge(
        string language, List<(int Text, string Surface)> entries, IReadOnlyList<int> setOf, int set, int inside, int outside)
    {
        var yes = entries.Where(entry => setOf[entry.Text] == set).Select(entry => entry.Text).Distinct().Count();
        var no = entries.Select(entry => entry.Text).Distinct().Count() - yes;
        // One text is a person, not a theme; only where the theme itself is that small may a word stand for it.
        if (yes == 0 || (yes == 1 && inside > 2))
        {
            return null;
        }
        var odds = Math.Log((yes + 0.5) / (inside - yes + 0.5)) - Math.Log((no + 0.5) / (outside - no + 0.5));
        var error = Math.Sqrt(1 / (yes + 0.5) + 1 / (inside - yes + 0.5) + 1 / (no + 0.5) + 1 / (outside - no + 0.5));
        var surface = entries.Where(entry => setOf[entry.Text] == set).GroupBy(entry => entry.Surface, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key.Length)
            .ThenBy(group => group.Key, StringComparer.Ordinal).First().Key;
        return odds > 0 || outside == 0 ? new Term(language, surface, yes, no, odds / error) : null;
    }
}
