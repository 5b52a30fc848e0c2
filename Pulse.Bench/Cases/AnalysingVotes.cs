using System.Globalization;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.OpinionGroups;
using Pulse.Analysing.Segments;

namespace Pulse.Bench.Cases;

/// <summary>The whole vote analysis: nothing here computes, every number comes out of the library.</summary>
internal static class AnalysingVotes
{
    /// <summary>Statements that one thread takes at a time.</summary>
    private const int Together = 256;

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
            Bridges(segments, input),
            map, groups, groupOf, tallies,
            Array.ConvertAll(tallies, Representing.Compare),
            Representing.Of(tallies, groups.Length, statement => !excluded[statement]),
            agree, disagree);
    }

    private static Headline[] Bridges(SegmentCount[][] counts, VoteInput input)
    {
        var headlines = new Headline[counts.Length];
        Splitting.Ranges(counts.Length, Together, input.Threads, (from, to) =>
        {
            for (var statement = from; statement < to; statement++)
            {
                headlines[statement] = Bridging.Of(counts[statement], input.Segments);
            }
        });
        return headlines;
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
