namespace Pulse.Bench.Replaying;

/// <summary>How soon a policy lets the best statements be found.</summary>
/// <param name="Policy">Its name.</param>
/// <param name="Eight">Per seed: votes until precision at ten is 0.8 and stays there for five checks.</param>
/// <param name="Nine">The same for 0.9.</param>
/// <param name="Area">Per seed: mean precision over the whole replay.</param>
internal sealed record Finding(string Policy, double[] Eight, double[] Nine, double[] Area)
{
    public const int Sought = 10;
    private const int Checks = 5;

    public static Finding Of(ReplaySet set, Func<RoutingPolicy> make, Ranking ranking, int seeds) =>
        Of(_ => set, _ => make(), ranking, seeds);

    /// <param name="set">The set of each seed, from 1.</param>
    /// <param name="make">A fresh policy for it.</param>
    public static Finding Of(Func<int, ReplaySet> set, Func<ReplaySet, RoutingPolicy> make, Ranking ranking, int seeds)
    {
        var (eight, nine, area) = (new double[seeds], new double[seeds], new double[seeds]);
        var name = "";
        for (var seed = 1; seed <= seeds; seed++)
        {
            var played = set(seed);
            var best = played.Best(Sought);
            var curve = new List<double>();
            var policy = make(played);
            name = policy.Name;
            Replaying.Run(played, policy, (ulong)seed, state =>
                curve.Add(ranking(state.Tallies).Take(Sought).Count(statement => best[statement]) / (double)Sought));
            (eight[seed - 1], nine[seed - 1], area[seed - 1]) = (First(curve, 0.8, played), First(curve, 0.9, played), curve.Average());
        }
        return new Finding(name, eight, nine, area);
    }

    /// <summary>A middle value, and the two between which eight of ten seeds lie.</summary>
    public static (double Median, double Low, double High) Spread(double[] values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[sorted.Length / 2], sorted[sorted.Length / 10], sorted[sorted.Length - 1 - sorted.Length / 10]);
    }

    private static double First(List<double> curve, double level, ReplaySet set)
    {
        var held = 0;
        for (var i = 0; i < curve.Count; i++)
        {
            held = curve[i] >= level - 1e-9 ? held + 1 : 0;
            if (held == Checks)
            {
                return (i + 2 - Checks) * (double)Replaying.RefreshEvery;
            }
        }
        return set.Votes;
    }
}
