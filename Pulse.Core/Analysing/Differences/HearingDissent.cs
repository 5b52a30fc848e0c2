using Pulse.Analysing.Matrices;

namespace Pulse.Analysing.Differences;

/// <summary>Finds who disagrees with a chosen statement and what speaks for them.</summary>
public static class HearingDissent
{
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
        var (disagree, cast) = (new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal));
        var dissenters = 0;
        foreach (var entry in matrix.Column(statement))
        {
            var (participant, against) = (VoteMatrix.ParticipantOf(entry), VoteMatrix.ValueOf(entry) < 0);
            dissenters += against ? 1 : 0;
            if (segmentOfParticipant[participant] is { } slug)
            {
                cast[slug] = cast.GetValueOrDefault(slug) + 1;
                disagree[slug] = disagree.GetValueOrDefault(slug) + (against ? 1 : 0);
            }
        }
        var (reasons, compared) = ComparingSides.Of(matrix, statement, vote => vote < 0, among, minimumCell, most);
        return new Dissent(statement,
            segments.Distinct().Order(StringComparer.Ordinal)
                .Select(slug => new SegmentShare(slug, disagree.GetValueOrDefault(slug), cast.GetValueOrDefault(slug))).ToArray(),
            dissenters,
            reasons,
            compared);
    }
}
