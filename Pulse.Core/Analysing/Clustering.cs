namespace Pulse.Analysing;

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

    private static void Assign(double[] x, double[] y, double[] cx, double[] cy, int[] of)
    {
        for (var i = 0; i < x.Length; i++)
        {
            var nearest = double.PositiveInfinity;
            for (var j = 0; j < cx.Length; j++)
            {
                var (dx, dy) = (x[i] - cx[j], y[i] - cy[j]);
                var square = dx * dx + dy * dy;
                if (square < nearest)
                {
                    nearest = square;
                    of[i] = j;
                }
            }
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
