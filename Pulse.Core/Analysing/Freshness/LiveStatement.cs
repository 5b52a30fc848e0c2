using Pulse.Analysing.Matrices;
using Pulse.Analysing.OpinionGroups;
using Pulse.Analysing.Segments;

namespace Pulse.Analysing.Freshness;

/// <summary>What stands for one statement after the votes cast so far: the same figures as an analysis of them would give.</summary>
/// <param name="Statement">Statement index.</param>
/// <param name="Total">Everybody together.</param>
/// <param name="Segments">One per declared segment, in its order; a segment counts everybody below it.</param>
/// <param name="Headline">The floor over bridging segments, from the intervals of <paramref name="Segments"/>.</param>
/// <param name="Groups">One per opinion group: its votes and how it compares with the rest.</param>
/// <param name="GroupAwareConsensus">Null where there are no groups.</param>
/// <param name="GroupAwareConsensusMean">Its geometric mean; null where there are no groups.</param>
public sealed record LiveStatement(
    int Statement,
    Tally Total,
    IReadOnlyList<SegmentCount> Segments,
    Headline Headline,
    IReadOnlyList<GroupStatistic> Groups,
    double? GroupAwareConsensus,
    double? GroupAwareConsensusMean);
