using Pulse.Analysing.Segments;

namespace Pulse.Analysing.Estimates;

/// <summary>The standard normal distribution, whose distribution function links a position to a share (probit).</summary>
internal static class NormalDistribution
{
    /// <summary>Below this the ratio comes from the tail's own fraction, which cannot underflow.</summary>
    private const double Tail = 3;

    private const double Reach = 12;
    private const int PerUnit = 128;
    private static readonly double[] _ratios = Table();

    /// <summary>Φ(x).</summary>
    public static double Below(double x) => Normal.UpperTail(-x);

    /// <summary>φ(x) / Φ(x) from a table with cubic interpolation; relative error below 10⁻⁹.</summary>
    public static double Ratio(double x)
    {
        if (x <= -Reach)
        {
            return 1 / Normal.MillsRatio(-x);
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

    private static double[] Table()
    {
        var table = new double[(int)(2 * Reach * PerUnit) + 2];
        for (var i = 0; i < table.Length; i++)
        {
            var x = (double)i / PerUnit - Reach;
            table[i] = x < -Tail ? 1 / Normal.MillsRatio(-x) : Normal.Density(x) / Below(x);
        }
        return table;
    }
}
