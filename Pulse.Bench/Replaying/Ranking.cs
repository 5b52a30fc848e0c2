using Pulse.Analysing.Matrices;
using Pulse.Analysing.Segments;

namespace Pulse.Bench.Replaying;

/// <summary>Statements, the most bridging first, from <c>[statement][segment]</c> tallies. The same for every policy.</summary>
internal delegate int[] Ranking(Tally[][] tallies);

internal static class Rankings
{
    /// <summary>By the least share over segments, each drawn towards its segment's mean by two votes.</summary>
    public static int[] ByShare(Tally[][] tallies)
    {
        var means = Enumerable.Range(0, tallies[0].Length).Select(segment =>
            (tallies.Sum(row => row[segment].Agree) + 1.0) / (tallies.Sum(row => row[segment].Seen) + 2)).ToArray();
        return Order(tallies, row => row.Select((tally, segment) => (tally.Agree + 2 * means[segment]) / (tally.Seen + 2)).Min());
    }

    /// <summary>By the least lower end of the Wilson interval over segments: the headline, as the desk sorts.</summary>
    public static int[] ByFloor(Tally[][] tallies) =>
        Order(tallies, row => row.Min(tally => Wilson.Of(tally.Agree, tally.Seen).Low));

    private static int[] Order(Tally[][] tallies, Func<Tally[], double> score)
    {
        var scores = tallies.Select(row => -score(row)).ToArray();
        return [.. Enumerable.Range(0, scores.Length).OrderBy(statement => scores[statement])];
    }
}
