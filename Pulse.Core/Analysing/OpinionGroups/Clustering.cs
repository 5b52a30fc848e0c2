namespace Pulse.Analysing.OpinionGroups;

/// <summary>Weighted k-means of points in the plane, as Polis runs it, and the silhouette that judges it.</summary>
internal static class Clustering
{
    /// <summary>Clusters of points: <c>Of[point]</c>, and each cluster's centre and weight.</summary>
    public sealed record Clusters(int[] Of, double[] X, double[] Y, double[] Weight)
    {
        public int Count => X.Length;
    }

    /// <summary>
    /// Starts from the first <paramref name="most"/> distinct points, stops when no centre moved
    /// <paramref name="stop"/> or after <paramref name="rounds"/> rounds. A cluster that loses all its points goes.
    /// The nearer centre wins, the earlier one where two are equally near.
    /// </summary>
    public static Clusters Of(double[] x, double[] y, double[] weight, int most, int rounds, double stop = 0.01)
    {
        var (cx, cy) = FirstDistinct(x, y, most);
        return From(cx, cy, x, y, weight, rounds, stop);
    }

    /// <summary>
    /// The tightest of many seeded starts (k-means++, Arthur and Vassilvitskii 2007), each run to its fixed point:
    /// unlike a single start it hardly depends on the order of the points.
    /// </summary>
    public static Clusters Tightest(double[] x, double[] y, double[] weight, int count, int starts, ulong seed)
    {
        var chance = new Chance(seed);
        Clusters? best = null;
        var least = double.PositiveInfinity;
        for (var start = 0; start < starts; start++)
        {
            var (cx, cy) = Spread(x, y, weight, count, ref chance);
            var tried = From(cx, cy, x, y, weight, 300, 1e-12);
            var spread = 0.0;
            for (var i = 0; i < x.Length; i++)
            {
                var (dx, dy) = (x[i] - tried.X[tried.Of[i]], y[i] - tried.Y[tried.Of[i]]);
                spread += weight[i] * (dx * dx + dy * dy);
            }
            // Starts that end in the same place differ by rounding: the first of them is kept.
            if (best is null || spread < least * (1 - 1e-9))
            {
                (best, least) = (tried, spread);
            }
        }
        return best!;
    }

    /// <summary>Distinct starting centres, each drawn with chance proportional to weight · squared distance to the nearest so far.</summary>
    private static (double[] X, double[] Y) Spread(double[] x, double[] y, double[] weight, int count, ref Chance chance)
    {
        var (cx, cy) = (new List<double>(), new List<double>());
        var nearest = new double[x.Length];
        Array.Fill(nearest, 1);
        while (cx.Count < count)
        {
            var left = chance.Uniform() * Enumerable.Range(0, x.Length).Sum(i => weight[i] * nearest[i]);
            var chosen = -1;
            for (var i = 0; i < x.Length && (chosen < 0 || left >= 0); i++)
            {
                if (nearest[i] > 0)
                {
                    chosen = i;
                    left -= weight[i] * nearest[i];
                }
            }
            if (chosen < 0)
            {
                break;
            }
            cx.Add(x[chosen]);
            cy.Add(y[chosen]);
            for (var i = 0; i < x.Length; i++)
            {
                var (dx, dy) = (x[i] - x[chosen], y[i] - y[chosen]);
                nearest[i] = cx.Count == 1 ? dx * dx + dy * dy : Math.Min(nearest[i], dx * dx + dy * dy);
            }
        }
        return ([.. cx], [.. cy]);
    }

    private static Clusters From(double[] cx, double[] cy, double[] x, double[] y, double[] weight, int rounds, double stop)
    {
        var of = new int[x.Length];
        var mass = Array.Empty<double>();
        for (var round = 0; round < rounds; round++)
        {
            Assign(x, y, cx, cy, of);
            var (nx, ny, nm) = Centres(x, y, weight, of, cx.Length);
            var moved = 0.0;
            for (var i = 0; i < cx.Length; i++)
            {
                if (nm[i] > 0)
                {
                    moved = Math.Max(moved, Distance(cx[i], cy[i], nx[i], ny[i]));
                }
            }
            var alive = Enumerable.Range(0, nm.Length).Where(i => nm[i] > 0).ToArray();
            var number = new int[nm.Length];
            for (var i = 0; i < alive.Length; i++)
            {
                number[alive[i]] = i;
            }
            for (var i = 0; i < of.Length; i++)
            {
                of[i] = number[of[i]];
            }
            (cx, cy, mass) = (Pick(nx, alive), Pick(ny, alive), Pick(nm, alive));
            if (moved < stop)
            {
                break;
            }
        }
        return new Clusters(of, cx, cy, mass);
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
                sums[of[j]] += Distance(x[i], y[i], x[j], y[j]);
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

    private static (double[] X, double[] Y) FirstDistinct(double[] x, double[] y, int most)
    {
        var seen = new HashSet<(double, double)>();
        var chosen = new List<int>();
        for (var i = 0; i < x.Length && chosen.Count < most; i++)
        {
            if (seen.Add((x[i], y[i])))
            {
                chosen.Add(i);
            }
        }
        return (Pick(x, [.. chosen]), Pick(y, [.. chosen]));
    }

    /// <summary>
    /// Looks at centres by rising distance along x alone and stops where that already exceeds the nearest found: the
    /// same answer as looking at all of them.
    /// </summary>
    private static void Assign(double[] x, double[] y, double[] cx, double[] cy, int[] of)
    {
        var order = Enumerable.Range(0, cx.Length).OrderBy(j => cx[j]).ToArray();
        var sorted = Pick(cx, order);
        for (var i = 0; i < x.Length; i++)
        {
            var at = Array.BinarySearch(sorted, x[i]);
            var right = at < 0 ? ~at : at;
            var left = right - 1;
            var (nearest, best) = (double.PositiveInfinity, -1);
            while (left >= 0 || right < order.Length)
            {
                var toLeft = left >= 0 ? x[i] - sorted[left] : double.PositiveInfinity;
                var toRight = right < order.Length ? sorted[right] - x[i] : double.PositiveInfinity;
                var dx = Math.Min(toLeft, toRight);
                if (dx * dx > nearest)
                {
                    break;
                }
                var j = order[toLeft <= toRight ? left-- : right++];
                var dy = y[i] - cy[j];
                var square = dx * dx + dy * dy;
                if (square < nearest || (square == nearest && j < best))
                {
                    (nearest, best) = (square, j);
                }
            }
            of[i] = best;
        }
    }

    private static (double[] X, double[] Y, double[] Weight) Centres(
        double[] x, double[] y, double[] weight, int[] of, int clusters)
    {
        var (cx, cy, mass) = (new double[clusters], new double[clusters], new double[clusters]);
        for (var i = 0; i < x.Length; i++)
        {
            cx[of[i]] += weight[i] * x[i];
            cy[of[i]] += weight[i] * y[i];
            mass[of[i]] += weight[i];
        }
        for (var j = 0; j < clusters; j++)
        {
            if (mass[j] > 0)
            {
                cx[j] /= mass[j];
                cy[j] /= mass[j];
            }
        }
        return (cx, cy, mass);
    }

    private static double[] Pick(double[] values, int[] at) => Array.ConvertAll(at, i => values[i]);

    private static double Distance(double ax, double ay, double bx, double by) =>
        Math.Sqrt((ax - bx) * (ax - bx) + (ay - by) * (ay - by));
}
