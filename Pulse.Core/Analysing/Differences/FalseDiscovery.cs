namespace Pulse.Analysing.Differences;

/// <summary>Who looks at many statements finds some by chance; this says how many.</summary>
public static class FalseDiscovery
{
    /// <summary>
    /// For each p the smallest false discovery rate at which it is still named (Benjamini and Hochberg, JRSS B 57, 1995,
    /// 289–300): p·m/rank, made monotone. In the order given.
    /// </summary>
    public static IReadOnlyList<double> Rates(IReadOnlyList<double> p)
    {
        ArgumentNullException.ThrowIfNull(p);
        var order = Enumerable.Range(0, p.Count).OrderBy(i => p[i]).ThenBy(i => i).ToArray();
        var rates = new double[p.Count];
        var least = 1.0;
        for (var rank = order.Length; rank >= 1; rank--)
        {
            least = Math.Min(least, p[order[rank - 1]] * p.Count / rank);
            rates[order[rank - 1]] = least;
        }
        return rates;
    }

    /// <summary>Two-sided p of the pooled score test that two shares are the same; 1 where nothing can be told.</summary>
    public static double TwoShares(long k1, long n1, long k2, long n2)
    {
        if (n1 == 0 || n2 == 0 || k1 + k2 == 0 || k1 + k2 == n1 + n2)
        {
            return 1;
        }
        var pooled = (double)(k1 + k2) / (n1 + n2);
        var z = ((double)k1 / n1 - (double)k2 / n2) / Math.Sqrt(pooled * (1 - pooled) * (1.0 / n1 + 1.0 / n2));
        return Math.Min(1, 2 * Above(Math.Abs(z)));
    }

    /// <summary>One-sided p of the score test that a share is no higher than <paramref name="level"/>, which is within (0, 1).</summary>
    public static double Higher(long k, long n, double level) =>
        n == 0 ? 1 : Above(((double)k / n - level) / Math.Sqrt(level * (1 - level) / n));

    /// <summary>The standard normal distribution above z: by its series near the middle, by a continued fraction beyond.</summary>
    public static double Above(double z)
    {
        if (z < 0)
        {
            return 1 - Above(-z);
        }
        var density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
        if (z < 2.5)
        {
            // Φ(z) − ½ = φ(z)·(z + z³/3 + z⁵/15 + …), Abramowitz and Stegun 26.2.11
            var (term, sum) = (z, z);
            for (var n = 3; term > sum * 1e-17; n += 2)
            {
                term *= z * z / n;
                sum += term;
            }
            return 0.5 - density * sum;
        }
        // Abramowitz and Stegun 26.2.14, from the far end
        var fraction = z;
        for (var n = 120; n >= 1; n--)
        {
            fraction = z + n / fraction;
        }
        return density / fraction;
    }
}
