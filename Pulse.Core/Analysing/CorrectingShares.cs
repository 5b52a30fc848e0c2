using Pulse.Analysing.Matrices;
using Pulse.Analysing.Routing;
using Pulse.Voting;

namespace Pulse.Analysing;

/// <summary>One draw that the participants' host made and kept.</summary>
/// <param name="Pool">Statements compete for attention within a pool; any number that is one voting item's own.</param>
/// <param name="Step">The participant's how-manyth draw.</param>
/// <param name="Probability">Of this draw, given everything before it; in (0, 1].</param>
public sealed record AnalysedOffer(Guid Participant, Guid Statement, int Pool, int Step, double Probability);

/// <summary>
/// Shares per segment corrected by the probabilities with which statements were offered. Only where every vote of the
/// segment on the statement was drawn: a vote that was sought out, or imported, has no propensity.
/// </summary>
internal static class CorrectingShares
{
    /// <param name="matrix">All cast votes.</param>
    /// <param name="segmentOf">Each participant's segment index, −1 for none.</param>
    /// <param name="segments">How many segments.</param>
    /// <param name="offers">Draws by participant and statement index, in any order; those without a vote are left out.</param>
    public static IReadOnlyList<ShareEstimate> Of(
        VoteMatrix matrix, IReadOnlyList<int> segmentOf, int segments,
        IReadOnlyList<(int Participant, int Statement, int Pool, int Step, double Probability)> offers)
    {
        var answered = offers
            .Where(offer => segmentOf[offer.Participant] >= 0)
            .Select(offer => (offer, ballot: BallotOf(matrix, offer.Participant, offer.Statement)))
            .Where(one => one.ballot is not null)
            .ToArray();
        var choices = answered.GroupBy(one => (segmentOf[one.offer.Participant], one.offer.Pool))
            .ToDictionary(group => group.Key, group => group.Select(one => one.offer.Statement).Distinct().Count());
        var arrived = answered.GroupBy(one => (segmentOf[one.offer.Participant], one.offer.Pool))
            .ToDictionary(group => group.Key, group => group.Select(one => one.offer.Participant).Distinct().Count());
        var poolOf = answered.GroupBy(one => one.offer.Statement).ToDictionary(group => group.Key, group => group.Min(one => one.offer.Pool));
        var votes = answered.GroupBy(one => (one.offer.Participant, one.offer.Pool))
            .SelectMany(own => own.OrderBy(one => one.offer.Step).Select((one, place) => new OfferedVote(
                one.offer.Participant, segmentOf[one.offer.Participant], one.offer.Statement,
                place + 1, own.Count(), choices[(segmentOf[one.offer.Participant], one.offer.Pool)],
                one.offer.Probability, one.ballot!.Value)))
            .ToLookup(vote => (vote.Statement, vote.Segment));
        var cast = Tallying.Of(matrix, [.. segmentOf], segments);
        return
        [
            .. votes.Where(cell => cell.Count() == cast[cell.Key.Statement][cell.Key.Segment].Seen)
                .OrderBy(cell => cell.Key)
                .Select(cell => ShareEstimating.Of(
                    cell.Key.Segment, cell.Key.Statement, [.. cell], arrived[(cell.Key.Segment, poolOf[cell.Key.Statement])])),
        ];
    }

    private static Ballot? BallotOf(VoteMatrix matrix, int participant, int statement)
    {
        foreach (var entry in matrix.Row(participant))
        {
            if (VoteMatrix.StatementOf(entry) == statement)
            {
                return (Ballot)VoteMatrix.ValueOf(entry);
            }
        }
        return null;
    }
}
