using Pulse.Analysing.OpinionGroups;

namespace Pulse.Analysing.Themes;

/// <summary>How many clusters: the fewest whose silhouette (Rousseeuw 1987) nearly is the best.</summary>
internal static class Choosing
{
    /// <summary>More clusters must separate clearly better: a reader pays for each one.</summary>
    private const double NearlyBest = 0.9;

    private const int Comparisons = 4;
    private const int Starts = 4;

    /// <param name="points">What is clustered; a sample will do.</param>
    /// <param name="most">Most clusters to try.</param>
    /// <param name="seed">Seed of the starts.</param>
    /// <param name="starts">Starts per number of clusters.</param>
    /// <returns>The clusters chosen, null where nothing separates, and the silhouette of every number tried.</returns>
    public static (SphericalClustering.Clusters? Chosen, IReadOnlyList<Separation> Silhouettes) Of(
        Points points, int most, ulong seed, int starts)
    {
        var (tried, silhouettes) = (new List<SphericalClustering.Clusters>(), new List<Separation>());
        for (var k = 2; k <= most; k++)
        {
            tried.Add(SphericalClustering.Best(
                points, k, Chance.Mix(seed + (ulong)k), starts, tried.Count == 0 ? null : tried[^1].Directions));
            silhouettes.Add(new Separation(k, Silhouette(points, tried[^1])));
        }
        var best = silhouettes.Count == 0 ? 0 : silhouettes.Max(one => one.Silhouette);
        var enough = silhouettes.FindIndex(one => best > 0 && one.Silhouette >= NearlyBest * best);
        return (enough < 0 ? null : tried[enough], silhouettes);
    }

    /// <summary>Whether points without structure, clustered in the same way, are less apart every time.</summary>
    public static bool StandsOut(Points points, SphericalClustering.Clusters clusters, ulong seed)
    {
        var found = Silhouette(points, clusters);
        var count = clusters.Directions.Length / points.Dimensions;
        for (var i = 0UL; i < Comparisons; i++)
        {
            var random = Structureless.Like(points, points.Count, Chance.Mix(seed + 2 * i));
            if (Silhouette(random, SphericalClustering.Best(random, count, Chance.Mix(seed + 2 * i + 1), Starts)) >= found)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Silhouette against the clusters' directions instead of all pairs: linear in the number of answers.</summary>
    public static double Silhouette(Points points, SphericalClustering.Clusters clusters)
    {
        if (clusters.Directions.Length <= points.Dimensions)
        {
            return 0;
        }
        var each = new double[points.Count];
        Parallel.For(0, points.Count, i =>
        {
            var own = Math.Max(0, 1 - clusters.Cosines[i]);
            var other = Math.Max(0, 1 - SphericalClustering.Nearest(points.Row(i), clusters.Directions, clusters.Of[i]).Cosine);
            each[i] = Math.Max(own, other) > 0 ? (other - own) / Math.Max(own, other) : 0;
        });
        return each.Sum() / points.Count;
    }
}
