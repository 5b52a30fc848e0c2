using Pulse.Analysing.OpinionGroups;

namespace Pulse.Analysing.Themes;

/// <summary>Answers that are about the same thing, and the narrower things among it.</summary>
/// <param name="Number">From 0, largest theme first.</param>
/// <param name="Members">Indices of its answers, rising.</param>
/// <param name="Representative">All its answers, the most typical first; a near-copy of one already listed comes last.</param>
/// <param name="Cohesion">Mean cosine of its answers to their common direction, 0 … 1.</param>
/// <param name="SubThemes">Largest first; none where the theme is too small or too tight to divide.</param>
/// <param name="WithoutSubTheme">Its answers that are in none of its sub-themes, rising: all of them where it has none.</param>
public sealed record Theme(
    int Number,
    IReadOnlyList<int> Members,
    IReadOnlyList<int> Representative,
    double Cohesion,
    IReadOnlyList<SubTheme> SubThemes,
    IReadOnlyList<int> WithoutSubTheme);

/// <summary>A narrower thing within a theme.</summary>
/// <param name="Number">From 0 within its theme, largest first.</param>
/// <param name="Members">Indices of its answers, rising.</param>
/// <param name="Representative">All its answers, the most typical first; a near-copy of one already listed comes last.</param>
/// <param name="Cohesion">Mean cosine of its answers to their common direction, 0 … 1.</param>
public sealed record SubTheme(int Number, IReadOnlyList<int> Members, IReadOnlyList<int> Representative, double Cohesion);

/// <summary>Every answer accounted for: in one theme, or in none.</summary>
/// <param name="Of">Themes, largest first.</param>
/// <param name="WithoutTheme">Answers that resemble no theme enough, or nothing at all; rising.</param>
/// <param name="Silhouettes">Mean silhouette per number of themes tried.</param>
public sealed record ThemedAnswers(IReadOnlyList<Theme> Of, IReadOnlyList<int> WithoutTheme, IReadOnlyList<Separation> Silhouettes)
{
    /// <summary>The cosine to its theme that an answer needed to be counted there.</summary>
    public double LeastCosine { get; init; }

    /// <summary>Estimated share of chance resemblances among the answers placed in themes (false discovery rate), 0 … 1.</summary>
    public double ChanceShare { get; init; }
}
