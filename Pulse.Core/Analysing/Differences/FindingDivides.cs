using Pulse.Analysing.Segments;

namespace Pulse.Analysing.Differences;

/// <summary>Statements on which declared segments surely differ.</summary>
public static class FindingDivides
{
    /// <summary>Of the divides that are listed, at most this share is expected to be chance.</summary>
    public const double FalseDiscoveryRate = 0.05;

    /// <summary>
    /// Per statement the pair of segments whose difference has the highest lower end, kept where their Wilson intervals
    /// do not overlap and the difference survives the control for looking at many: the score test's two-sided p, times
    /// the number of pairs looked at on this statement, then Benjamini–Hochberg (1995) over statements.
    /// </summary>
    /// <param name="counts"><c>counts[statement]</c>, one per segment, in any order.</param>
    /// <param name="segments">The segments to compare; others are left out.</param>
    /// <param name="minimumCell">Least number of cast votes of a segment; at least 1.</param>
    public static Divides Of(
        IReadOnlyList<IReadOnlyList<SegmentCount>> counts, IReadOnlyCollection<string> segments, int minimumCell)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumCell, 1);
        var widest = counts
            .Select((statement, index) => Widest(index, statement
                .Where(count => segments.Contains(count.Segment) && count.Cast >= minimumCell)
                .OrderBy(count => count.Segment, StringComparer.Ordinal).ToArray()))
            .OfType<(Divide Divide, double P)>().ToArray();
        var rates = FalseDiscovery.Adjusted(widest.Select(entry => entry.P).ToArray());
        return new Divides(
            widest.Select((entry, i) => entry.Divide with { Difference = entry.Divide.Difference with { FalseDiscovery = rates[i] } })
                .Where(divide => divide.Difference.FalseDiscovery <= FalseDiscoveryRate
                    && divide.Other.Interval.High < divide.Agreeing.Interval.Low)
                .OrderByDescending(divide => divide.Difference.Low).ThenByDescending(divide => divide.Difference.Value)
                .ThenBy(divide => divide.Statement).ToArray(),
            widest.Length, counts.Count - widest.Length, FalseDiscoveryRate);
    }

    private static (Divide Divide, double P)? Widest(int statement, SegmentCount[] counts)
    {
        (Divide Divide, double P)? widest = null;
        var pairs = counts.Length * (counts.Length - 1) / 2;
        for (var i = 0; i < counts.Length; i++)
        {
            for (var j = i + 1; j < counts.Length; j++)
            {
                var (more, less) = counts[i].Share >= counts[j].Share ? (counts[i], counts[j]) : (counts[j], counts[i]);
                var ends = Newcombe.Difference(more.Agree, more.Cast, less.Agree, less.Cast);
                var difference = new Difference(more.Share!.Value - less.Share!.Value, ends.Low, ends.High, 1);
                if (widest is null || difference.Low > widest.Value.Divide.Difference.Low)
                {
                    var p = ScoreTest.TwoShares(more.Agree, more.Cast, less.Agree, less.Cast);
                    widest = (new Divide(statement, Agreeing(more), Agreeing(less), difference), Math.Min(1, p * pairs));
                }
            }
        }
        return widest;
    }

    private static SegmentShare Agreeing(SegmentCount count) => new(count.Segment, count.Agree, count.Cast);
}
