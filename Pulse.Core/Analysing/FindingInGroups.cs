using Pulse.Analysing.Differences;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.Segments;
using Pulse.Analysing.Slates;
using Pulse.Analysing.Specifics;
using Pulse.Language;
using Pulse.Moderating;

namespace Pulse.Analysing;

/// <summary>Finds, for one working group at a time, where its statements bridge, where they divide, and whom a choice leaves out.</summary>
/// <param name="matrix">All cast votes of the dialogue.</param>
/// <param name="segmentOfParticipant">Each participant's own segment, null for none.</param>
/// <param name="counts"><c>counts[statement]</c>, per segment.</param>
/// <param name="headlines">One per statement.</param>
/// <param name="concreteness">One per statement, null without a text.</param>
/// <param name="texts">One per statement: its language versions, the original first; empty without a text.</param>
/// <param name="bridging">Slugs of the segments to bridge.</param>
/// <param name="parameters">Minimum cell, seats and seed.</param>
internal sealed class FindingInGroups(
    VoteMatrix matrix,
    IReadOnlyList<string?> segmentOfParticipant,
    IReadOnlyList<IReadOnlyList<SegmentCount>> counts,
    IReadOnlyList<Headline> headlines,
    IReadOnlyList<Concreteness?> concreteness,
    IReadOnlyList<IReadOnlyList<TextVersion>> texts,
    IReadOnlyList<string> bridging,
    AnalysisParameters parameters)
{
    private readonly string[] _bridging = [.. bridging.Distinct().Order(StringComparer.Ordinal)];
    private readonly int _minimum = Math.Max(1, parameters.MinimumCell);

    /// <param name="here">Indices of the working group's statements, rising.</param>
    /// <param name="vectors">One per statement in <paramref name="here"/>; empty where there is no text.</param>
    /// <param name="themes">The theme of each of them, null for none.</param>
    public GroupFindings Of(IReadOnlyList<int> here, IReadOnlyList<TextVector> vectors, IReadOnlyList<int?> themes)
    {
        var own = here.Select(statement => counts[statement]).ToArray();
        var divides = FindingDivides.Of(own, _bridging, _minimum);
        var uncertain = FindingUncertain.Of(own, _bridging, _minimum);
        var specific = RankingSpecific.Of(
            [.. here.Select(statement => headlines[statement])], [.. here.Select(statement => concreteness[statement])]);
        var slate = Choose(here);
        return new GroupFindings(
            divides with { Of = [.. divides.Of.Select(one => one with { Statement = here[one.Statement] })] },
            uncertain with { Of = [.. uncertain.Of.Select(one => one with { Statement = here[one.Statement] })] },
            [.. Pairs().Select(pair => Renamed(Mirroring.Of(own, pair.One, pair.Other, _minimum, vectors, themes), here))],
            [.. specific.Where(one => EnoughVotes(here[one.Statement])).Select(one => one with { Statement = here[one.Statement] })],
            slate,
            [.. (slate?.Chosen ?? []).Select(chosen => HearingDissent.Of(
                matrix, chosen.Statement, segmentOfParticipant, _bridging, [.. here], _minimum))],
            [.. (slate?.Chosen ?? []).Select(chosen => HearingSupport.Of(matrix, chosen.Statement, [.. here], _minimum))]);
    }

    private bool EnoughVotes(int statement) => Bridging.EnoughVotes(counts[statement], _bridging, _minimum);

    // Only what every side has looked at: a statement that one side never saw cannot be spoken for by its absence
    private Slate? Choose(IReadOnlyList<int> here)
    {
        var offered = here.Where(EnoughVotes).ToArray();
        return offered.Length == 0 ? null : ChoosingSlate.Of(matrix, new SlateRequest(
            parameters.Seats, offered, segmentOfParticipant, _bridging, NearCopies(offered)));
    }

    // Alike in any one language is alike
    private NearCopy[] NearCopies(int[] offered) =>
        [.. offered.SelectMany(statement => texts[statement].Select(version => (statement, version)))
            .GroupBy(one => one.version.Language, StringComparer.Ordinal)
            .SelectMany(same => FindingNearDuplicates.Among(
                [.. same.Select(one => (one.statement, Canonicalising.Canonicalise(one.version.Text)))]))
            .GroupBy(found => (found.Earliest, found.Id))
            .OrderBy(pair => pair.Key)
            .Select(pair => new NearCopy(pair.Key.Earliest, pair.Key.Id, pair.Max(found => found.Similarity)))];

    private IEnumerable<(string One, string Other)> Pairs() =>
        _bridging.SelectMany((one, place) => _bridging.Skip(place + 1).Select(other => (one, other)));

    private static MirroredStatements Renamed(MirroredStatements found, IReadOnlyList<int> here)
    {
        return found with
        {
            Pairs = [.. found.Pairs.Select(pair => pair with { First = Named(pair.First), Second = Named(pair.Second) })],
            FirstUnpaired = [.. found.FirstUnpaired.Select(Named)],
            SecondUnpaired = [.. found.SecondUnpaired.Select(Named)],
        };

        RedLine Named(RedLine line) => line with { Statement = here[line.Statement] };
    }
}
