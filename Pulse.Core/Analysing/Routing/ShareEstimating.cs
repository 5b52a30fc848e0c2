using Pulse.Analysing.Segments;
using Pulse.Voting;

namespace Pulse.Analysing.Routing;

/// <summary>
/// Shares of a segment, corrected by the probabilities with which statements were offered. Only the draws are chance:
/// participants and what they would answer are fixed, so an interval shrinks to nothing as everybody has voted, and
/// what a policy learnt before a draw does not matter (the errors are martingale differences).
/// </summary>
public static class ShareEstimating
{
    /// <summary>One segment's share on one statement.</summary>
    /// <param name="votes">All votes of that segment on that statement, one per participant, all of them offered: a vote
    /// that somebody sought out has no propensity and does not belong here.</param>
    /// <param name="arrived">Participants of the segment who answered at least one offer while the statement could be drawn.</param>
    /// <param name="meanPrediction">Mean of the predictions over those participants, voters or not; with it, and a
    /// prediction on every vote, the doubly robust share is given too.</param>
    /// <exception cref="ArgumentException">A vote is of another segment or statement, a participant has two, a propensity
    /// is outside (0, 1], step ≤ steps ≤ choices does not hold, or fewer arrived than voted.</exception>
    public static ShareEstimate Of(
        int segment, int statement, IReadOnlyCollection<OfferedVote> votes, int arrived, double? meanPrediction = null)
    {
        ArgumentNullException.ThrowIfNull(votes);
        // A fixed order of summation, whatever order the rows came in.
        var sorted = votes.OrderBy(vote => vote.Participant).ToArray();
        Check(segment, statement, sorted, arrived);
        var agreeing = sorted.Count(vote => vote.Ballot == Ballot.Agree);
        var raw = Wilson.Of(agreeing, sorted.Length);
        if (sorted.Length == 0)
        {
            var whole = new Interval(0, 1);
            return new ShareEstimate(segment, statement, 0, arrived, null, raw, null, whole, null, null, 0);
        }
        var weights = sorted.Select(Weight).ToArray();
        var sum = weights.Sum();
        var share = sorted.Select((vote, i) => Agrees(vote) * weights[i]).Sum() / sum;
        var worth = Worth(Math.Max(Design(weights, arrived), Linearised(sorted, weights, share)));
        var (robust, robustInterval) = DoublyRobust(sorted, weights, arrived, meanPrediction);
        return new ShareEstimate(
            segment, statement, sorted.Length, arrived, (double)agreeing / sorted.Length, raw,
            share, Around(share, worth), robust, robustInterval, worth);
    }

    /// <summary>
    /// Expected value 1 for every participant, voter or not, under any policy that only looks back. Each of a
    /// participant's steps gives an unbiased guess of their answer: answer / propensity at the draw, nothing before it, the
    /// answer itself after it. Their mean, with fixed weights, is unbiased too; so who answers much does not count more.
    /// The step weights are those under which even draws without replacement give the constant choices / steps: the
    /// Horvitz–Thompson weight, and 1 where the participant answered everything.
    /// </summary>
    public static double Weight(OfferedVote vote)
    {
        var after = StepWeightAfter(vote, vote.Step);
        return (StepWeightAfter(vote, vote.Step - 1) - after) / vote.Propensity + after;
    }

    private static double StepWeightAfter(OfferedVote vote, int step) => step == vote.Steps
        ? 0 : (double)vote.Choices * (vote.Steps - step) / ((double)vote.Steps * (vote.Choices - step));

    /// <summary>
    /// Variance of the ratio in units of share·(1 − share), if weight and answer are unrelated:
    /// Σω² / (Σω)² − 1/N (Kish 1965, with the finite population taken off: Var ω = E ω² − 1 for each of N).
    /// </summary>
    private static double Design(double[] weights, int arrived)
    {
        var (sum, squares) = (weights.Sum(), weights.Sum(weight => weight * weight));
        return Math.Max(0, squares / (sum * sum) - 1.0 / arrived);
    }

    /// <summary>
    /// The same where they are related (those who answer little may think otherwise): Σ(ω² − ω)(y − share)² / (Σω)²,
    /// the linearised ratio's variance (Särndal, Swensson and Wretman 1992, 5.7).
    /// </summary>
    private static double Linearised(OfferedVote[] votes, double[] weights, double share)
    {
        var spread = share * (1 - share);
        if (spread < 1e-12)
        {
            return 0;
        }
        var sum = weights.Sum();
        return votes.Select((vote, i) => weights[i] * (weights[i] - 1) * Math.Pow(Agrees(vote) - share, 2)).Sum() / (sum * sum * spread);
    }

    /// <summary>
    /// AIPW as a difference estimate: mean prediction + weighted mean error. The spread of the errors is drawn towards
    /// share·(1 − share) by two votes, so that a handful of lucky predictions does not pass for knowledge.
    /// </summary>
    private static (double? Share, Interval? Interval) DoublyRobust(
        OfferedVote[] votes, double[] weights, int arrived, double? meanPrediction)
    {
        if (meanPrediction is not { } mean || votes.Any(vote => vote.Prediction is null))
        {
            return (null, null);
        }
        var (sum, squares) = (weights.Sum(), weights.Sum(weight => weight * weight));
        var errors = votes.Select(vote => Agrees(vote) - vote.Prediction!.Value).ToArray();
        var error = errors.Select((one, i) => one * weights[i]).Sum() / sum;
        var share = Math.Clamp(mean + error, 0, 1);
        var spread = errors.Select((one, i) => Math.Pow(weights[i] * (one - error), 2)).Sum() / squares;
        var kish = sum * sum / squares;
        var ratio = (kish * kish / Math.Max(1, kish - 1) * spread / Math.Max(share * (1 - share), 1e-9) + 2) / (kish + 2);
        return (share, Around(share, Worth(Design(weights, arrived) * ratio)));
    }

    /// <summary>Votes that tell as much: 1 / variance; null where nothing is left to chance.</summary>
    private static double? Worth(double variance) => variance > 1e-12 ? 1 / variance : null;

    /// <summary>Wilson's of so many votes; of a share that is known, the share itself.</summary>
    private static Interval Around(double share, double? worth) =>
        worth is { } votes ? Wilson.OfShare(share, votes) : new Interval(share, share);

    private static double Agrees(OfferedVote vote) => vote.Ballot == Ballot.Agree ? 1 : 0;

    private static void Check(int segment, int statement, OfferedVote[] sorted, int arrived)
    {
        for (var i = 0; i < sorted.Length; i++)
        {
            var vote = sorted[i];
            if (vote.Segment != segment || vote.Statement != statement || (i > 0 && sorted[i - 1].Participant == vote.Participant)
                || vote.Propensity is not (> 0 and <= 1) || vote.Step < 1 || vote.Steps < vote.Step || vote.Choices < vote.Steps)
            {
                throw new ArgumentException($"{vote} is not one offered vote of segment {segment} on statement {statement}.", nameof(sorted));
            }
        }
        ArgumentOutOfRangeException.ThrowIfLessThan(arrived, sorted.Length);
    }
}
