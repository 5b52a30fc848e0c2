namespace Pulse.Analysing.Segments;

/// <summary>Score tests of shares, whose p-values <see cref="FalseDiscovery"/> adjusts for looking at many.</summary>
public static class ScoreTest
{
    /// <summary>Two-sided p of the pooled test that two shares are the same; 1 where nothing can be told.</summary>
    public static double TwoShares(long k1, long n1, long k2, long n2)
    {
        if (n1 == 0 || n2 == 0 || k1 + k2 == 0 || k1 + k2 == n1 + n2)
        {
            return 1;
        }
        var pooled = (double)(k1 + k2) / (n1 + n2);
        var z = ((double)k1 / n1 - (double)k2 / n2) / Math.Sqrt(pooled * (1 - pooled) * (1.0 / n1 + 1.0 / n2));
        return Math.Min(1, 2 * Normal.UpperTail(Math.Abs(z)));
    }

    /// <summary>One-sided p of the test that a share is no higher than <paramref name="level"/>, which is within (0, 1).</summary>
    public static double Higher(long k, long n, double level) =>
        n == 0 ? 1 : Normal.UpperTail(((double)k / n - level) / Math.Sqrt(level * (1 - level) / n));
}
