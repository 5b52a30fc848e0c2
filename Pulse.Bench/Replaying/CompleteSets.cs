using Pulse.Voting;

namespace Pulse.Bench.Replaying;

/// <summary>
/// Complete answers drawn from a model fitted on real votes: each segment's share per statement plus two latent factors
/// per person (ridge least squares, by turns). Everybody has an answer to everything, so any policy may ask anything, and
/// the truth is exact. The statements are as hard to tell apart as the fitted ones; real people need not be like that.
/// </summary>
internal static class CompleteSets
{
    private const int Rounds = 15;

    /// <param name="real">The votes to fit.</param>
    /// <param name="seed">Of the answers drawn.</param>
    /// <param name="part">How much each participant answers, as a part of what they really answered; at least one.</param>
    /// <param name="eager">Those who agree most answer most: the same numbers of answers, handed to other people.</param>
    /// <param name="smoothing">Votes by which fitted shares are drawn to their segment's mean.</param>
    public static ReplaySet Draw(ReplaySet real, ulong seed, double part, bool eager = false, double smoothing = 1)
    {
        var chance = new Chance(seed);
        var chances = Chances(real, real.Smoothed(smoothing), ref chance);
        var others = real.Ballots.Sum(row => row.Count(ballot => ballot != Ballot.Agree));
        var passing = real.Ballots.Sum(row => row.Count(ballot => ballot == Ballot.Pass)) / (double)others;
        var ballots = new Ballot[chances.Length][];
        for (var p = 0; p < ballots.Length; p++)
        {
            ballots[p] = new Ballot[real.Statements];
            for (var s = 0; s < real.Statements; s++)
            {
                ballots[p][s] = chance.Uniform() < chances[p][s] ? Ballot.Agree
                    : chance.Uniform() < passing ? Ballot.Pass : Ballot.Disagree;
            }
        }
        var budgets = real.Budgets.Select(budget => Math.Clamp((int)Math.Round(budget * part), 1, real.Statements)).ToArray();
        if (eager)
        {
            var liking = ballots.Select(row => row.Count(ballot => ballot == Ballot.Agree)).ToArray();
            var order = Enumerable.Range(0, budgets.Length).OrderBy(p => liking[p]).ThenBy(p => p).ToArray();
            var sorted = budgets.Order().ToArray();
            for (var i = 0; i < order.Length; i++)
            {
                budgets[order[i]] = sorted[i];
            }
        }
        var every = Enumerable.Range(0, real.Statements).ToArray();
        return new ReplaySet(
            $"{real.Name}, completed", real.Segments, real.Statements, real.SegmentOf,
            [.. ballots.Select(_ => every)], ballots, budgets)
        { Chances = chances };
    }

    private static double[][] Chances(ReplaySet real, double[][] shares, ref Chance chance)
    {
        var people = new Pair[real.SegmentOf.Length];
        var statements = new Pair[real.Statements];
        for (var s = 0; s < statements.Length; s++)
        {
            statements[s] = new Pair(chance.Uniform() - 0.5, chance.Uniform() - 0.5);
        }
        for (var round = 0; round < Rounds; round++)
        {
            var byStatement = statements.Select(_ => new Normal(0.1)).ToArray();
            for (var p = 0; p < people.Length; p++)
            {
                var own = new Normal(1);
                for (var i = 0; i < real.Open[p].Length; i++)
                {
                    own.Add(statements[real.Open[p][i]], Residual(real, shares, p, i));
                }
                people[p] = own.Solve();
                for (var i = 0; i < real.Open[p].Length; i++)
                {
                    byStatement[real.Open[p][i]].Add(people[p], Residual(real, shares, p, i));
                }
            }
            statements = [.. byStatement.Select(normal => normal.Solve())];
        }
        return [.. people.Select((person, p) => statements.Select((statement, s) =>
            Math.Clamp(shares[s][real.SegmentOf[p]] + person.X * statement.X + person.Y * statement.Y, 0.02, 0.98)).ToArray())];
    }

    private static double Residual(ReplaySet real, double[][] shares, int p, int i) =>
        (real.Ballots[p][i] == Ballot.Agree ? 1 : 0) - shares[real.Open[p][i]][real.SegmentOf[p]];

    private readonly record struct Pair(double X, double Y);

    /// <summary>Normal equations of two unknowns.</summary>
    private sealed class Normal(double ridge)
    {
        private double _xx = ridge, _xy, _yy = ridge, _xr, _yr;

        public void Add(Pair at, double residual)
        {
            _xx += at.X * at.X;
            _xy += at.X * at.Y;
            _yy += at.Y * at.Y;
            _xr += at.X * residual;
            _yr += at.Y * residual;
        }

        public Pair Solve()
        {
            var determinant = _xx * _yy - _xy * _xy;
            return new Pair((_yy * _xr - _xy * _yr) / determinant, (_xx * _yr - _xy * _xr) / determinant);
        }
    }
}
