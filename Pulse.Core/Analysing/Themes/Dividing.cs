using Pulse.Language;

namespace Pulse.Analysing.Themes;

/// <summary>
/// Sub-themes: what a theme's answers differ in, once what they share is taken out. A theme is divided only where its
/// parts stand apart more than those of points without structure.
/// </summary>
internal static class Dividing
{
    private const int SmallestDivided = 30;
    private const int SmallestSubTheme = 5;
    private const int MostSubThemes = 8;
    private const int SmallestCentred = 5;
    private const int Sample = 2_000;
    private const int Starts = 4;

    /// <param name="points">All answers that have vectors.</param>
    /// <param name="members">Rows of the theme's answers, rising.</param>
    /// <param name="kinds">What each row is written in, which is no sub-theme; null where nothing is known of it.</param>
    /// <param name="seed">Seed of the samples and starts.</param>
    /// <returns>Members of each part, by position in <paramref name="members"/>, with cosines; empty where it stays whole.</returns>
    public static IReadOnlyList<(int[] At, double[] Cosines)> Of(Points points, int[] members, int[]? kinds, ulong seed)
    {
        if (members.Length < SmallestDivided || points.Dimensions < 3)
        {
            return [];
        }
        var own = Remainders(points, members, kinds);
        var chance = new Chance(seed);
        var sample = own.Count <= Sample ? own : own.Only(chance.Permutation(own.Count).AsSpan(0, Sample));
        var most = Math.Min(MostSubThemes, members.Length / (2 * SmallestSubTheme));
        var (chosen, _) = Choosing.Of(sample, most, Chance.Mix(seed + 1), Starts);
        if (chosen is null || !Choosing.StandsOut(sample, chosen, Chance.Mix(seed + 100)))
        {
            return [];
        }
        var parts = chosen.Directions.Length / own.Dimensions;
        var clusters = SphericalClustering.Settle(own, chosen.Directions);
        var fit = Fitting.Of(own, clusters, Chance.Mix(seed + 2));
        var divided = Enumerable.Range(0, parts)
            .Select(k => Enumerable.Range(0, own.Count)
                .Where(i => clusters.Of[i] == k && clusters.Cosines[i] >= fit.LeastCosine).ToArray())
            .Where(part => part.Length >= SmallestSubTheme)
            .Select(part => (part, Array.ConvertAll(part, i => clusters.Cosines[i]))).ToArray();
        return divided.Length >= 2 ? divided : [];
    }

    /// <summary>Each answer less the mean of the theme's answers of its kind, at length 1.</summary>
    private static Points Remainders(Points points, int[] members, int[]? kinds)
    {
        var size = points.Dimensions;
        var values = points.Only(members).Values;
        var byKind = Enumerable.Range(0, members.Length).GroupBy(i => kinds is null ? 0 : kinds[members[i]])
            .OrderBy(group => group.Key).Select(group => group.ToArray()).ToArray();
        // Kinds too rare to have a mean of their own share one.
        var rare = byKind.Where(group => group.Length < SmallestCentred).SelectMany(group => group).Order().ToArray();
        foreach (var group in byKind.Where(group => group.Length >= SmallestCentred).Append(rare))
        {
            var mean = new double[size];
            foreach (var i in group)
            {
                Multiplying.AddScaled(mean, 1.0 / group.Length, values.AsSpan(i * size, size));
            }
            foreach (var i in group)
            {
                Multiplying.AddScaled(values.AsSpan(i * size, size), -1, mean);
                Multiplying.Normalise(values.AsSpan(i * size, size));
            }
        }
        return new Points(values, size, members.Length, points.Few);
    }
}
