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
        return Of(Bridged(bridgingSegments, counts, count => count.Segment,
            slug => new SegmentCount(slug, 0, 0, 0)).Select(count =>
                new Side(count.Segment, count.Share, count.Interval, count.EffectiveAgreement)).ToArray());
    }

    /// <summary>The same with weights: shares are weighted, intervals shrink with Kish's effective sample size only.</summary>
    public static Headline Weighted(IReadOnlyList<WeightedSegmentCount> counts, IReadOnlyCollection<string> bridgingSegments)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return Of(Bridged(bridgingSegments, counts, count => count.Segment,
            slug => new WeightedSegmentCount(slug, 0, 0, 0, 0, 0)).Select(count =>
                new Side(count.Segment, count.Share, count.Interval, count.EffectiveAgreement)).ToArray());
    }

    /// <summary>
    /// The more careful figure: intervals that hold in all bridging segments at once with <paramref name="confidence"/>.
    /// Each segment gets confidence^(1/m); exact for segments without common members, cautious otherwise.
    /// </summary>
    public static JointFloor Jointly(
        IReadOnlyList<SegmentCount> counts, IReadOnlyCollection<string> bridgingSegments, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var bridged = Bridged(bridgingSegments, counts, count => count.Segment, slug => new SegmentCount(slug, 0, 0, 0));
        var z = JointZ(bridged.Length, confidence);
        var segments = bridged.Select(count =>
            new JointSegment(count.Segment, count.Share, Wilson.Of(count.Agree, count.Cast, z))).ToArray();
        var worst = segments.MinBy(segment => segment.Interval.Low);
        return new JointFloor(worst?.Interval.Low ?? 0, worst?.Segment, confidence, z, segments);
    }

    /// <summary>z with which <paramref name="segments"/> two-sided intervals hold together.</summary>
    internal static double JointZ(int segments, double confidence)
    {
        if (!(confidence > 0 && confidence < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence lies between 0 and 1.");
        }
        return Normal.UpperQuantile((1 - Math.Pow(confidence, 1.0 / Math.Max(1, segments))) / 2);
    }

    private static T[] Bridged<T>(
        IReadOnlyCollection<string> bridgingSegments, IReadOnlyList<T> counts, Func<T, string> slugOf, Func<string, T> none)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(bridgingSegments);
        return bridgingSegments.Distinct().Order(StringComparer.Ordinal)
            .Select(slug => counts.FirstOrDefault(count => slugOf(count) == slug) ?? none(slug)).ToArray();
    }

    private static Headline Of(Side[] bridged)
    {
        var missing = new List<string>();
        Side? worst = null;
        var (lowest, highest, effective) = (1.0, 0.0, 1.0);
        foreach (var side in bridged)
        {
            if (side.Share is not { } share)
            {
                missing.Add(side.Segment);
                continue;
            }
            // The first by name where several set the floor
            worst = worst is null || side.Interval.Low < worst.Interval.Low ? side : worst;
            lowest = Math.Min(lowest, share);
            highest = Math.Max(highest, share);
            effective = Math.Min(effective, side.EffectiveAgreement!.Value);
        }
        return worst is null || missing.Count > 0
            ? new Headline(0, missing.FirstOrDefault(), null, null, null, [.. missing])
            : new Headline(worst.Interval.Low, worst.Segment, lowest, highest - lowest, effective, []);
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

    private sealed record Side(string Segment, double? Share, Interval Interval, double? EffectiveAgreement);
}
