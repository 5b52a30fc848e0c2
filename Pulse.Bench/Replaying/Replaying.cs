namespace Pulse.Bench.Replaying;

/// <summary>
/// Lets participants arrive and a policy ask. People come in sessions of ten answers, in an order drawn from the seed, and
/// come back until they have given as many answers as they have to give. A policy may only ask what the participant's
/// answer is known for: on real votes that is what Polis once showed them.
/// </summary>
internal static class Replaying
{
    public const int SessionLength = 10;

    /// <summary>Votes between two refreshes of the weights.</summary>
    public const int RefreshEvery = 25;

    /// <param name="watch">Called after every refresh, the first time after <see cref="RefreshEvery"/> votes.</param>
    public static ReplayState Run(ReplaySet set, RoutingPolicy policy, ulong seed, Action<ReplayState>? watch = null)
    {
        var chance = new Chance(seed);
        var visits = Enumerable.Range(0, set.Budgets.Length)
            .SelectMany(p => Enumerable.Repeat(p, (set.Budgets[p] + SessionLength - 1) / SessionLength)).ToArray();
        var state = new ReplayState(set);
        var open = set.Open.Select(statements => statements.ToArray()).ToArray();
        var ballots = set.Ballots.Select(known => known.ToArray()).ToArray();
        var given = new int[open.Length];
        var weights = new double[set.Statements];
        policy.Refresh(state);
        foreach (var visit in chance.Permutation(visits.Length))
        {
            var p = visits[visit];
            for (var answer = 0; answer < SessionLength && given[p] < set.Budgets[p]; answer++)
            {
                var left = open[p].Length - given[p];
                var span = weights.AsSpan(0, left);
                policy.Weigh(state, p, open[p].AsSpan(0, left), span);
                var (drawn, propensity) = Choose(span, chance.Uniform());
                given[p]++;
                state.Add(new Draw(p, open[p][drawn], ballots[p][drawn], given[p], propensity));
                (open[p][drawn], ballots[p][drawn]) = (open[p][left - 1], ballots[p][left - 1]);
                if (state.Draws.Count % RefreshEvery == 0)
                {
                    policy.Refresh(state);
                    watch?.Invoke(state);
                }
            }
        }
        return state;
    }

    private static (int Drawn, double Propensity) Choose(ReadOnlySpan<double> weights, double uniform)
    {
        var sum = 0.0;
        foreach (var weight in weights)
        {
            sum += weight;
        }
        var at = uniform * sum;
        var last = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] > 0)
            {
                last = i;
                if ((at -= weights[i]) < 0)
                {
                    break;
                }
            }
        }
        return (last, weights[last] / sum);
    }
}
