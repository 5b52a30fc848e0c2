namespace Pulse.Language.Parity;

/// <summary>Matches themes of several runs by who is in them: labels are in different languages, answers are the same.</summary>
public static class MatchingThemes
{
    /// <summary>Two themes that share fewer of their members than this (Jaccard) are not the same theme.</summary>
    public const double LeastShared = 0.5;

    /// <summary>Every theme of every run once, the closest pairs brought together first.</summary>
    public static IReadOnlyList<MatchedTheme> Match(IReadOnlyList<PromptedRun> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var matched = new List<Dictionary<string, PromptedTheme>>();
        foreach (var run in runs)
        {
            var pairs = run.Themes.SelectMany(theme => matched.Select(group => (theme, group, Shared: group.Values.Average(other => Shared(theme, other)))))
                .Where(pair => pair.Shared >= LeastShared).OrderByDescending(pair => pair.Shared).ToArray();
            var placed = new HashSet<PromptedTheme>(ReferenceEqualityComparer.Instance);
            foreach (var (theme, group, _) in pairs)
            {
                if (!placed.Contains(theme) && group.TryAdd(run.Language, theme))
                {
                    placed.Add(theme);
                }
            }
            matched.AddRange(run.Themes.Where(theme => !placed.Contains(theme))
                .Select(theme => new Dictionary<string, PromptedTheme> { [run.Language] = theme }));
        }
        return [.. matched.Select(group => new MatchedTheme(group.Values.SelectMany(theme => theme.Members).ToHashSet(), group))];
    }

    private static double Shared(PromptedTheme one, PromptedTheme other)
    {
        var both = one.Members.Count(other.Members.Contains);
        return both == 0 ? 0 : (double)both / (one.Members.Count + other.Members.Count - both);
    }
}
