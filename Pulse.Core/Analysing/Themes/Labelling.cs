using Pulse.Language;

namespace Pulse.Analysing.Themes;

/// <summary>The words of a theme and of its sub-themes, as participants wrote them.</summary>
/// <param name="Terms">What tells the theme from all other answers; languages in ordinal order.</param>
/// <param name="SubThemes">Per sub-theme: what tells it from the rest of its theme, not from everything.</param>
public sealed record ThemeLabel(IReadOnlyList<Term> Terms, IReadOnlyList<IReadOnlyList<Term>> SubThemes);

/// <summary>Names themes and sub-themes by distinctive words.</summary>
public static class Labelling
{
    /// <param name="texts">Each answer's versions, in the order the themes count in.</param>
    /// <param name="themed">Themes of these answers.</param>
    /// <param name="perLanguage">Most words per language.</param>
    /// <returns>One label per theme, by number.</returns>
    public static IReadOnlyList<ThemeLabel> Of(
        IReadOnlyList<IReadOnlyList<TextVersion>> texts, ThemedAnswers themed, int perLanguage = 5)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(themed);
        var themeOf = Enumerable.Repeat(-1, texts.Count).ToArray();
        foreach (var theme in themed.Of)
        {
            foreach (var member in theme.Members)
            {
                themeOf[member] = theme.Number;
            }
        }
        var terms = DistinctiveTerms.Of(texts, themeOf, themed.Of.Count, perLanguage);
        return themed.Of.Select(theme => new ThemeLabel(terms[theme.Number], WithinTheme(texts, theme, perLanguage))).ToArray();
    }

    private static IReadOnlyList<IReadOnlyList<Term>> WithinTheme(
        IReadOnlyList<IReadOnlyList<TextVersion>> texts, Theme theme, int perLanguage)
    {
        var subOf = new Dictionary<int, int>();
        foreach (var sub in theme.SubThemes)
        {
            foreach (var member in sub.Members)
            {
                subOf[member] = sub.Number;
            }
        }
        return DistinctiveTerms.Of(
            theme.Members.Select(i => texts[i]).ToArray(), theme.Members.Select(i => subOf.GetValueOrDefault(i, -1)).ToArray(),
            theme.SubThemes.Count, perLanguage);
    }
}
