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
        IReadOnlyList<IReadOnlyList<TextVersion>> texts, ThemedAnswers themed, int perLanguage = 5) =>
        Of(Corpus.Read(texts), themed, perLanguage);

    /// <summary>The same of texts that were read before.</summary>
    public static IReadOnlyList<ThemeLabel> Of(Corpus corpus, ThemedAnswers themed, int perLanguage = 5)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(themed);
        var themeOf = new int[corpus.Count];
        var partOf = new int[corpus.Count];
        Array.Fill(themeOf, -1);
        Array.Fill(partOf, -1);
        foreach (var theme in themed.Of)
        {
            foreach (var member in theme.Members)
            {
                themeOf[member] = theme.Number;
            }
            foreach (var sub in theme.SubThemes)
            {
                foreach (var member in sub.Members)
                {
                    partOf[member] = sub.Number;
                }
            }
        }
        var terms = DistinctiveTerms.Of(corpus, Enumerable.Range(0, corpus.Count).ToArray(), themeOf, themed.Of.Count, perLanguage);
        return themed.Of.Select(theme => new ThemeLabel(terms[theme.Number], DistinctiveTerms.Of(
            corpus, theme.Members, theme.Members.Select(member => partOf[member]).ToArray(), theme.SubThemes.Count, perLanguage))).ToArray();
    }
}
