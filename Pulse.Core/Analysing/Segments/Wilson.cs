namespace Pulse.Analysing.Segments;

/// <summary>The score interval of a share (E. B. Wilson, JASA 22, 1927, 209–212).</summary>
public static class Wilson
{
    /// <summary>z of a two-sided 95 % interval.</summary>
    public const double NinetyFive = 1.959963984540054;

    /// <summary>Interval for <paramref name="agreeing"/> out of <paramref name="cast"/>; nothing cast says nothing: [0, 1].</summary>
    public static Interval Of(long agreeing, long cast, double z = NinetyFive)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(agreeing);
        ArgumentOutOfRangeException.ThrowIfLessThan(cast, agreeing);
        ArgumentOutOfRangeException.ThrowIfNegative(z);
        if (cast == 0)
        {
            return new Interval(0, 1);
        }
        double n = cast;
        var share = agreeing / n;
        var square = z * z;
        var shrink = 1 + square / n;
        var centre = (share + square / (2 * n)) / shrink;
        var half = z / shrink * Math.Sqrt(share * (1 - share) / n + square / (4 * n * n));
        // At the edges the exact ends are 0 and 1; rounding must not leave the share outside its own interval.
        return new Interval(
            agreeing == 0 ? 0 : Math.Clamp(centre - half, 0, share),
            agreeing == cast ? 1 : Math.Clamp(centre + half, share, 1));
    }
}
