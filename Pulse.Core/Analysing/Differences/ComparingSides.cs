using Pulse.Analysing.Matrices;
using Pulse.Analysing.Segments;

namespace Pulse.Analysing.Differences;

/// <summary>What one side of a chosen statement agrees with more than the others who voted on it.</summary>
internal static class ComparingSides
{
    public const double FalseDiscoveryRate = 0.05;

    private const byte Other = 1;
    private const byte Side = 2;

    /// <summary>
    /// Reasons are statements with which the side agrees surely more often than the others: the difference's lower end
    /// (Newcombe) is above 0, and the score test survives Benjamini–Hochberg over all statements compared.
    /// </summary>
    /// <param name="matrix">All cast votes.</param>
    /// <param name="statement">The chosen statement; who did not vote on it is on no side.</param>
    /// <param name="stands">Whether a vote on it (+1, 0 or −1) puts somebody on the side.</param>
    /// <param name="among">The statements that may be reasons.</param>
    /// <param name="minimumCell">Least number of both who voted on a reason; at least 1.</param>
    /// <param name="most">Most reasons.</param>
    /// <returns>The surest first, and on how many statements enough of both had voted.</returns>
    public static (SideReason[] Reasons, int Compared) Of(
        VoteMatrix matrix, int statement, Func<int, bool> stands, IReadOnlyCollection<int> among, int minimumCell, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumCell, 1);
        var standing = new byte[matrix.Participants];
        foreach (var entry in matrix.Column(statement))
        {
            standing[VoteMatrix.ParticipantOf(entry)] = stands(VoteMatrix.ValueOf(entry)) ? Side : Other;
        }
        var compared = among.Distinct().Where(candidate => candidate != statement).Order()
            .Select(candidate => Compare(matrix, candidate, standing))
            .Where(reason => reason.SideCast >= minimumCell && reason.OthersCast >= minimumCell).ToArray();
        var rates = FalseDiscovery.Adjusted(compared.Select(reason => ScoreTest.TwoShares(
            reason.SideAgree, reason.SideCast, reason.OthersAgree, reason.OthersCast)).ToArray());
        return (
            compared.Select((reason, i) => reason with { Difference = reason.Difference with { FalseDiscovery = rates[i] } })
                .Where(reason => reason.Difference.Low > 0 && reason.Difference.FalseDiscovery <= FalseDiscoveryRate)
                .OrderByDescending(reason => reason.Difference.Low).ThenByDescending(reason => reason.SideAgree)
                .ThenBy(reason => reason.Statement).Take(most).ToArray(),
            compared.Length);
    }

    private static SideReason Compare(VoteMatrix matrix, int candidate, byte[] standing)
    {
        Span<int> agree = stackalloc int[3];
        Span<int> cast = stackalloc int[3];
        foreach (var entry in matrix.Column(candidate))
        {
            var who = standing[VoteMatrix.ParticipantOf(entry)];
            cast[who]++;
            agree[who] += VoteMatrix.ValueOf(entry) > 0 ? 1 : 0;
        }
        var ends = Newcombe.Difference(agree[Side], cast[Side], agree[Other], cast[Other]);
        var value = cast[Side] == 0 || cast[Other] == 0 ? 0 : (double)agree[Side] / cast[Side] - (double)agree[Other] / cast[Other];
        return new SideReason(candidate, agree[Side], cast[Side], agree[Other], cast[Other], new Difference(value, ends.Low, ends.High, 1));
    }
}
