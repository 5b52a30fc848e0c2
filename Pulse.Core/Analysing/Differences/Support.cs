namespace Pulse.Analysing.Differences;

/// <summary>What those who agree with a chosen statement stand for besides.</summary>
/// <param name="Statement">The chosen statement's index.</param>
/// <param name="Reasons">Statements that they agree with more than the others who voted on it do, the surest first.</param>
public sealed record Support(int Statement, IReadOnlyList<SideReason> Reasons);
