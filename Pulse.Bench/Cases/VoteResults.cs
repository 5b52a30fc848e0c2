using Pulse.Analysing.Matrices;
using Pulse.Analysing.OpinionGroups;
using Pulse.Analysing.Segments;

namespace Pulse.Bench.Cases;

/// <summary>Everything that votes alone say, as the library computes it.</summary>
/// <param name="Totals">Per statement, over everybody.</param>
/// <param name="Segments">Per statement and declared segment.</param>
/// <param name="Headlines">Per statement, across the declared segments.</param>
/// <param name="Map">Components, positions, and the groups that were found.</param>
/// <param name="Groups">Names of the groups counted below: found or given.</param>
/// <param name="GroupOf">Per participant the index of that group, −1 for none.</param>
/// <param name="Tallies">Per statement and group.</param>
/// <param name="Statistics">Per statement and group, against the other groups.</param>
/// <param name="Representative">Per group.</param>
/// <param name="AgreeTogether">Statements that everybody together agrees with.</param>
/// <param name="DisagreeTogether">Statements that everybody together disagrees with.</param>
internal sealed record VoteResults(
    Tally[] Totals,
    SegmentCount[][] Segments,
    Headline[] Headlines,
    OpinionMap Map,
    string[] Groups,
    int[] GroupOf,
    Tally[][] Tallies,
    GroupStatistic[][] Statistics,
    IReadOnlyList<IReadOnlyList<RepresentativeStatement>> Representative,
    IReadOnlyList<RepresentativeStatement> AgreeTogether,
    IReadOnlyList<RepresentativeStatement> DisagreeTogether);
