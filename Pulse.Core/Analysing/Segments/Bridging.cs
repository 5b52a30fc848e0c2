namespace Pulse.Analysing.Segments;

/// <summary>Agreement across declared segments: the worst-off segment decides.</summary>
public static class Bridging
{
    /// <summary>
    /// The headline of one statement. A bridging segment that is absent from <paramref name="counts"/> has no votes.
    /// With nothing to bridge there is nothing to claim: floor 0.
    /// </summary>
    public static Headline Of(IReadOnlyList<SegmentCount> counts, IReadOnlyCollection<string> bridgingSegments)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(bridgingSegments);
        var bridged = bridgingSegments.Distinct().Order(StringComparer.Ordinal)
            .Select(slug => counts.FirstOrDefault(count => count.Segment == slug) ?? new SegmentCount(slug, 0, 0, 0))
            .ToArray();
        var missing = bridged.Where(count => count.Cast == 0).Select(count => count.Segment).ToArray();
        var worst = bridged.MinBy(count => count.Interval.Low);
        if (bridged.Length == 0 || missing.Length > 0)
        {
            return new Headline(0, missing.FirstOrDefault(), null, null, null, missing);
        }
        var shares = bridged.Select(count => count.Share!.Value).ToArray();
        return new Headline(
            worst!.Interval.Low,
            worst.Segment,
            shares.Min(),
            shares.Max() - shares.Min(),
            bridged.Min(count => count.EffectiveAgreement!.Value),
            missing);
    }

    /// <summary>Whether every bridging segment cast at least the minimum; never where there is nothing to bridge.</summary>
    public static bool EnoughVotes(
        IReadOnlyList<SegmentCount> counts, IReadOnlyCollection<string> bridgingSegments, int minimumCell)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(bridgingSegments);
        return bridgingSegments.Count > 0
            && bridgingSegments.All(slug => counts.Any(count => count.Segment == slug && count.Cast >= minimumCell));
    }
}
