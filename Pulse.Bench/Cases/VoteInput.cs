using Pulse.Analysing.Matrices;

namespace Pulse.Bench.Cases;

/// <summary>All that the results of one case depend on.</summary>
/// <param name="Matrix">Every cast vote.</param>
/// <param name="Segments">Names of the declared segments, all of which consensus must bridge.</param>
/// <param name="SegmentOf">Per participant the segment's index, −1 for none.</param>
/// <param name="Excluded">Statements that were moderated out, rising.</param>
/// <param name="Arrival">Participants by first appearance, if clusters start from them; null for seeded starts.</param>
/// <param name="GivenGroups">Names of given groups; null to find them.</param>
/// <param name="GivenGroupOf">Per participant the given group's index, −1 for none; null to find them.</param>
/// <param name="Seed">Every draw of chance comes from here.</param>
/// <param name="Threads">Most threads; changes no result.</param>
internal sealed record VoteInput(
    VoteMatrix Matrix,
    string[] Segments,
    int[] SegmentOf,
    int[] Excluded,
    int[]? Arrival,
    string[]? GivenGroups,
    int[]? GivenGroupOf,
    ulong Seed,
    int Threads);
