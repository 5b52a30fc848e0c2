using Pulse.Analysing.Matrices;

namespace Pulse.Analysing.Differences;

/// <summary>Finds what speaks for those who agree with a chosen statement.</summary>
public static class HearingSupport
{
    /// <summary>
    /// Statements with which those who agreed agree surely more often than those who voted on the chosen statement and did
    /// not agree; the same comparison as for those who disagree (<see cref="HearingDissent"/>).
    /// </summary>
    /// <param name="matrix">All cast votes.</param>
    /// <param name="statement">The chosen statement.</param>
    /// <param name="among">The statements that may be reasons (those of the same working group, say).</param>
    /// <param name="minimumCell">Least number of supporters, and of others, who voted on a reason; at least 1.</param>
    /// <param name="most">Most reasons.</param>
    public static Support Of(VoteMatrix matrix, int statement, IReadOnlyCollection<int> among, int minimumCell, int most = 5)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(among);
        return new Support(statement, ComparingSides.Of(matrix, statement, vote => vote > 0, among, minimumCell, most).Reasons);
    }
}
