using Pulse.Analysing.Segments;
using Pulse.Voting;

namespace Pulse.Analysing.Routing;

/// <summary>Shares of a segment corrected by the probabilities with which statements were offered.</summary>
public static class ShareEstimating
{
    /// <summary>One segment's share on one statement.</summary>
    /// <param name="votes">All votes of that segment on that statement, one per participant.</param>
    /// <param name="arrived">Participants of the segment who answered at least one offer while the statement could be drawn.</param>
    /// <param name="meanPrediction">Mean of the predictions over those participants, voters or not; with it, and a
    /// prediction on every vote, the doubly robust share is given too.</param>
    public static ShareEstimate Of(int segment, int statement, IReadOnlyList<OfferedVote> votes, int arrived, double? meanPrediction = null)
    {
        ArgumentNullException.ThrowIfNull(votes);
        var agreeing = votes.Count(vote => vote.Ballot == Ballot.Agree);
        var whole = new Interval(0, 1);
        double? raw = votes.Count == 0 ? null : (double)agreeing / votes.Count;
        return new ShareEstimate(segment, statement, votes.Count, arrived, raw, Wilson.Of(agreeing, votes.Count),
            raw, whole, meanPrediction, null, votes.Count);
    }
}
