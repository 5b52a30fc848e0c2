using Pulse.Language;

namespace Pulse.Analysing.Themes;

/// <summary>
/// Spherical k-means (Dhillon and Modha 2001) over unit vectors in one array. Few points aim at the largest sum of
/// cosines; many at the largest sum of squared cosines: a cluster's direction is then drawn by the answers that resemble
/// it, and hardly by those that are there because they resemble nothing. Few could not afford to lose those.
/// </summary>
internal static class SphericalClustering
{
    private const int Rounds = 100;

    /// <summary>Points whose sums are taken together; the same whatever the number of threads.</summary>
    private const int Portion = 2048;

    /// <param name="Of">Cluster of each point.</param>
    /// <param name="Cosines">Cosine of each point to the direction of its cluster.</param>
    /// <param name="Directions">Unit vectors, cluster by cluster.</param>
    /// <param name="Tightness">The sum aimed at.</param>
    internal sealed record Clusters(int[] Of, double[] Cosines, double[] Directions, double Tightness);

    /// <summary>
    /// The tightest of several seeded starts, each from k-means++ (Arthur and Vassilvitskii 2007); every other one keeps
    /// the directions of fewer clusters, where these are given, and adds to them (after Likas, Vlassis and Verbeek 2003).
    /// </summary>
    public static Clusters Best(Points points, int count, ulong seed, int starts, double[]? fewer = null)
    {
        var tried = new Clusters[count == 1 ? 1 : starts];
        Parallel.For(0, tried.Length, start => tried[start] = Settle(
            points, Spread(points, count, Chance.Mix(seed + (ulong)start), start % 2 == 1 ? fewer ?? [] : [])));
        // Starts that end in the same place differ by rounding: the first of them is kept.
        return tried.Aggregate((best, next) => next.Tightness > best.Tightness * (1 + 1e-9) ? next : best);
    }

    /// <summary>From these directions until no point changes its cluster.</summary>
    public static Clusters Settle(Points points, double[] directions)
    {
        var (of, cosines) = (new int[points.Count], new double[points.Count]);
        Array.Fill(of, -1);
        var (size, parts) = (points.Dimensions, (points.Count + Portion - 1) / Portion);
        var sums = new double[parts][];
        var changed = new bool[parts];
        var counts = directions.Length / Math.Max(1, size);
        for (var round = 0; round < Rounds; round++)
        {
            var now = directions;
            Parallel.For(0, parts, part =>
            {
                var sum = sums[part] ??= new double[now.Length];
                Array.Clear(sum);
                changed[part] = false;
                for (var i = part * Portion; i < Math.Min(points.Count, (part + 1) * Portion); i++)
                {
                    var point = points.Row(i);
                    var (nearest, cosine) = Nearest(point, now, -1);
                    changed[part] |= of[i] != nearest;
                    (of[i], cosines[i]) = (nearest, cosine);
                    // The slope of what is summed, so that no round can lower the sum.
                    Multiplying.AddScaled(sum.AsSpan(nearest * size, size), points.Few ? 1 : Math.Max(0, cosine), point);
                }
            });
            if (!Array.Exists(changed, yes => yes))
            {
                break;
            }
            directions = Directions(sums, now, size, counts);
        }
        return new Clusters(of, cosines, directions, cosines.Sum(cosine => points.Few ? cosine : Math.Max(0, cosine) * Math.Max(0, cosine)));
    }

    /// <summary>The cluster whose direction is nearest, leaving one out.</summary>
    public static (int At, double Cosine) Nearest(ReadOnlySpan<double> point, double[] directions, int except)
    {
        var (at, best) = (0, double.NegativeInfinity);
        for (var (k, from) = (0, 0); from < directions.Length; k++, from += point.Length)
        {
            if (k != except && Multiplying.Dot(point, directions.AsSpan(from, point.Length)) is var cosine && cosine > best)
            {
                (at, best) = (k, cosine);
            }
        }
        return (at, best);
    }

    private static double[] Directions(double[][] sums, double[] before, int size, int counts)
    {
        var result = new double[before.Length];
        foreach (var sum in sums)
        {
            Multiplying.AddScaled(result, 1, sum);
        }
        for (var k = 0; k < counts; k++)
        {
            var direction = result.AsSpan(k * size, size);
            if (Multiplying.Normalise(direction) <= 1e-12)
            {
                // A cluster that lost everybody stays where it was: it may win somebody back.
                before.AsSpan(k * size, size).CopyTo(direction);
            }
        }
        return result;
    }

    private static double[] Spread(Points points, int count, ulong seed, double[] kept)
    {
        var chance = new Chance(seed);
        var chosen = new List<double>(kept);
        var distance = new double[points.Count];
        Array.Fill(distance, 1);
        for (var from = 0; from < kept.Length; from += points.Dimensions)
        {
            Approach(points, distance, kept.AsSpan(from, points.Dimensions), from == 0);
        }
        while (chosen.Count < count * points.Dimensions)
        {
            var (left, at) = (chance.Uniform() * distance.Sum(), -1);
            for (var i = 0; i < points.Count && (at < 0 || left >= 0); i++)
            {
                if (distance[i] > 0)
                {
                    at = i;
                    left -= distance[i];
                }
            }
            if (at < 0)
            {
                break;
            }
            Approach(points, distance, points.Row(at), chosen.Count == 0);
            chosen.AddRange(points.Row(at));
        }
        return [.. chosen];
    }

    private static void Approach(Points points, double[] distance, ReadOnlySpan<double> direction, bool first)
    {
        for (var i = 0; i < points.Count; i++)
        {
            var away = Math.Max(0, 1 - Multiplying.Dot(points.Row(i), direction));
            away = away < 1e-12 ? 0 : away;
            distance[i] = first ? away : Math.Min(distance[i], away);
        }
    }
}
