using Pulse.Analysing.Matrices;
using Pulse.Analysing.Segments;

namespace Pulse.Analysing.Differences;

/// <summary>Finds who disagrees with a chosen statement and what speaks for them.</summary>
public static class HearingDissent
{
    public const double FalseDiscoveryRate = 0.05;

    /// <summary>
    /// Reasons are statements with which those who disagreed agree surely more often than those who voted on the chosen
    /// statement and did not disagree: the difference's lower end is above 0, and the score test survives
    /// Benjamini–Hochberg over all statements compared.
    /// </summary>
    /// <param name="matrix">All cast votes.</param>
    /// <param name="statement">The chosen statement.</param>
    /// <param name="segmentOfParticipant">Each participant's slug, null for none.</param>
    /// <param name="segments">The segments to report.</param>
    /// <param name="among">The statements that may be reasons (those of the same working group, say).</param>
    /// <param name="minimumCell">Least number of dissenters, and of others, who voted on a reason; at least 1.</param>
    /// <param name="most">Most reasons.</param>
    public static Dissent Of(
        VoteMatrix matrix, int statement, IReadOnlyList<string?> segmentOfParticipant, IReadOnlyCollection<string> segments,
        IReadOnlyCollection<int> among, int minimumCell, int most = 5)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(segmentOfParticipant);
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(among);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumCell, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(segmentOfParticipant.Count, matrix.Participants);
        const byte other = 1;
        const byte dissenter = 2;
        var standing = new byte[matrix.Participants];
        var (disagree, cast) = (new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal));
        var dissenters = 0;
        foreach (var entry in matrix.Column(statement))
        {
            var (participant, against) = (VoteMatrix.ParticipantOf(entry), VoteMatrix.ValueOf(entry) < 0);
            standing[participant] = against ? dissenter : other;
            dissenters += against ? 1 : 0;
            if (segmentOfParticipant[participant] is { } slug)
            {
                cast[slug] = cast.GetValueOrDefault(slug) + 1;
                disagree[slug] = disagree.GetValueOrDefault(slug) + (against ? 1 : 0);
            }
        }
        var compared = among.Distinct().Where(candidate => candidate != statement).Order()
            .Select(candidate => Compare(matrix, candidate, standing, dissenter))
            .Where(reason => reason.DissentersCast >= minimumCell && reason.OthersCast >= minimumCell).ToArray();
        var rates = FalseDiscovery.Adjusted(compared.Select(reason => ScoreTest.TwoShares(
            reason.DissentersAgree, reason.DissentersCast, reason.OthersAgree, reason.OthersCast)).ToArray());
        return new Dissent(statement,
            segments.Distinct().Order(StringComparer.Ordinal)
                .Select(slug => new SegmentShare(slug, disagree.GetValueOrDefault(slug), cast.GetValueOrDefault(slug))).ToArray(),
            dissenters,
            compared.Select((reason, i) => reason with { Difference = reason.Difference with { FalseDiscovery = rates[i] } })
                .Where(reason => reason.Difference.Low > 0 && reason.Difference.FalseDiscovery <= FalseDiscoveryRate)
                .OrderByDescending(reason => reason.Difference.Low).ThenByDescending(reason => reason.DissentersAgree)
                .ThenBy(reason => reason.Statement).Take(most).ToArray(),
            compared.Length);
    }

    private static ReasonAgainst Compare(VoteMatrix matrix, int candidate, byte[] standing, byte dissenter)
    {
        Span<int> agree = stackalloc int[3];
        Span<int> cast = stackalloc int[3];
        foreach (var entry in matrix.Column(candidate))
        {
            var who = standing[VoteMatrix.ParticipantOf(entry)];
            cast[who]++;
            agree[who] += VoteMatrix.ValueOf(entry) > 0 ? 1 : 0;
        }
        var (mine, others) = (dissenter, dissenter - 1);
        var ends = Newcombe.Difference(agree[mine], cast[mine], agree[others], cast[others]);
        var value = cast[mine] == 0 || cast[others] == 0 ? 0 : (double)agree[mine] / cast[mine] - (double)agree[others] / cast[others];
        return new ReasonAgainst(candidate, agree[mine], cast[mine], agree[others], cast[others], new Difference(value, ends.Low, ends.High, 1));
    }
}
