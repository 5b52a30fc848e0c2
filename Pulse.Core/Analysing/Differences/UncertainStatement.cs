namespace Pulse.Analysing.Differences;

/// <summary>A statement that people pass on more than on others.</summary>
/// <param name="Statement">Its index.</param>
/// <param name="Segments">The segments in which it is uncertain, the surest first.</param>
public sealed record UncertainStatement(int Statement, IReadOnlyList<UncertainSegment> Segments);

/// <summary>One segment that is uncertain about a statement.</summary>
/// <param name="Passing">How many passed, of how many cast votes.</param>
/// <param name="Level">What it had to exceed: the segment's own usual share of passes.</param>
/// <param name="FalseDiscovery">The false discovery rate at which it is still named.</param>
public sealed record UncertainSegment(SegmentShare Passing, double Level, double FalseDiscovery);

/// <summary>All uncertain statements, and each segment's level.</summary>
/// <param name="Of">By the largest excess of an interval's lower end over the level, then by index.</param>
/// <param name="Levels">Per segment the share of passes that had to be exceeded; nothing without a statement with enough votes.</param>
public sealed record UncertainStatements(IReadOnlyList<UncertainStatement> Of, IReadOnlyList<SegmentLevel> Levels);

/// <summary>One segment's usual share of passes, over how many statements with enough votes.</summary>
public sealed record SegmentLevel(string Segment, double? Level, int Statements);
