using Pulse.Analysing.OpinionGroups;

namespace Pulse.Analysing.Themes;

/// <summary>Answers that are about the same thing.</summary>
/// <param name="Number">From 0, largest theme first.</param>
/// <param name="Members">Indices of its answers, rising.</param>
/// <param name="Representative">All its answers, the most typical first; a near-copy of one already listed comes last.</param>
/// <param name="Cohesion">Mean cosine of its answers to their common direction, 0 … 1.</param>
public sealed record Theme(int Number, IReadOnlyList<int> Members, IReadOnlyList<int> Representative, double Cohesion);

/// <summary>Every answer accounted for: in one theme, or in none.</summary>
/// <param name="Of">Themes, largest first.</param>
/// <param name="WithoutTheme">Answers that resemble no theme enough, or nothing at all; rising.</param>
/// <param name="Silhouettes">Mean silhouette per number of themes tried.</param>
public sealed record ThemedAnswers(IReadOnlyList<Theme> Of, IReadOnlyList<int> WithoutTheme, IReadOnlyList<Separation> Silhouettes);
