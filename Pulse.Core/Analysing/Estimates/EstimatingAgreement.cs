using Pulse.Analysing.Matrices;
using Pulse.Language;

namespace Pulse.Analysing.Estimates;

/// <summary>Estimates agreement per statement and segment where votes are too few to count.</summary>
public static class EstimatingAgreement
{
    /// <param name="matrix">All cast votes.</param>
    /// <param name="segmentOf">Each participant's segment, −1 for none; such a participant's votes still inform.</param>
    /// <param name="segments">How many segments.</param>
    /// <param name="texts">One vector per statement, of any length; empty where there is none. Null without texts.</param>
    /// <param name="seed">Seed of the draws behind <see cref="BridgingEstimate"/>.</param>
    /// <param name="options">Null for the defaults.</param>
    public static AgreementEstimates Of(
        VoteMatrix matrix,
        ReadOnlySpan<int> segmentOf,
        int segments,
        IReadOnlyList<TextVector>? texts,
        ulong seed,
        EstimatingOptions? options = null) => throw new NotImplementedException();
}
