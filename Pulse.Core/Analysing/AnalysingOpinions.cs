using Pulse.Analysing.Matrices;
using Pulse.Analysing.OpinionGroups;

namespace Pulse.Analysing;

/// <summary>Finds opinion groups and says how far they can be trusted.</summary>
internal static class AnalysingOpinions
{
    /// <param name="matrix">All cast votes.</param>
    /// <param name="map">The groups found from them.</param>
    /// <param name="participants">By id, as the rows of the matrix.</param>
    /// <param name="seed">The run's.</param>
    public static OpinionResult Of(VoteMatrix matrix, OpinionMap map, AnalysedParticipant[] participants, ulong seed)
    {
        var stability = Resampling.Of(matrix, map, seed);
        var tallies = HoldingOut.Tallies(matrix, map, seed);
        return new OpinionResult(
            [.. participants.Select((participant, i) => new PlacedParticipant(
                participant.Id, map.Positions[i].X, map.Positions[i].Y, map.Positions[i].Group, stability.Participants[i]))],
            map.Groups, map.Silhouettes,
            [.. map.Components.Eigenvalues.Select(value => map.Components.Total > 0 ? value / map.Components.Total : 0)],
            new MapStability(
                stability.Resamples, stability.People, stability.AdjustedRand, stability.SameNumber, stability.Groups, stability.Verdict),
            Discovering.Of(tallies, map.Groups.Count, _ => true));
    }
}
