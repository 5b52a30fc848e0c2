namespace Pulse.Voting;

/// <summary>How likely a statement is to be drawn next for somebody of a segment.</summary>
/// <param name="Segment">A top-level segment, or <see cref="Counts.Untold"/>.</param>
/// <param name="Weight">Above 0; only its proportion to the other weights of the segment matters.</param>
public sealed record Offer(Guid StatementId, string Segment, double Weight);
