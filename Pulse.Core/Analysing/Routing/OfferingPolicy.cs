namespace Pulse.Analysing.Routing;

/// <summary>Which statement should a participant of each segment be offered next?</summary>
public static class OfferingPolicy
{
    /// <summary>Stored with every offer: which rule its propensity came from.</summary>
    public const string Version = "even-1";

    /// <summary>
    /// <c>[segment][statement]</c>: each segment's weights sum to 1 (or are all 0 where it may see nothing). A weight is
    /// at least <c>options.Floor / statements visible to the segment</c> where the statement is visible, and exactly 0
    /// elsewhere. Leaving out what a participant has already seen only raises the conditional propensities, so the bound
    /// holds for every draw.
    /// </summary>
    public static double[][] Weights(OfferingInput input, OfferingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        options ??= new OfferingOptions();
        return input.Visible.Select(visible =>
        {
            var count = visible.Count(seen => seen);
            return visible.Select(seen => seen ? 1.0 / count : 0).ToArray();
        }).ToArray();
    }
}
