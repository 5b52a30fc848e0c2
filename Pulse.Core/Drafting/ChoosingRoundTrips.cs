using Pulse.Language.Verifying;

namespace Pulse.Drafting;

/// <summary>What is known of a statement when it is decided whether its translations are worth measuring.</summary>
/// <param name="Speaks">It bridges, was chosen, divides, is disputed with reasons, is itself a reason, or is split by version.</param>
/// <param name="Segment">The author's top-level segment; null where there is none.</param>
/// <param name="MayBeQuoted">Its author agreed to be quoted, and its words are the author's own.</param>
/// <param name="Place">How typical it is: its place among the themes' statements; null for one in no theme.</param>
public sealed record RoundTripCandidate(Source Statement, bool Speaks, string? Segment, bool MayBeQuoted, int? Place);

/// <summary>
/// Chooses the statements whose machine translations are translated back: those through which a run speaks to people
/// beyond the vote. All others are read by voters too, but a mistake there shows in the votes by version; that finds it.
/// </summary>
public static class ChoosingRoundTrips
{
    /// <summary>As many of a segment as a brief quotes.</summary>
    public const int QuotedPerSegment = 2;

    /// <param name="candidates">Statements of one working group.</param>
    /// <returns>Ids of those chosen.</returns>
    public static IReadOnlySet<Guid> Choose(IReadOnlyList<RoundTripCandidate> candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        var quoted = candidates.Where(one => one.MayBeQuoted && one.Segment is not null).GroupBy(one => one.Segment)
            .SelectMany(segment => segment.OrderBy(one => one.Place ?? int.MaxValue).ThenBy(one => one.Statement.Id).Take(QuotedPerSegment));
        return candidates.Where(one => one.Speaks).Concat(quoted).Select(one => one.Statement.Id).ToHashSet();
    }
}
