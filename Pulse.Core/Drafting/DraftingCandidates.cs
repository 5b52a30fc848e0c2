namespace Pulse.Drafting;

/// <summary>A statement that may be proposed as common ground.</summary>
/// <param name="Floor">The headline: least lower end of the Wilson 95 % interval over the bridging segments.</param>
/// <param name="EnoughInEverySegment">Every bridging segment cast at least the dialogue's minimum of votes.</param>
public sealed record Candidate(Guid StatementId, string WorkingGroup, double Floor, bool EnoughInEverySegment);

/// <summary>Chooses participants' own statements that bridge. Nothing is written by a machine here.</summary>
public static class DraftingCandidates
{
    /// <summary>Below one half not even a bare majority is assured in every segment.</summary>
    public const double LeastFloor = 0.5;
    public const int MostPerWorkingGroup = 6;

    /// <param name="repeats">True if the second says nearly the same as the first, which stands higher.</param>
    /// <returns>Per working group, highest floor first; equal floors by id, so that the order is always the same.</returns>
    public static IReadOnlyList<Candidate> Choose(
        IEnumerable<Candidate> candidates, Func<Candidate, Candidate, bool> repeats)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(repeats);
        var chosen = new List<Candidate>();
        var groups = candidates
            .Where(candidate => candidate.EnoughInEverySegment && candidate.Floor >= LeastFloor)
            .GroupBy(candidate => candidate.WorkingGroup, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (var group in groups)
        {
            var kept = new List<Candidate>();
            foreach (var candidate in group.OrderByDescending(one => one.Floor).ThenBy(one => one.StatementId))
            {
                if (kept.Count < MostPerWorkingGroup && !kept.Exists(higher => repeats(higher, candidate)))
                {
                    kept.Add(candidate);
                }
            }
            chosen.AddRange(kept);
        }
        return chosen;
    }
}
