namespace Pulse.Analysing;

/// <summary>What a run works on: the input of the arithmetic, and how much there was per working group at that moment.</summary>
public sealed record FrozenInput(AnalysisInput Input, IReadOnlyList<RunTotal> Totals);
