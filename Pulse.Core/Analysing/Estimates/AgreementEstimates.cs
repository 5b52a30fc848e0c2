namespace Pulse.Analysing.Estimates;

/// <summary>
/// What a model expects of every statement in every segment, and of every participant. To steer and to triage only:
/// barred from briefs, certificates and headlines, which count cast votes.
/// </summary>
/// <param name="Segments">How many segments.</param>
/// <param name="Cells">One per statement and segment, statement by statement.</param>
/// <param name="Bridging">One per statement.</param>
/// <param name="Votes">Expectations per participant and statement.</param>
/// <param name="Priors">What the votes said about how people and statements differ.</param>
public sealed record AgreementEstimates(
    int Segments,
    IReadOnlyList<AgreementEstimate> Cells,
    IReadOnlyList<BridgingEstimate> Bridging,
    VoteExpectations Votes,
    EstimatedPriors Priors)
{
    /// <summary>The estimate of one statement in one segment.</summary>
    public AgreementEstimate Of(int statement, int segment) => Cells[statement * Segments + segment];
}
