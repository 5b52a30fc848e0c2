using Pulse.Analysing.Segments;

namespace Pulse.Analysing.Differences;

/// <summary>How many of those who cast a vote in one segment did something (agreed, disagreed or passed), with interval.</summary>
/// <param name="Segment">The segment's slug.</param>
/// <param name="Count">How many did.</param>
/// <param name="Cast">Out of how many cast votes, passes included.</param>
public sealed record SegmentShare(string Segment, int Count, int Cast)
{
    /// <summary>Nothing where nothing was cast.</summary>
    public double? Share => Cast == 0 ? null : (double)Count / Cast;

    /// <summary>Wilson 95 %.</summary>
    public Interval Interval => Wilson.Of(Count, Cast);
}
