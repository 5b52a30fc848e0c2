namespace Pulse.Analysing.Segments;

/// <summary>How the share of false findings among all findings is held down.</summary>
public enum FalseDiscoveryRule
{
    /// <summary>Benjamini and Hochberg (JRSS B 57, 1995): for independent or positively dependent tests.</summary>
    BenjaminiHochberg,

    /// <summary>Benjamini and Yekutieli (Annals of Statistics 29, 2001): whatever the dependence, for about ln m times the evidence.</summary>
    BenjaminiYekutieli,
}

/// <summary>Adjusts p-values for testing many things at once.</summary>
public static class FalseDiscovery
{
    /// <summary><c>result[i]</c>: the least rate q at which test i would still be a finding. At most 1, never below p.</summary>
    public static double[] Adjusted(IReadOnlyList<double> p, FalseDiscoveryRule rule = FalseDiscoveryRule.BenjaminiHochberg)
    {
        ArgumentNullException.ThrowIfNull(p);
        var order = Enumerable.Range(0, p.Count).OrderBy(i => p[i]).ToArray();
        var factor = p.Count * Price(p.Count, rule);
        var result = new double[p.Count];
        var least = 1.0;
        for (var rank = p.Count; rank >= 1; rank--)
        {
            least = Math.Min(least, p[order[rank - 1]] * factor / rank);
            result[order[rank - 1]] = least;
        }
        return result;
    }

    /// <summary>1, or Σ 1/i for tests of unknown dependence.</summary>
    internal static double Price(int tests, FalseDiscoveryRule rule)
    {
        if (rule == FalseDiscoveryRule.BenjaminiHochberg)
        {
            return 1;
        }
        var sum = 0.0;
        for (var i = tests; i >= 1; i--)
        {
            sum += 1.0 / i;
        }
        return sum;
    }
}
