namespace Pulse.Analysing.Estimates;

/// <summary>The standard normal distribution, whose distribution function links a position to a share (probit).</summary>
internal static class NormalDistribution
{
    private const double RootTwoPi = 2.5066282746310002;

    /// <summary>Beyond this the series loses digits and the continued fraction has converged.</summary>
    private const double Tail = 3;

    private const double Reach = 12;
    private const int PerUnit = 128;
    private static readonly double[] _ratios = Table();

    /// <summary>Φ(x). The series of G. Marsaglia (Journal of Statistical Software 11(4), 2004) inside, the tail by <see cref="Mills"/>.</summary>
    public static double Below(double x)
    {
        if (x < -Tail)
        {
            return Density(x) * Mills(-x);
        }
        if (x > Tail)
        {
            return 1 - Density(x) * Mills(x);
        }
        double term = x, sum = x;
        for (var i = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum); i += 2)
        {
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + sum * Density(x);
    }

    /// <summary>φ(x) / Φ(x) from a table with cubic interpolation; relative error below 10⁻⁹.</summary>
    public static double Ratio(double x)
    {
        if (x <= -Reach)
        {
            return 1 / Mills(-x);
        }
        if (x >= Reach)
        {
            return 0;
        }
        var at = (x + Reach) * PerUnit;
        var i = (int)at;
        double t = at - i, left = _ratios[i], right = _ratios[i + 1];
        // The ratio's derivative is −r·(r + x), so Hermite's polynomial needs no second table.
        const double Step = 1.0 / PerUnit;
        var from = i * Step - Reach;
        var slopeLeft = -left * (left + from) * Step;
        var slopeRight = -right * (right + from + Step) * Step;
        var rise = right - left;
        return left + t * (slopeLeft + t * (3 * rise - 2 * slopeLeft - slopeRight + t * (slopeLeft + slopeRight - 2 * rise)));
    }

    /// <summary>A standard normal number (Box and Muller 1958).</summary>
    public static double Draw(ref Chance chance)
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - chance.Uniform()));
        return radius * Math.Cos(2 * Math.PI * chance.Uniform());
    }

    private static double Density(double x) => Math.Exp(-x * x / 2) / RootTwoPi;

    /// <summary>(1 − Φ(x)) / φ(x) for x ≥ 3 by Laplace's continued fraction 1/(x + 1/(x + 2/(x + 3/(x + …)))).</summary>
    private static double Mills(double x)
    {
        var fraction = x;
        for (var i = 120; i >= 1; i--)
        {
            fraction = x + i / fraction;
        }
        return 1 / fraction;
    }

    private static double[] Table()
    {
        var table = new double[(int)(2 * Reach * PerUnit) + 2];
        for (var i = 0; i < table.Length; i++)
        {
            var x = (double)i / PerUnit - Reach;
            table[i] = x < -Tail ? 1 / Mills(-x) : Density(x) / Below(x);
        }
        return table;
    }
}
