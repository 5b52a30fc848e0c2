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
    IReadOnlyList<ReasonAgainst> Reasons,
    int Compared);

/// <summary>A statement that speaks for those who disagree.</summary>
/// <param name="Statement">Its index.</param>
/// <param name="DissentersAgree">Dissenters who agree with it.</param>
/// <param name="DissentersCast">Dissenters who voted on it.</param>
/// <param name="OthersAgree">Of those who voted on the chosen statement without disagreeing: who agree with it.</param>
/// <param name="OthersCast">Of those: who voted on it.</param>
/// <param name="Difference">Dissenters' share minus the others'.</param>
public sealed record ReasonAgainst(
    int Statement, int DissentersAgree, int DissentersCast, int OthersAgree, int OthersCast, Difference Difference);
