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
        return cast == 0 ? OfShare(0, 0, z) : OfShare((double)agreeing / cast, cast, z);
    }

    /// <summary>Interval for a share of a sample worth <paramref name="size"/> people, which need not be a whole number.</summary>
    /// <param name="share">0 … 1.</param>
    /// <param name="size">Sample size, or Kish's effective one; 0 says nothing: [0, 1].</param>
    /// <param name="z">How many standard errors to either side.</param>
    public static Interval OfShare(double share, double size, double z = NinetyFive)
    {
        if (!(share >= 0 && share <= 1 && size >= 0 && z >= 0) || double.IsInfinity(size) || double.IsInfinity(z))
        {
            throw new ArgumentOutOfRangeException(nameof(share), $"No interval for a share {share} of {size} with z = {z}.");
        }
        if (size == 0)
        {
            return new Interval(0, 1);
        }
        var square = z * z;
        var shrink = 1 + square / size;
        var centre = (share + square / (2 * size)) / shrink;
        var half = z / shrink * Math.Sqrt(share * (1 - share) / size + square / (4 * size * size));
        // At the edges the exact ends are 0 and 1; rounding must not leave the share outside its own interval.
        return new Interval(
            share == 0 ? 0 : Math.Clamp(centre - half, 0, share),
            share == 1 ? 1 : Math.Clamp(centre + half, share, 1));
    }
}
