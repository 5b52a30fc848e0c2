using Pulse.Analysing.Segments;

namespace Pulse.Analysing.Differences;

/// <summary>Statements that people pass on more than is usual among them. A pass is an answer: it is not counted against anybody.</summary>
public static class FindingUncertain
{
    /// <summary>Fewer than one in ten passing is not worth a reader's time, however rare passes are.</summary>
    public const double LeastLevel = 0.1;

    public const double FalseDiscoveryRate = 0.05;

    /// <summary>
    /// Per segment: the level is the median share of passes over its statements with enough votes, but at least
    /// <see cref="LeastLevel"/>. Uncertain is a statement whose interval lies above the level and whose one-sided score
    /// test against it survives Benjamini–Hochberg over the segment's statements.
    /// </summary>
    /// <param name="counts"><c>counts[statement]</c>, one per segment, in any order.</param>
    /// <param name="segments">The segments to look at.</param>
    /// <param name="minimumCell">Least number of cast votes of a segment; at least 1.</param>
    public static UncertainStatements Of(
        IReadOnlyList<IReadOnlyList<SegmentCount>> counts, IReadOnlyCollection<string> segments, int minimumCell)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumCell, 1);
        var levels = new List<SegmentLevel>();
        var found = new List<(int Statement, UncertainSegment Segment)>();
        foreach (var slug in segments.Distinct().Order(StringComparer.Ordinal))
        {
            var enough = counts.SelectMany((statement, index) => statement
                .Where(count => count.Segment == slug && count.Cast >= minimumCell)
                .Select(count => (index, passing: new SegmentShare(slug, count.Pass, count.Cast)))).ToArray();
            double? level = enough.Length == 0 ? null : Math.Max(LeastLevel, Median(enough.Select(entry => entry.passing.Share!.Value)));
            levels.Add(new SegmentLevel(slug, level, enough.Length));
            var rates = FalseDiscovery.Adjusted(enough.Select(entry => level < 1
                ? ScoreTest.Higher(entry.passing.Count, entry.passing.Cast, level.Value) : 1).ToArray());
            found.AddRange(enough.Select((entry, i) => (entry.index, new UncertainSegment(entry.passing, level!.Value, rates[i])))
                .Where(entry => entry.Item2.FalseDiscovery <= FalseDiscoveryRate && entry.Item2.Passing.Interval.Low > level));
        }
        return new UncertainStatements(
            found.GroupBy(entry => entry.Statement, entry => entry.Segment)
                .Select(group => new UncertainStatement(group.Key, group.OrderByDescending(Excess)
                    .ThenBy(segment => segment.Passing.Segment, StringComparer.Ordinal).ToArray()))
                .OrderByDescending(statement => Excess(statement.Segments[0])).ThenBy(statement => statement.Statement).ToArray(),
            levels);
    }

    private static double Excess(UncertainSegment segment) => segment.Passing.Interval.Low - segment.Level;

    private static double Median(IEnumerable<double> shares)
    {
        var sorted = shares.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
