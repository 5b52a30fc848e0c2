namespace Pulse.Analysing.Differences;

/// <summary>Who disagrees with a chosen statement, and what they stand for instead.</summary>
/// <param name="Statement">The chosen statement's index.</param>
/// <param name="Disagreeing">Per segment, in ordinal order.</param>
/// <param name="Dissenters">Everybody who disagreed, with or without a segment.</param>
/// <param name="Reasons">Statements that dissenters agree with more than the others do, the surest first.</param>
/// <param name="Compared">Statements on which enough of both had voted.</param>
public sealed record Dissent(
    int Statement,
    IReadOnlyList<SegmentShare> Disagreeing,
    int Dissenters,
    IReadOnlyList<SideReason> Reasons,
    int Compared);
