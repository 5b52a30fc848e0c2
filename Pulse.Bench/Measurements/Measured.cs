namespace Pulse.Bench.Measurements;

/// <summary>What one run of a measurement found.</summary>
/// <param name="Seconds">The time itself, without the preparation.</param>
/// <param name="Items">For how many of <paramref name="Unit"/> that time was needed; at least 1.</param>
/// <param name="Unit">votes, answers, requests …</param>
/// <param name="Note">What else must be known to read the number; empty for nothing.</param>
internal sealed record Measured(double Seconds, long Items, string Unit, string Note = "");
