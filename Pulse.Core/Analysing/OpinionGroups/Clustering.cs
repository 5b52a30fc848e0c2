namespace Pulse.Analysing.OpinionGroups;

/// <summary>Weighted k-means of points in the plane, as Polis runs it, and the silhouette that judges it.</summary>
internal static class Clustering
{
    /// <summary>Clusters of points: <c>Of[point]</c>, and each cluster's centre and weight.</summary>
    public sealed record Clusters(int[] Of, double[] X, double[] Y, double[] Weight)
    {
        public int Count => X.Length;
    }

    /// <summary>Points with their weights (null where each weighs 1) and their tree, made once for all attempts.</summary>
    public sealed class Points(double[] x, double[] y, double[]? weight)
    {
        public double[] X { get; } = x;

        public double[] Y { get; } = y;

        public PointTree Tree { get; } = new(x, y, weight);

        public double Weight(int point) => weight is null ? 1 : weight[point];
    }

    /// <summary>
    /// Starts from the first <paramref name="most"/> distinct points, stops when no centre moved
    /// <paramref name="stop"/> or after <paramref name="rounds"/> rounds. A cluster that loses all its points goes.
    /// The nearer centre wins, the earlier one where two are equally near.
    /// </summary>
    public static Clusters Of(Points points, int most, int rounds, double stop = 0.01)
    {
        var chosen = FirstDistinct(points, most);
        return From(Pick(points.X, chosen), Pick(points.Y, chosen), points, rounds, stop);
    }

    /// <summary>
    /// The tightest of many seeded starts (k-means++, Arthur and Vassilvitskii 2007), each run to its fixed point:
    /// unlike a single start it hardly depends on the order of the points.
    /// </summary>
    public static Clusters Tightest(Points points, int count, int starts, ulong seed)
    {
        var chance = new Chance(seed);
        Clusters? best = null;
        var least = double.PositiveInfinity;
        for (var start = 0; start < starts; start++)
        {
            var chosen = Spread(points, count, ref chance);
            var tried = From(Pick(points.X, chosen), Pick(points.Y, chosen), points, 300, 1e-12);
            var spread = 0.0;
            for (var i = 0; i < points.X.Length; i++)
            {
                spread += points.Weight(i) * Square(points.X[i] - tried.X[tried.Of[i]], points.Y[i] - tried.Y[tried.Of[i]]);
            }
            // Starts that end in the same place differ by rounding: the first of them is kept.
            if (best is null || spread < least * (1 - 1e-9))
            {
                (best, least) = (tried, spread);
            }
        }
        return best!;
    }

    /// <summary>Distinct starting points, each drawn with chance proportional to weight · squared distance to the nearest so far.</summary>
    private static List<int> Spread(Points points, int count, ref Chance chance)
    {
        var starts = new List<int>(count);
        var nearest = new double[points.X.Length];
        Array.Fill(nearest, 1);
        while (starts.Count < count)
        {
            var all = 0.0;
            for (var i = 0; i < nearest.Length; i++)
            {
                all += points.Weight(i) * nearest[i];
            }
            var left = chance.Uniform() * all;
            var chosen = -1;
            for (var i = 0; i < nearest.Length && (chosen < 0 || left >= 0); i++)
            {
                if (nearest[i] > 0)
                {
                    chosen = i;
                    left -= points.Weight(i) * nearest[i];
                }
            }
            if (chosen < 0)
            {
                break;
            }
            starts.Add(chosen);
            for (var i = 0; i < nearest.Length; i++)
            {
                var square = Square(points.X[i] - points.X[chosen], points.Y[i] - points.Y[chosen]);
                nearest[i] = starts.Count == 1 ? square : Math.Min(nearest[i], square);
            }
        }
        return starts;
    }

    private static Clusters From(double[] cx, double[] cy, Points points, int rounds, double stop)
    {
        var of = Array.Empty<int>();
        var mass = Array.Empty<double>();
        for (var round = 0; round < rounds; round++)
        {
            var (nx, ny, nm) = (new double[cx.Length], new double[cx.Length], new double[cx.Length]);
            points.Tree.Sum(cx, cy, nx, ny, nm);
            var moved = 0.0;
            var alive = new List<int>(cx.Length);
            for (var i = 0; i < cx.Length; i++)
            {
                if (nm[i] > 0)
                {
                    (nx[i], ny[i]) = (nx[i] / nm[i], ny[i] / nm[i]);
                    moved = Math.Max(moved, Math.Sqrt(Square(cx[i] - nx[i], cy[i] - ny[i])));
                    alive.Add(i);
                }
            }
            var last = moved < stop || round == rounds - 1;
            if (last)
            {
                of = points.Tree.Nearest(cx, cy);
                Renumber(of, alive, cx.Length);
            }
            (cx, cy, mass) = (Pick(nx, alive), Pick(ny, alive), Pick(nm, alive));
            if (last)
            {
                break;
            }
        }
        return new Clusters(of, cx, cy, mass);
    }

    private static void Renumber(int[] of, List<int> alive, int clusters)
    {
        if (alive.Count == clusters)
        {
            return;
        }
        var number = new int[clusters];
        for (var i = 0; i < alive.Count; i++)
        {
            number[alive[i]] = i;
        }
        for (var i = 0; i < of.Length; i++)
        {
            of[i] = number[of[i]];
        }
    }

    /// <summary>
    /// Mean over points of (b − a) / max(a, b): a the mean distance within the own cluster, b to the nearest other one.
    /// A point alone in its cluster scores 0 (Rousseeuw 1987). One cluster has no silhouette: 0.
    /// </summary>
    public static double Silhouette(double[] x, double[] y, int[] of, int clusters)
    {
        if (clusters < 2)
        {
            return 0;
        }
        var size = new int[clusters];
        foreach (var cluster in of)
        {
            size[cluster]++;
        }
        var total = 0.0;
        var sums = new double[clusters];
        for (var i = 0; i < x.Length; i++)
        {
            if (size[of[i]] < 2)
            {
                continue;
            }
            Array.Clear(sums);
            for (var j = 0; j < x.Length; j++)
            {
                sums[of[j]] += Math.Sqrt(Square(x[i] - x[j], y[i] - y[j]));
            }
            var within = sums[of[i]] / (size[of[i]] - 1);
            var nearest = double.PositiveInfinity;
            for (var cluster = 0; cluster < clusters; cluster++)
            {
                if (cluster != of[i] && size[cluster] > 0)
                {
                    nearest = Math.Min(nearest, sums[cluster] / size[cluster]);
                }
            }
            var wider = Math.Max(within, nearest);
            total += wider > 0 ? (nearest - within) / wider : 0;
        }
        return x.Length == 0 ? 0 : total / x.Length;
    }

    private static List<int> FirstDistinct(Points points, int most)
    {
        var seen = new HashSet<(double, double)>();
        var chosen = new List<int>();
        for (var i = 0; i < points.X.Length && chosen.Count < most; i++)
        {
            if (seen.Add((points.X[i], points.Y[i])))
            {
                chosen.Add(i);
            }
        }
        return chosen;
    }

    private static double[] Pick(double[] values, List<int> at)
    {
        var picked = new double[at.Count];
        for (var i = 0; i < picked.Length; i++)
        {
            picked[i] = values[at[i]];
        }
        return picked;
    }

    private static double Square(double dx, double dy) => dx * dx + dy * dy;
}
