using Pulse.Analysing.Segments;

namespace Pulse.Analysing.Routing;

/// <summary>
/// An interval for a share that may be looked at after every vote and quoted whenever it looks best: over all times at
/// once it is wrong with a chance of at most 5 %. Any other 95 % interval is wrong more often when the moment of reading
/// was chosen by what it says.
/// </summary>
/// <remarks>
/// Robbins' mixture (Ann. Math. Stat. 41, 1970, 1397–1409) with a uniform mixing distribution: the shares p at which
/// B(k + 1, n − k + 1) / (p^k (1 − p)^(n − k)), a martingale under p, is below 1/α (Ville's inequality). It holds for
/// people who come in random order from a large population, whatever policy decides when the statement is offered, as long
/// as the policy does not look at who is asked; where it does, correct first.
/// </remarks>
public static class AlwaysValid
{
    /// <summary>Interval for <paramref name="agreeing"/> out of <paramref name="cast"/>; nothing cast says nothing: [0, 1].</summary>
    public static Interval Of(long agreeing, long cast, double alpha = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(agreeing);
        ArgumentOutOfRangeException.ThrowIfLessThan(cast, agreeing);
        if (alpha is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "A chance lies between 0 and 1.");
        }
        var bar = LogFactorial(agreeing) + LogFactorial(cast - agreeing) - LogFactorial(cast + 1) + Math.Log(alpha);
        double Excess(double p) => Term(agreeing, p) + Term(cast - agreeing, 1 - p) - bar;
        var share = cast == 0 ? 0.5 : (double)agreeing / cast;
        return new Interval(
            Excess(0) >= 0 ? 0 : Root(Excess, 0, share),
            Excess(1) >= 0 ? 1 : Root(Excess, 1, share));
    }

    private static double Term(long count, double p) => count == 0 ? 0 : count * Math.Log(p);

    /// <summary>Between an end outside the interval and the share inside it: the likelihood has one peak.</summary>
    private static double Root(Func<double, double> excess, double outside, double inside)
    {
        for (var i = 0; i < 60; i++)
        {
            var middle = (outside + inside) / 2;
            (outside, inside) = excess(middle) < 0 ? (middle, inside) : (outside, middle);
        }
        return outside;
    }

    /// <summary>ln n!: exact sums up to 32, beyond that Stirling's series (error below 1e-15 of the value).</summary>
    private static double LogFactorial(long n)
    {
        if (n <= 32)
        {
            var sum = 0.0;
            for (var i = 2; i <= n; i++)
            {
                sum += Math.Log(i);
            }
            return sum;
        }
        double x = n + 1;
        var square = 1 / (x * x);
        return (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI)
            + (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680))) / x;
    }
}
