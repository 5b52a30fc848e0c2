namespace Pulse.Analysing.Differences;

/// <summary>A statement on which two segments surely differ.</summary>
/// <param name="Statement">Its index.</param>
/// <param name="Agreeing">The segment that agrees more.</param>
/// <param name="Other">The segment that agrees less; the two intervals do not overlap.</param>
/// <param name="Difference">The first share minus the second.</param>
public sealed record Divide(int Statement, SegmentShare Agreeing, SegmentShare Other, Difference Difference);

/// <summary>All divides, the surest and largest first, and what was looked at to find them.</summary>
/// <param name="Of">By falling lower end of the difference, then by falling difference, then by index.</param>
/// <param name="Compared">Statements on which at least two segments cast enough votes.</param>
/// <param name="TooFewVotes">Statements on which fewer than two segments did: nothing is known about them.</param>
/// <param name="FalseDiscoveryRate">At most this share of the list is expected to be chance.</param>
public sealed record Divides(IReadOnlyList<Divide> Of, int Compared, int TooFewVotes, double FalseDiscoveryRate);
