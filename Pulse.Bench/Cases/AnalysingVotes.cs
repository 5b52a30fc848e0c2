using System.Globalization;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.OpinionGroups;
using Pulse.Analysing.Segments;

namespace Pulse.Bench.Cases;

/// <summary>The whole vote analysis: nothing here computes, every number comes out of the library.</summary>
internal static class AnalysingVotes
{
    public static VoteResults Of(VoteInput input)
    {
        var matrix = input.Matrix;
        var excluded = new bool[matrix.Statements];
        foreach (var statement in input.Excluded)
        {
            excluded[statement] = true;
        }
        var map = OpinionGrouping.Of(matrix, input.Seed, new OpinionGrouping.Options(
            input.Excluded, input.Arrival, Threads: input.Threads));
        var groupOf = input.GivenGroupOf ?? map.Labels();
        var groups = input.GivenGroups ?? Numbers(map.Groups.Count);
        var tallies = Tallying.Of(matrix, groupOf, groups.Length, input.Threads);
        var (agree, disagree) = Representing.Consensus(matrix, statement => !excluded[statement]);
        var segments = Counts(Tallying.Of(matrix, input.SegmentOf, input.Segments.Length, input.Threads), input.Segments);
        return new VoteResults(
            Totals(matrix),
            segments,
            Array.ConvertAll(segments, counts => Bridging.Of(counts, input.Segments)),
            map, groups, groupOf, tallies,
            Array.ConvertAll(tallies, Representing.Compare),
            Representing.Of(tallies, groups.Length, statement => !excluded[statement]),
            agree, disagree);
    }

    private static string[] Numbers(int count)
    {
        var names = new string[count];
        for (var i = 0; i < count; i++)
        {
            names[i] = i.ToString(CultureInfo.InvariantCulture);
        }
        return names;
    }

    private static Tally[] Totals(VoteMatrix matrix)
    {
        var totals = new Tally[matrix.Statements];
        for (var statement = 0; statement < totals.Length; statement++)
        {
            totals[statement] = matrix.Total(statement);
        }
        return totals;
    }

    private static SegmentCount[][] Counts(Tally[][] tallies, string[] segments) => Array.ConvertAll(tallies, row =>
    {
        var counts = new SegmentCount[row.Length];
        for (var i = 0; i < row.Length; i++)
        {
            counts[i] = new SegmentCount(segments[i], row[i].Agree, row[i].Disagree, row[i].Pass);
        }
        return counts;
    });
}
