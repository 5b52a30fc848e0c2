using Pulse.Analysing.OpinionGroups;
using Pulse.Language;

namespace Pulse.Analysing.Themes;

/// <summary>
/// Themes and their sub-themes by spherical k-means over vectors that come in as numbers. Seeded starts, the tightest
/// kept; unless it is given, the number of themes is the smallest whose silhouette nearly is the best. An answer that
/// fits no theme better than chance is in none.
/// </summary>
public static class Theming
{
    private const int MostThemes = 12;

    /// <summary>A theme needs two people; one is an opinion.</summary>
    private const int SmallestTheme = 2;

    /// <summary>Answers on which the number of themes is chosen, drawn by the seed; all of them take part in the themes.</summary>
    private const int Sample = 3_000;

    private const int Starts = 10;

    /// <summary>Fewer are clustered by the plain rule, and held to a fixed cosine.</summary>
    private const int FewAnswers = 500;

    private const double NearCopy = 0.995;

    /// <param name="vectors">One per answer, any length; an empty one is an answer without a theme.</param>
    /// <param name="themes">How many themes; null to choose.</param>
    /// <param name="seed">Seed of the starts.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one theme was asked for.</exception>
    public static ThemedAnswers Of(IReadOnlyList<TextVector> vectors, int? themes, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        if (themes is < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(themes), themes, "There is at least one theme.");
        }
        var all = TextVectors.From(vectors);
        var used = Enumerable.Range(0, all.Count).Where(i => !all.IsEmpty(i)).ToArray();
        if (used.Length == 0)
        {
            return new ThemedAnswers([], Enumerable.Range(0, all.Count).ToArray(), []);
        }
        var points = new Points(all.Values, all.Dimensions, all.Count, used.Length < FewAnswers).Only(used);
        var kinds = all.Kinds is null ? null : Array.ConvertAll(used, i => all.Kinds[i]);
        var (clusters, silhouettes) = Cluster(points, themes, seed);
        var fit = Fitting.Of(points, clusters, Chance.Mix(seed + 50));
        var parts = Enumerable.Range(0, clusters.Directions.Length / points.Dimensions)
            .Select(k => Enumerable.Range(0, points.Count)
                .Where(i => clusters.Of[i] == k && clusters.Cosines[i] >= fit.LeastCosine).ToArray())
            .Where(part => part.Length >= SmallestTheme)
            .OrderByDescending(part => part.Length).ThenBy(part => part[0]).ToArray();
        var numbered = parts.Select((part, number) =>
            Whole(points, used, part, number, clusters.Cosines, kinds, Chance.Mix(seed + 60 + (ulong)number))).ToArray();
        var placed = new bool[all.Count];
        foreach (var member in numbered.SelectMany(theme => theme.Members))
        {
            placed[member] = true;
        }
        return new ThemedAnswers(numbered, Enumerable.Range(0, all.Count).Where(i => !placed[i]).ToArray(), silhouettes)
        {
            LeastCosine = fit.LeastCosine,
            ChanceShare = fit.ChanceShare,
        };
    }

    private static (SphericalClustering.Clusters Clusters, IReadOnlyList<Separation> Silhouettes) Cluster(
        Points points, int? themes, ulong seed)
    {
        var chance = new Chance(Chance.Mix(seed + 40));
        var sample = points.Count <= Sample ? points : points.Only(chance.Permutation(points.Count).AsSpan(0, Sample));
        var (chosen, silhouettes) = themes is null
            ? Choosing.Of(sample, Math.Min(MostThemes, (int)Math.Sqrt(points.Count)), seed, Starts)
            : (SphericalClustering.Best(sample, Math.Min(themes.Value, points.Count), seed, Starts), []);
        // Few answers are themed as well as they can be; among many, themes must be more than chance finds in anything.
        if (chosen is null || (themes is null && !points.Few && !Choosing.StandsOut(sample, chosen, Chance.Mix(seed + 41))))
        {
            chosen = SphericalClustering.Best(sample, 1, seed, 1);
        }
        return (ReferenceEquals(sample, points) ? chosen : SphericalClustering.Settle(points, chosen.Directions), silhouettes);
    }

    private static Theme Whole(
        Points points, int[] used, int[] part, int number, double[] cosines, int[]? kinds, ulong seed)
    {
        var subThemes = Dividing.Of(points, part, kinds, seed)
            .OrderByDescending(sub => sub.At.Length).ThenBy(sub => sub.At[0])
            .Select((sub, at) =>
            {
                var rows = Array.ConvertAll(sub.At, i => part[i]);
                return new SubTheme(at, Array.ConvertAll(rows, i => used[i]),
                    Array.ConvertAll(Typical(points, rows, sub.Cosines), i => used[i]), sub.Cosines.Average());
            }).ToArray();
        var members = Array.ConvertAll(part, i => used[i]);
        var inSub = subThemes.SelectMany(sub => sub.Members).ToHashSet();
        var own = Array.ConvertAll(part, i => cosines[i]);
        return new Theme(number, members, Array.ConvertAll(Typical(points, part, own), i => used[i]), own.Average(),
            subThemes, members.Where(member => !inSub.Contains(member)).ToArray());
    }

    /// <summary>Rows by cosine, highest first; copies of one that is already there last.</summary>
    private static int[] Typical(Points points, int[] rows, double[] cosines)
    {
        // Only what a reader will see at the top need be free of copies: comparing all pairs would be quadratic.
        const int shown = 20;
        var (first, copies) = (new List<int>(), new List<int>());
        foreach (var i in Enumerable.Range(0, rows.Length).OrderByDescending(i => cosines[i]).ThenBy(i => rows[i]).Select(i => rows[i]))
        {
            var copy = first.Count < shown
                && first.Exists(other => Multiplying.Dot(points.Row(i), points.Row(other)) > NearCopy);
            (copy ? copies : first).Add(i);
        }
        return [.. first, .. copies];
    }
}
