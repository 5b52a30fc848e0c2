namespace Pulse.Analysing.Segments;

/// <summary>The standard normal distribution, where a confidence is not the usual 95 %.</summary>
public static class Normal
{
    private const double RootOfTwoPi = 2.5066282746310005;

    /// <summary>P(Z &gt; z). Absolute error below 10⁻¹⁵, relative error below 10⁻¹³ for z up to 38.</summary>
    public static double UpperTail(double z) => z < 0 ? 1 - UpperTail(-z) : z < 2 ? 0.5 - Below(z) : Fraction(z);

    /// <summary>The z that a share <paramref name="p"/> of the distribution lies below; 0 &lt; p &lt; 1.</summary>
    public static double Quantile(double p)
    {
        if (!(p > 0 && p < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "A quantile is asked for between 0 and 1.");
        }
        return p <= 0.5 ? -UpperQuantile(p) : UpperQuantile(1 - p);
    }

    /// <summary>The z that is exceeded with probability <paramref name="tail"/>; keeps its digits for tails far below 10⁻¹⁶.</summary>
    public static double UpperQuantile(double tail)
    {
        if (!(tail > 0 && tail < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(tail), tail, "A tail holds more than nothing and less than all.");
        }
        if (tail > 0.5)
        {
            return -UpperQuantile(1 - tail);
        }
        // Newton on the logarithm of the tail: it is concave, so steps from the left never overshoot far.
        var z = Math.Sqrt(Math.Max(0, -2 * Math.Log(2 * tail)));
        for (var step = 0; step < 60; step++)
        {
            var above = UpperTail(z);
            var move = Math.Log(above / tail) * above / Density(z);
            z += move;
            if (Math.Abs(move) < 1e-15 * Math.Max(1, z))
            {
                break;
            }
        }
        return z;
    }

    internal static double Density(double z) => Math.Exp(-z * z / 2) / RootOfTwoPi;

    /// <summary>P(0 &lt; Z &lt; z) = φ(z)·Σ z^(2i+1)/(1·3·…·(2i+1)): all terms positive, nothing cancels.</summary>
    private static double Below(double z)
    {
        var (term, sum) = (z, z);
        for (var i = 1; term > sum * 1e-17; i++)
        {
            term *= z * z / (2 * i + 1);
            sum += term;
        }
        return Density(z) * sum;
    }

    private static double Fraction(double z) => Density(z) * MillsRatio(z);

    /// <summary>
    /// P(Z &gt; z) / φ(z) for z ≥ 2 by Laplace's continued fraction 1/(z + 1/(z + 2/(z + …))), from its end: neither
    /// part need be a number that can be written down.
    /// </summary>
    internal static double MillsRatio(double z)
    {
        var below = z;
        for (var i = 120; i >= 1; i--)
        {
            below = z + i / below;
        }
        return 1 / below;
    }
}
