namespace Pulse.Analysing.Segments;

/// <summary>
/// The hybrid-score interval of a difference between two independent shares: each share's Wilson interval, squared and
/// added (R. G. Newcombe, Statistics in Medicine 17, 1998, 873–890, method 10).
/// </summary>
public static class Newcombe
{
    /// <summary>
    /// Interval of <c>k1/n1 − k2/n2</c>; its ends lie within [−1, 1]. Where either side cast nothing, nothing is known:
    /// the whole of [−1, 1].
    /// </summary>
    public static Interval Difference(long k1, long n1, long k2, long n2, double z = Wilson.NinetyFive)
    {
        var (one, two) = (Wilson.Of(k1, n1, z), Wilson.Of(k2, n2, z));
        if (n1 == 0 || n2 == 0)
        {
            return new Interval(-1, 1);
        }
        var (p1, p2) = ((double)k1 / n1, (double)k2 / n2);
        var difference = p1 - p2;
        return new Interval(
            Math.Max(-1, difference - Root(p1 - one.Low, two.High - p2)),
            Math.Min(1, difference + Root(one.High - p1, p2 - two.Low)));

        static double Root(double a, double b) => Math.Sqrt(a * a + b * b);
    }
}
