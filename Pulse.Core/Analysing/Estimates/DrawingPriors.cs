namespace Pulse.Analysing.Estimates;

/// <summary>Draws covariances around a given one. A sign of −1 turns every normal number round: the opposite draw.</summary>
internal sealed class DrawingPriors(ulong seed, int sign)
{
    private Chance _chance = new(seed);

    /// <summary>
    /// One draw of the inverse Wishart distribution with scale degrees · <paramref name="centre"/>, built after Bartlett (1933).
    /// </summary>
    /// <param name="centre">Size × size.</param>
    /// <param name="size">Rows.</param>
    /// <param name="degrees">Observations' worth of evidence; raised to size + 3, so that the mean exists.</param>
    /// <param name="drawn">Size × size.</param>
    public void Around(ReadOnlySpan<double> centre, int size, double degrees, Span<double> drawn)
    {
        degrees = Math.Max(degrees, size + 3);
        var lower = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < i; j++)
            {
                lower[i * size + j] = Normal();
            }
            lower[i * size + i] = Math.Sqrt(ChiSquare(degrees - i));
        }
        var inverse = new double[size * size];
        SmallMatrix.Invert(lower, size, inverse);
        var factor = centre.ToArray();
        SmallMatrix.Factor(factor, size);
        SmallMatrix.ClearAbove(factor, size);
        var product = new double[size * size];
        SmallMatrix.Sandwich(factor, inverse, size, lower, product);
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                drawn[i * size + j] = degrees * (product[i * size + j] + product[j * size + i]) / 2;
            }
        }
    }

    private double Normal() => sign * NormalDistribution.Draw(ref _chance);

    /// <summary>
    /// Wilson and Hilferty (1931): the cube of a normal number. Unlike exact draws by rejection it moves smoothly with the
    /// degrees, so that one more vote never makes estimates jump.
    /// </summary>
    private double ChiSquare(double degrees)
    {
        var ninth = 2 / (9 * degrees);
        var root = Math.Max(0.05, 1 - ninth + Math.Sqrt(ninth) * Normal());
        return degrees * root * root * root;
    }
}
