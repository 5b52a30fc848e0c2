using Pulse.Analysing.Segments;

namespace Pulse.Analysing.Estimates;

/// <summary>
/// What a model expects of one statement in one segment. Not agreement: nobody need have voted. It may steer which
/// statement is shown next and which one a person looks at; it never enters a brief, a certificate or a headline.
/// </summary>
/// <param name="Statement">The matrix' statement index.</param>
/// <param name="Segment">The segment index.</param>
/// <param name="Share">The expected share of the segment that would agree, among those who would cast a vote; 0 … 1.</param>
/// <param name="Low">Lower end of the central 95 % credible interval of that share.</param>
/// <param name="High">Its upper end.</param>
/// <param name="Cast">How many votes the segment really cast on the statement; often none.</param>
/// <param name="Position">Posterior mean of Φ⁻¹(share).</param>
/// <param name="Deviation">Posterior standard deviation of Φ⁻¹(share).</param>
public sealed record AgreementEstimate(
    int Statement, int Segment, double Share, double Low, double High, int Cast, double Position, double Deviation)
{
    /// <summary>The central credible interval at another level: ±<paramref name="z"/> posterior deviations.</summary>
    public Interval Interval(double z) => new(
        NormalDistribution.Below(Position - z * Deviation), NormalDistribution.Below(Position + z * Deviation));
}
