using System.Collections.Concurrent;
using Pulse.Voting;

namespace Pulse.Api.Voting;

/// <summary>
/// What participants are shown of the counts: nothing under the minimum cell, shares in tenths, and new figures only
/// after a minimum cell of further votes, so that nobody reads a single vote off two looks. It lives in memory: a host
/// that starts again shows the figures of that moment.
/// </summary>
public sealed class ShownStandings
{
    private readonly ConcurrentDictionary<(Guid Statement, string Segment), Shown> _shown = new();

    /// <param name="AtLeast">Votes, rounded down to whole minimum cells.</param>
    /// <param name="Tenths">Share that agrees, 0–10.</param>
    public sealed record Shown(int Votes, int AtLeast, int Tenths);

    /// <returns>Null where too few have voted.</returns>
    public Shown? Of(SegmentVotes standing, int minimum)
    {
        ArgumentNullException.ThrowIfNull(standing);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimum, 1);
        var key = (standing.StatementId, standing.Segment);
        if (standing.Votes < minimum)
        {
            // people took their votes back: what they left behind is too little to speak of
            _shown.TryRemove(key, out _);
            return null;
        }

        return _shown.AddOrUpdate(key, _ => Round(standing, minimum), (_, before) =>
            Math.Abs(standing.Votes - before.Votes) >= minimum ? Round(standing, minimum) : before);
    }

    private static Shown Round(SegmentVotes standing, int minimum) => new(
        standing.Votes, standing.Votes / minimum * minimum,
        (int)Math.Round(10.0 * standing.Agree / standing.Votes, MidpointRounding.ToEven));
}
