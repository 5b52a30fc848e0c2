namespace Pulse.Analysing.Differences;

/// <summary>A statement that speaks for those who stand on one side of a chosen one.</summary>
/// <param name="Statement">Its index.</param>
/// <param name="SideAgree">Of that side: who agree with it.</param>
/// <param name="SideCast">Of that side: who voted on it.</param>
/// <param name="OthersAgree">Of the others who voted on the chosen statement: who agree with it.</param>
/// <param name="OthersCast">Of those: who voted on it.</param>
/// <param name="Difference">The side's share minus the others'.</param>
public sealed record SideReason(
    int Statement, int SideAgree, int SideCast, int OthersAgree, int OthersCast, Difference Difference);
