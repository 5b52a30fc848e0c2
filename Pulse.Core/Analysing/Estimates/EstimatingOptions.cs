namespace Pulse.Analysing.Estimates;

/// <summary>What may be asked of <see cref="EstimatingAgreement"/>. No option is a prior: those come from the votes.</summary>
public sealed record EstimatingOptions
{
    /// <summary>The segments whose least share counts in <see cref="BridgingEstimate"/>; null for all.</summary>
    public IReadOnlyList<int>? Bridging { get; init; }

    /// <summary><see cref="BridgingEstimate.Above"/> is the probability that the lowest share exceeds this; 0 … 1.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Simulated draws per statement behind each <see cref="BridgingEstimate"/>.</summary>
    public int Draws { get; init; } = 2000;

    /// <summary>At most so many passes over the votes to learn priors; it stops earlier where nothing moves any more.</summary>
    public int Passes { get; init; } = 300;

    /// <summary>How many threads may work at most. The results do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
