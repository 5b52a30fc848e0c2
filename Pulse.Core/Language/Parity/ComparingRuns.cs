using Pulse.Language.Verifying;

namespace Pulse.Language.Parity;

/// <summary>What is compared.</summary>
public enum ParityKind
{
    Theme,

    /// <summary>A thing of the glossary, and by whose term.</summary>
    Actor,
    Figure,
    Agency,

    /// <summary>How a theme is headed: no word of content in common with any other heading in the same language.</summary>
    Heading,

    /// <summary>A word that comes again and again and that no source in its language has; it may be a name.</summary>
    NewWord,
}

/// <summary>Something that prompts in some languages brought and in others did not.</summary>
/// <param name="Kind">What.</param>
/// <param name="What">The theme, figure, notion or word.</param>
/// <param name="In">Languages whose prompts brought it.</param>
/// <param name="NotIn">Languages whose prompts did not.</param>
/// <param name="Theme">Number of the matched theme; null for what concerns none.</param>
public sealed record Disparity(ParityKind Kind, string What, IReadOnlyList<string> In, IReadOnlyList<string> NotIn, int? Theme);

/// <summary>What differs when the same answers are worked on with prompts in other languages.</summary>
/// <param name="Themes">Matched by their members.</param>
/// <param name="Disparities">Every difference that was seen.</param>
public sealed record ParityReport(IReadOnlyList<MatchedTheme> Themes, IReadOnlyList<Disparity> Disparities);

/// <summary>
/// Compares runs made with Hebrew, Arabic and English prompts. It sees words, not meaning: a name outside the glossary
/// is only seen in its own script, stress and irony are not seen at all.
/// </summary>
public static class ComparingRuns
{
    private const int Repeated = 2;

    /// <param name="runs">One per language of prompts.</param>
    /// <param name="glossary">What the sides name differently.</param>
    /// <param name="sources">All answers, with their versions.</param>
    public static ParityReport Compare(
        IReadOnlyList<PromptedRun> runs, IReadOnlyList<NamedThing> glossary, IReadOnlyList<Source> sources)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(glossary);
        ArgumentNullException.ThrowIfNull(sources);
        var (themes, all) = (MatchingThemes.Match(runs), runs.Select(run => run.Language).ToArray());
        var written = runs.ToDictionary(run => run.Language, run => run.Written);
        var disparities = new List<Disparity>();
        for (var number = 0; number < themes.Count; number++)
        {
            var texts = themes[number].ByLanguage.ToDictionary(pair => pair.Key, pair => new TextVersion(written[pair.Key], pair.Value.Text));
            string[] found = [.. all.Where(texts.ContainsKey)], missing = [.. all.Except(found)];
            if (missing.Length > 0)
            {
                disparities.Add(new Disparity(ParityKind.Theme, themes[number].ByLanguage[found[0]].Text, found, missing, number));
            }
            Differ(ParityKind.Actor, number, texts, text => ReadingMarks.Actors(text, glossary));
            Differ(ParityKind.Figure, number, texts, ReadingMarks.Figures);
            Differ(ParityKind.Agency, number, texts, text => AgencyVerbs.In(text.Text));
        }
        foreach (var run in runs)
        {
            disparities.AddRange(NewWords(run, sources).Select(word =>
                new Disparity(ParityKind.NewWord, word, [run.Language], [.. all.Where(other => other != run.Language)], null)));
        }
        return new ParityReport(themes, disparities);

        void Differ(ParityKind kind, int theme, Dictionary<string, TextVersion> texts, Func<TextVersion, IReadOnlySet<string>> read)
        {
            var sets = texts.ToDictionary(pair => pair.Key, pair => read(pair.Value));
            foreach (var what in sets.Values.SelectMany(set => set).Distinct().Order(StringComparer.Ordinal))
            {
                string[] found = [.. all.Where(language => sets.TryGetValue(language, out var set) && set.Contains(what))];
                string[] missing = [.. sets.Keys.Except(found)];
                if (missing.Length > 0)
                {
                    disparities.Add(new Disparity(kind, what, found, missing, theme));
                }
            }
        }
    }

    /// <summary>Words that a run says more than once and that no source in its language has.</summary>
    public static IEnumerable<string> NewWords(PromptedRun run, IReadOnlyList<Source> sources)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(sources);
        var given = sources.Select(source => source.In(run.Written)).OfType<TextVersion>().SelectMany(version => Tokenising.Words(version.Text)).ToArray();
        if (given.Length == 0)
        {
            return [];
        }
        var said = run.Themes.SelectMany(theme => Tokenising.Words(theme.Text)).ToArray();
        var stemming = Stemming.Learn(given.Concat(said));
        var known = given.Select(stemming.Stem).ToHashSet(StringComparer.Ordinal);
        return said.Where(word => !StopWords.Contains(word.Folded) && !char.IsDigit(word.Folded[0]) && !known.Contains(stemming.Stem(word)))
            .GroupBy(stemming.Stem, StringComparer.Ordinal).Where(group => group.Count() >= Repeated).Select(group => group.First().Surface);
    }
}
