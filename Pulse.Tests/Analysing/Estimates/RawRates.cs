using Pulse.Analysing.Matrices;
using Pulse.Voting;

namespace Pulse.Tests.Analysing.Estimates;

/// <summary>What one gets without a model: smoothed counts per statement and segment.</summary>
internal sealed class RawRates
{
    private readonly int[,] _agree;
    private readonly int[,] _cast;
    private readonly (double A, double B)[] _beta;

    public RawRates(IEnumerable<IndexedVote> votes, IReadOnlyList<int> segmentOf, int statements, int segments)
    {
        _agree = new int[statements, segments];
        _cast = new int[statements, segments];
        foreach (var vote in votes)
        {
            if (segmentOf[vote.Participant] is var segment and >= 0)
            {
                _cast[vote.Statement, segment]++;
                _agree[vote.Statement, segment] += vote.Ballot == Ballot.Agree ? 1 : 0;
            }
        }
        _beta = Enumerable.Range(0, segments).Select(g => MostLikely(
            [.. Enumerable.Range(0, statements).Select(s => (_agree[s, g], _cast[s, g])).Where(cell => cell.Item2 > 0)])).ToArray();
    }

    public static IReadOnlyList<string> Names { get; } = ["Laplace (k+1)/(n+2)", "Jeffreys (k+½)/(n+1)", "beta-binomial, fitted"];

    public int Agree(int statement, int segment) => _agree[statement, segment];

    public int Cast(int statement, int segment) => _cast[statement, segment];

    public double[] Shares(int statement, int segment)
    {
        double k = _agree[statement, segment], n = _cast[statement, segment];
        var (a, b) = _beta[segment];
        return [(k + 1) / (n + 2), (k + 0.5) / (n + 1), (k + a) / (n + a + b)];
    }

    /// <summary>The beta prior under which a segment's counts are most likely, by climbing in mean and strength.</summary>
    private static (double A, double B) MostLikely((int Agree, int Cast)[] cells)
    {
        var distinct = cells.GroupBy(cell => cell).Select(group => (group.Key, Count: group.Count())).ToArray();
        double Likelihood(double logit, double strength)
        {
            var a = strength / (1 + Math.Exp(-logit));
            var b = strength - a;
            return distinct.Sum(cell => cell.Count * (
                Enumerable.Range(0, cell.Key.Agree).Sum(i => Math.Log(a + i))
                + Enumerable.Range(0, cell.Key.Cast - cell.Key.Agree).Sum(i => Math.Log(b + i))
                - Enumerable.Range(0, cell.Key.Cast).Sum(i => Math.Log(a + b + i))));
        }
        double logit = 0, strength = 2, best = Likelihood(0, 2);
        for (var step = 1.0; step > 1e-3; step /= 2)
        {
            for (var better = true; better;)
            {
                better = false;
                foreach (var (up, stronger) in new[] { (step, 0.0), (-step, 0), (0, step), (0, -step) })
                {
                    var (next, power) = (logit + up, Math.Min(1e4, strength * Math.Exp(stronger)));
                    var found = Likelihood(next, power);
                    if (found > best + 1e-9)
                    {
                        (logit, strength, best, better) = (next, power, found, true);
                    }
                }
            }
        }
        var mean = 1 / (1 + Math.Exp(-logit));
        return (mean * strength, (1 - mean) * strength);
    }
}
