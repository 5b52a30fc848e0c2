namespace Pulse.Analysing.Differences;

/// <summary>A difference between two shares, in −1 … 1, with its hybrid-score 95 % interval.</summary>
/// <param name="Value">The first share minus the second.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="FalseDiscovery">
/// The smallest false discovery rate at which this difference would still be named (Benjamini–Hochberg over everything
/// that was looked at together).
/// </param>
public sealed record Difference(double Value, double Low, double High, double FalseDiscovery);
