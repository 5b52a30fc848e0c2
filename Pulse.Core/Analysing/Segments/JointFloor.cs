namespace Pulse.Analysing.Segments;

/// <summary>
/// All bridging segments' lower ends at once: with the stated confidence every one of them holds together, where the
/// headline's intervals each hold by themselves (Z. Šidák, JASA 62, 1967, 626–633).
/// </summary>
/// <param name="Floor">The least of the joint lower ends; 0 where a bridging segment has no votes or none is to be bridged.</param>
/// <param name="FloorSegment">The segment that sets it (the first by name where several do).</param>
/// <param name="Confidence">That all of <paramref name="Segments"/> hold together, e.g. 0.95.</param>
/// <param name="Z">Standard errors to either side in each segment.</param>
/// <param name="Segments">By name.</param>
public sealed record JointFloor(
    double Floor, string? FloorSegment, double Confidence, double Z, IReadOnlyList<JointSegment> Segments);

/// <summary>One segment's interval as part of a joint statement.</summary>
public sealed record JointSegment(string Segment, double? Share, Interval Interval);
