namespace Pulse.Analysing.OpinionGroups;

/// <summary>
/// Fisher's exact test of two shares, one-sided: given all margins, how often would chance alone give the first at
/// least this many (R. A. Fisher, JRSS 98, 1935, 39–82). Mid-p counts the observed table by half (H. O. Lancaster,
/// JASA 56, 1961, 223–234): closer to its level, no longer strictly below it.
/// </summary>
public static class Fisher
{
    private static readonly double[] _logFactorials = Factorials(256);

    /// <summary>P(X ≥ success) for the hypergeometric X; 1 where nothing can be compared.</summary>
    public static double Greater(int success, int seen, int otherSuccess, int otherSeen, bool midP = false)
    {
        Check(success, seen, otherSuccess, otherSeen);
        var all = success + otherSuccess;
        var most = Math.Min(seen, all);
        var observed = Probability(success, seen, all, seen + otherSeen);
        var (own, term) = (midP ? observed / 2 : observed, observed);
        // Away from the mode, so that terms only shrink: from the other side they could all have vanished already.
        if (success <= (seen + 1.0) * (all + 1.0) / (seen + otherSeen + 2.0))
        {
            var below = 0.0;
            for (var k = success; k > Math.Max(0, all - otherSeen) && term > below * 1e-17; k--)
            {
                term *= (double)k * (otherSeen - all + k) / ((double)(seen - k + 1) * (all - k + 1));
                below += term;
            }
            return Math.Clamp(1 - below - (observed - own), 0, 1);
        }
        for (var k = success + 1; k <= most && term > own * 1e-17; k++)
        {
            // P(k) / P(k − 1) of the hypergeometric distribution.
            term *= (double)(seen - k + 1) * (all - k + 1) / ((double)k * (otherSeen - all + k));
            own += term;
        }
        return Math.Min(1, own);
    }

    /// <summary>The least p that any split of the same margins could have given.</summary>
    public static double Least(int seen, int otherSeen, int allSuccess, bool midP = false) =>
        Probability(Math.Min(seen, allSuccess), seen, allSuccess, seen + otherSeen) * (midP ? 0.5 : 1);

    /// <summary>P(X = k): k successes among <paramref name="seen"/> of <paramref name="people"/>, <paramref name="all"/> of whom are successes.</summary>
    private static double Probability(int k, int seen, int all, int people) =>
        Math.Exp(LogChoose(all, k) + LogChoose(people - all, seen - k) - LogChoose(people, seen));

    private static double LogChoose(int n, int k) => LogFactorial(n) - LogFactorial(k) - LogFactorial(n - k);

    /// <summary>ln n!: a table, then Stirling's series to the term in n⁻⁵ (relative error below 10⁻¹⁶ from 256 on).</summary>
    internal static double LogFactorial(int n)
    {
        if (n < _logFactorials.Length)
        {
            return _logFactorials[n];
        }
        double x = n;
        return (x + 0.5) * Math.Log(x) - x + 0.9189385332046727 + 1 / (12 * x) - 1 / (360 * x * x * x) + 1 / (1260 * Math.Pow(x, 5));
    }

    private static double[] Factorials(int count)
    {
        var table = new double[count];
        for (var n = 2; n < count; n++)
        {
            table[n] = table[n - 1] + Math.Log(n);
        }
        return table;
    }

    private static void Check(int success, int seen, int otherSuccess, int otherSeen)
    {
        if (success < 0 || otherSuccess < 0 || success > seen || otherSuccess > otherSeen)
        {
            throw new ArgumentOutOfRangeException(
                nameof(success), $"{success} of {seen} against {otherSuccess} of {otherSeen} are no counts.");
        }
    }
}
