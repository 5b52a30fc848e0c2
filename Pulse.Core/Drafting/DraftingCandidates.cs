namespace Pulse.Drafting;

/// <summary>A statement that may be proposed as common ground.</summary>
/// <param name="StatementId">The statement.</param>
/// <param name="WorkingGroup">Slug of its working group.</param>
/// <param name="Floor">The headline: least lower end of the Wilson 95 % interval over the bridging segments.</param>
/// <param name="EnoughInEverySegment">Every bridging segment cast at least the dialogue's minimum of votes.</param>
/// <param name="Chosen">Its place in the run's slate, from 0; null where it was not chosen.</param>
public sealed record Candidate(
    Guid StatementId, string WorkingGroup, double Floor, bool EnoughInEverySegment, int? Chosen = null);

/// <summary>Chooses participants' own statements that bridge. Nothing is written by a machine here.</summary>
public static class DraftingCandidates
{
    /// <summary>Below one half not even a bare majority is assured in every segment.</summary>
    public const double LeastFloor = 0.5;
    public const int MostPerWorkingGroup = 6;

    /// <summary>
    /// Those that bridge: by working group, those chosen together first and in that order, since a list of the highest
    /// floors may leave whole groups of people out; then the highest floor first, equal floors by id.
    /// </summary>
    public static IReadOnlyList<Candidate> Bridging(IEnumerable<Candidate> candidates) =>
        [.. candidates
            .Where(candidate => candidate.EnoughInEverySegment && candidate.Floor >= LeastFloor)
            .OrderBy(candidate => candidate.WorkingGroup, StringComparer.Ordinal)
            .ThenBy(candidate => candidate.Chosen ?? int.MaxValue)
            .ThenByDescending(candidate => candidate.Floor)
            .ThenBy(candidate => candidate.StatementId)];

    /// <param name="bridging">In the order of <see cref="Bridging"/>.</param>
    /// <param name="repeating">Those that say nearly the same as one before them.</param>
    /// <returns>At most <see cref="MostPerWorkingGroup"/> per working group, in the same order.</returns>
    public static IReadOnlyList<Candidate> Choose(IReadOnlyList<Candidate> bridging, IReadOnlySet<Guid> repeating) =>
        [.. bridging
            .Where(candidate => !repeating.Contains(candidate.StatementId))
            .GroupBy(candidate => candidate.WorkingGroup, StringComparer.Ordinal)
            .SelectMany(group => group.Take(MostPerWorkingGroup))];
}
