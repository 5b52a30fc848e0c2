namespace Pulse.Publishing;

/// <summary>A theme as it may be shown.</summary>
/// <param name="Answers">Null where the count would give away how few answers are in no theme shown.</param>
/// <param name="SubThemes">Empty where the theme itself is not counted: their sum would count it.</param>
public sealed record ShownTheme(ThemeResult Theme, int? Answers, IReadOnlyList<ShownTheme> SubThemes);

/// <summary>
/// A working group's themes as they may be shown where the number of all answers stands on the same page. A theme of too
/// few answers is neither named nor listed: its answers count with those that fit none.
/// </summary>
/// <param name="Found">Themes there are, shown or not.</param>
/// <param name="Elsewhere">Answers in no theme shown; null where there are some and too few.</param>
public sealed record ShownThemes(IReadOnlyList<ShownTheme> Of, int Found, int? Elsewhere)
{
    public static ShownThemes From(GroupThemes themes, int minimum)
    {
        ArgumentNullException.ThrowIfNull(themes);
        var total = themes.Themes.Sum(theme => theme.Answers) + themes.WithoutTheme;
        var (shown, elsewhere) = Counted(themes.Themes, total, minimum);
        return new ShownThemes(
            [.. shown.Select(one => new ShownTheme(one.Theme, one.Answers, one.Answers is { } answers
                ? [.. Counted(one.Theme.SubThemes, answers, minimum).Shown.Select(part => new ShownTheme(part.Theme, part.Answers, []))]
                : []))],
            themes.Themes.Count, elsewhere);
    }

    /// <summary>The theme that may be named beside a single statement; if not all can be counted, rows must not count them.</summary>
    public ThemeResult? ThemeOf(Guid statementId) =>
        Of.FirstOrDefault(shown => shown.Answers is not null && shown.Theme.Statements.Contains(statementId))?.Theme;

    private static (IReadOnlyList<(ThemeResult Theme, int? Answers)> Shown, int? Elsewhere) Counted(
        IReadOnlyList<ThemeResult> themes, int total, int minimum)
    {
        var large = themes.Where(theme => Disclosure.Shown(theme.Answers, minimum)).ToArray();
        var elsewhere = total - large.Sum(theme => theme.Answers);
        // Nobody is no small number of people. Otherwise the rest is a cell too, and ids, unlike sizes, follow no count.
        var inOrder = large.OrderBy(theme => theme.ThemeId).ToArray();
        int[] cells = elsewhere == 0 ? [.. inOrder.Select(theme => theme.Answers)] : [elsewhere, .. inOrder.Select(theme => theme.Answers)];
        var shown = Disclosure.Shown(cells, minimum, totalIsKnown: true);
        var counted = inOrder.Where((_, place) => shown[place + cells.Length - inOrder.Length]).ToHashSet();
        return (
            [.. large.Select(theme => (theme, counted.Contains(theme) ? theme.Answers : (int?)null))],
            elsewhere == 0 || shown[0] ? elsewhere : null);
    }
}
