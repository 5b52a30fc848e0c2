using Pulse.Voting;

namespace Pulse.Bench.Replaying;

/// <summary>
/// Votes that are known and can be hidden: who would answer what, and how. The truth is the share over everybody whose
/// answer is known, per statement and segment.
/// </summary>
/// <param name="SegmentOf">Per participant.</param>
/// <param name="Open">Per participant the statements that can be asked, rising.</param>
/// <param name="Ballots">Per participant what they would answer, beside <paramref name="Open"/>.</param>
/// <param name="Budgets">How many answers each participant gives in all.</param>
internal sealed record ReplaySet(
    string Name, int Segments, int Statements, int[] SegmentOf, int[][] Open, Ballot[][] Ballots, int[] Budgets)
{
    /// <summary>Chance with which each participant agrees with each statement, where the votes were drawn from a model.</summary>
    public double[][]? Chances { get; init; }

    /// <summary><c>[statement][segment]</c>: agreeing share of all known answers.</summary>
    public double[][] Truth { get; } = Shares(Segments, Statements, SegmentOf, Open, Ballots, 0);

    public int Votes => Budgets.Sum();

    /// <summary>A statement's agreement in the segment that agrees least.</summary>
    public double Bridging(int statement) => Truth[statement].Min();

    /// <summary>The best bridging statements; those that tie with the last one belong to them too.</summary>
    public bool[] Best(int sought)
    {
        var last = Enumerable.Range(0, Statements).Select(Bridging).OrderDescending().ElementAt(Math.Min(sought, Statements) - 1);
        return [.. Enumerable.Range(0, Statements).Select(statement => Bridging(statement) >= last - 1e-12)];
    }

    /// <summary><c>[statement][segment]</c>, each drawn towards its segment's mean by so many votes.</summary>
    public double[][] Smoothed(double votes) => Shares(Segments, Statements, SegmentOf, Open, Ballots, votes);

    private static double[][] Shares(
        int segments, int statements, int[] segmentOf, int[][] open, Ballot[][] ballots, double votes)
    {
        var (agree, seen) = (new double[statements, segments], new double[statements, segments]);
        var (agreeing, all) = (new double[segments], new double[segments]);
        for (var participant = 0; participant < open.Length; participant++)
        {
            var segment = segmentOf[participant];
            for (var i = 0; i < open[participant].Length; i++)
            {
                var yes = ballots[participant][i] == Ballot.Agree ? 1 : 0;
                seen[open[participant][i], segment]++;
                agree[open[participant][i], segment] += yes;
                all[segment]++;
                agreeing[segment] += yes;
            }
        }
        return [.. Enumerable.Range(0, statements).Select(statement => Enumerable.Range(0, segments).Select(segment =>
            (agree[statement, segment] + votes * agreeing[segment] / all[segment]) / (seen[statement, segment] + votes)).ToArray())];
    }
}
