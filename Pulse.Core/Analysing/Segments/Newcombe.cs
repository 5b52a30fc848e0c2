namespace Pulse.Analysing.Segments;

/// <summary>
/// The difference of two independent shares, its interval built from the two Wilson intervals
/// (R. G. Newcombe, Statistics in Medicine 17, 1998, 873–890, method 10).
/// </summary>
public static class Newcombe
{
    /// <summary>First minus second. Nothing cast on one side: [−1, 1] narrowed only by what the other side says.</summary>
    public static ShareDifference Of(
        long agreeing, long cast, long otherAgreeing, long otherCast, double z = Wilson.NinetyFive)
    {
        var (first, second) = (Wilson.Of(agreeing, cast, z), Wilson.Of(otherAgreeing, otherCast, z));
        if (cast == 0 || otherCast == 0)
        {
            return new ShareDifference(null, first.Low - second.High, first.High - second.Low);
        }
        var (p, q) = ((double)agreeing / cast, (double)otherAgreeing / otherCast);
        return new ShareDifference(
            p - q,
            Math.Max(-1, p - q - Root(p - first.Low, second.High - q)),
            Math.Min(1, p - q + Root(first.High - p, q - second.Low)));
    }

    /// <summary>The ends alone; [−1, 1] where nothing is known.</summary>
    public static Interval Difference(long k1, long n1, long k2, long n2, double z = Wilson.NinetyFive)
    {
        var found = Of(k1, n1, k2, n2, z);
        return new Interval(found.Low, found.High);
    }

    private static double Root(double a, double b) => Math.Sqrt(a * a + b * b);
}
