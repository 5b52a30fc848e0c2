using Pulse.Language;

namespace Pulse.Analysing.Specifics;

/// <summary>
/// Judges how concretely statements speak, from their words alone and by the same rule in Hebrew, Arabic and English: no
/// model, no vote. The weights are set by hand, not fitted to anybody's answers.
/// </summary>
public static class ScoringConcreteness
{
    /// <summary>Below so many texts in a language nothing can be called rare; the cue then gives nothing.</summary>
    private const int FewestTexts = 10;

    private const double UsualLength = 8;

    /// <summary>How many words of a kind meet a cue in full, and the points it then gives.</summary>
    private static readonly (Cue Cue, double Enough, double Weight)[] _counted =
    [
        (Cue.Number, 1, 0.14), (Cue.Time, 1, 0.10), (Cue.Name, 1, 0.10), (Cue.Institution, 1, 0.11), (Cue.Thing, 2, 0.17), (Cue.Action, 1, 0.14),
    ];

    private const double PlainnessWeight = 0.14;
    private const double DetailWeight = 0.07;
    private const double RarityWeight = 0.03;

    /// <summary>One per statement, null where it has no words. Rarity is measured within the texts given, per language.</summary>
    public static IReadOnlyList<Concreteness?> Of(IReadOnlyList<IReadOnlyList<TextVersion>> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var versions = texts.SelectMany((text, i) => text.Select(version => (
            Text: i, version.Language, Words: Tokenising.Words(version.Text).ToArray()))).Where(version => version.Words.Length > 0).ToArray();
        var judged = versions.GroupBy(version => version.Language, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .SelectMany(group => Judge(group.Key, group.Select(version => (version.Text, version.Words)).ToArray()))
            .ToLookup(entry => entry.Text, entry => entry.Version);
        return Enumerable.Range(0, texts.Count).Select(i =>
        {
            var own = judged[i].ToArray();
            return own.Length == 0
                ? null
                : new Concreteness(own.Average(one => one.Score), own.Max(one => one.Score) - own.Min(one => one.Score), own);
        }).ToArray();
    }

    private static IEnumerable<(int Text, VersionConcreteness Version)> Judge(string language, (int Text, Word[] Words)[] versions)
    {
        var stemming = Stemming.Learn(versions.SelectMany(version => version.Words));
        var contents = versions.Select(version => version.Words
            .Where(word => !StopWords.Contains(word.Folded) && !StopWords.Contains(stemming.Stem(word))).ToArray()).ToArray();
        var inTexts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var stem in contents.SelectMany(words => words.Select(stemming.Stem).Distinct()))
        {
            inTexts[stem] = inTexts.GetValueOrDefault(stem) + 1;
        }
        for (var i = 0; i < versions.Length; i++)
        {
            var rarity = versions.Length < FewestTexts || contents[i].Length == 0 ? 0 : contents[i]
                .Average(word => Math.Log((double)versions.Length / inTexts[stemming.Stem(word)]) / Math.Log(versions.Length));
            var cues = Cues(versions[i].Words, contents[i].Length, rarity);
            yield return (versions[i].Text, new VersionConcreteness(language, Math.Min(1, cues.Sum(cue => cue.Points)), cues));
        }
    }

    private static List<CuePart> Cues(Word[] words, int content, double rarity)
    {
        // All words, not only content words: lists of stop words hold numbers and days in one language and not in another.
        var found = words.Select(CueWords.Of).OfType<Cue>().GroupBy(cue => cue).ToDictionary(group => group.Key, group => group.Count());
        var cues = _counted.Select(one => new CuePart(
            one.Cue, found.GetValueOrDefault(one.Cue), Math.Min(1, found.GetValueOrDefault(one.Cue) / one.Enough), one.Weight)).ToList();
        var vague = found.GetValueOrDefault(Cue.Plainness);
        cues.Add(new CuePart(Cue.Plainness, vague, content == 0 ? 0 : Math.Max(0, 1 - 2.0 * vague / content), PlainnessWeight));
        cues.Add(new CuePart(Cue.Detail, content, 1 - Math.Exp(-content / UsualLength), DetailWeight));
        cues.Add(new CuePart(Cue.Rarity, content, rarity, RarityWeight));
        return cues;
    }
}
