using Pulse.Bench.Replaying;
using Pulse.Voting;

namespace Pulse.Tests.Analysing.Routing;

/// <summary>A small made-up dialogue of two segments in which everybody answered everything.</summary>
internal static class Made
{
    public static ReplaySet Set(ulong seed, int people, int statements)
    {
        var chance = new Chance(seed);
        var shares = new double[statements, 2];
        for (var s = 0; s < statements; s++)
        {
            (shares[s, 0], shares[s, 1]) = (0.1 + 0.8 * chance.Uniform(), 0.1 + 0.8 * chance.Uniform());
        }
        var ballots = new Ballot[people][];
        for (var p = 0; p < people; p++)
        {
            // Some like more of everything than others do.
            var liking = 0.5 * (chance.Uniform() - 0.5);
            ballots[p] = new Ballot[statements];
            for (var s = 0; s < statements; s++)
            {
                ballots[p][s] = chance.Uniform() < shares[s, p % 2] + liking ? Ballot.Agree : chance.Below(3) == 0 ? Ballot.Pass : Ballot.Disagree;
            }
        }
        var every = Enumerable.Range(0, statements).ToArray();
        var budgets = new int[people];
        for (var p = 0; p < people; p++)
        {
            budgets[p] = 3 + chance.Below(statements - 3);
        }
        return new ReplaySet(
            "made up", 2, statements, [.. Enumerable.Range(0, people).Select(p => p % 2)], [.. ballots.Select(_ => every)], ballots, budgets);
    }
}
