using Pulse.Language;

namespace Pulse.Analysing.Themes;

/// <summary>
/// Which answers fit their cluster better than chance would: the least cosine at which the estimated share of chance
/// resemblances among those that stay (false discovery rate, Storey 2002) is within a bound.
/// </summary>
internal static class Fitting
{
    /// <summary>At most this share of the answers placed in themes may be there by chance.</summary>
    public const double MostByChance = 0.05;

    /// <summary>
    /// A cosine below this is no fit among few answers; among many, one below one standard deviation of random directions.
    /// </summary>
    private const double FloorOfFew = 0.25;

    private const int Drawn = 4000;

    /// <param name="LeastCosine">What an answer needs.</param>
    /// <param name="ChanceShare">Estimated share by chance among those that have it.</param>
    internal readonly record struct Fit(double LeastCosine, double ChanceShare);

    public static Fit Of(Points points, SphericalClustering.Clusters clusters, ulong seed)
    {
        if (points.Count == 0 || points.Dimensions == 0)
        {
            return new Fit(0, 0);
        }
        // What answers are besides their cluster is what an answer without one would be made of.
        var random = Structureless.Like(Remainders(points, clusters), Drawn, seed);
        var chance = new double[Drawn];
        Parallel.For(0, Drawn, i => chance[i] = SphericalClustering.Nearest(random.Row(i), clusters.Directions, -1).Cosine);
        Array.Sort(chance);
        var found = (double[])clusters.Cosines.Clone();
        Array.Sort(found);
        // Answers below the median of chance are taken to be one half of those that are there by chance.
        var byChance = Math.Min(1, 2.0 * Below(found, chance[Drawn / 2]) / found.Length);
        var floor = points.Few ? FloorOfFew : Math.Min(FloorOfFew, 1 / Math.Sqrt(points.Dimensions));
        var (least, share) = (1.0, 0.0);
        // From the strictest threshold down; the lowest that keeps the bound is taken.
        for (var i = found.Length - 1; i >= 0 && found[i] >= floor; i--)
        {
            var beyond = (Drawn - Below(chance, found[i])) / (double)Drawn;
            var rate = byChance * beyond * found.Length / (found.Length - Below(found, found[i]));
            if (rate <= MostByChance)
            {
                (least, share) = (found[i], rate);
            }
        }
        return new Fit(least, share);
    }

    /// <summary>What each point is besides its cluster's direction.</summary>
    private static Points Remainders(Points points, SphericalClustering.Clusters clusters)
    {
        var values = (double[])points.Values.Clone();
        for (var i = 0; i < points.Count; i++)
        {
            Multiplying.AddScaled(values.AsSpan(i * points.Dimensions, points.Dimensions), -clusters.Cosines[i],
                clusters.Directions.AsSpan(clusters.Of[i] * points.Dimensions, points.Dimensions));
        }
        return new Points(values, points.Dimensions, points.Count, points.Few);
    }

    /// <summary>How many of the sorted values are smaller: by halving, since copies make long runs of equal cosines.</summary>
    private static int Below(double[] sorted, double value)
    {
        var (from, to) = (0, sorted.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = sorted[middle] < value ? (middle + 1, to) : (from, middle);
        }
        return from;
    }
}
