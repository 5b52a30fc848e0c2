using NUnit.Framework;
using Pulse.Analysing.Estimates;
using Pulse.Analysing.Matrices;
using Pulse.Language;

namespace Pulse.Tests.Analysing.Estimates;

/// <summary>
/// Three dense public sets, thinned to two votes per statement and opinion group: the votes that were taken away are the
/// truth. No prior is set by hand for them, but that priors are averaged was decided after intervals had been too narrow on
/// these very sets: their coverage is a check of the fix, not independent evidence for it.
/// </summary>
[TestFixture]
[Category("Slow")]
public sealed class ThinnedTests
{
    private const int Kept = 2;
    private const int FewestLeft = 10;
    private const int Repeats = 10;

    [TestCase("brexit-consensus")]
    [TestCase("vtaiwan-uberx")]
    [TestCase("scoop-biodiversity")]
    public void From_two_votes_the_many_are_foretold(string name)
    {
        var data = Reference.Load(name);
        string[] groups = [.. data.Rows("polis.group-labels.csv").Select(row => row[1]).Where(group => group.Length > 0).Distinct().Order(StringComparer.Ordinal)];
        var groupOf = data.Labels("polis.group-labels.csv", groups);
        var written = Texted.Read(Path.Combine(Reference.Folder("data", name), "comments.csv"), "comment-id", "comment-body");
        var texts = BuiltInEngine.Vectors(
            [.. data.Statements.Select(id => (IReadOnlyList<TextVersion>)[new TextVersion("any", written.GetValueOrDefault(id, ""))])], 1);
        var methods = RawRates.Names.Append("estimate").ToArray();
        var loss = new double[methods.Length, groups.Length];
        var error = new double[methods.Length];
        var order = new double[methods.Length];
        var left = new int[groups.Length];
        var ranks = new List<double>();
        var held = new int[Predicting.Levels.Count];
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var (kept, rest) = Thin(data, groupOf, groups.Length, (ulong)(7 + repeat));
            var rates = new RawRates(kept, groupOf, data.Matrix.Statements, groups.Length);
            var later = new RawRates(rest, groupOf, data.Matrix.Statements, groups.Length);
            var estimates = EstimatingAgreement.Of(
                VoteMatrix.From(data.Matrix.Participants, data.Matrix.Statements, kept), groupOf, groups.Length, texts, 1,
                new EstimatingOptions { Draws = 100, Threads = 1 });
            double[] Shares(int s, int g) => [.. rates.Shares(s, g), estimates.Of(s, g).Share];
            var lowest = new List<double>[methods.Length + 1].Select(_ => new List<double>()).ToArray();
            for (var s = 0; s < data.Matrix.Statements; s++)
            {
                var least = Enumerable.Repeat(1.0, methods.Length + 1).ToArray();
                for (var g = 0; g < groups.Length; g++)
                {
                    int agree = later.Agree(s, g), cast = later.Cast(s, g);
                    double[] shares = [.. Shares(s, g), cast == 0 ? 0 : (double)agree / cast];
                    for (var i = 0; i < methods.Length; i++)
                    {
                        loss[i, g] -= agree * Math.Log(shares[i]) + (cast - agree) * Math.Log(1 - shares[i]);
                    }
                    least = least.Zip(shares, Math.Min).ToArray();
                    left[g] += cast;
                    if (cast < FewestLeft)
                    {
                        continue;
                    }
                    for (var i = 0; i < methods.Length; i++)
                    {
                        error[i] += (shares[i] - shares[^1]) * (shares[i] - shares[^1]);
                    }
                    ranks.Add(Predicting.Rank(estimates.Of(s, g), agree, cast, new Chance((ulong)(repeat * 1_000_003 + s * 31 + g)).Uniform()));
                    for (var i = 0; i < held.Length; i++)
                    {
                        var interval = estimates.Of(s, g).Interval(Predicting.Levels[i].Z);
                        held[i] += interval.Low <= shares[^1] && shares[^1] <= interval.High ? 1 : 0;
                    }
                }
                if (Enumerable.Range(0, groups.Length).All(g => later.Cast(s, g) >= FewestLeft))
                {
                    for (var i = 0; i < least.Length; i++)
                    {
                        lowest[i].Add(least[i]);
                    }
                }
            }
            for (var i = 0; i < methods.Length; i++)
            {
                order[i] += Predicting.Spearman(lowest[i], lowest[^1]) / Repeats;
            }
        }
        for (var i = 0; i < methods.Length; i++)
        {
            var losses = Enumerable.Range(0, groups.Length).Select(g => $"{loss[i, g] / left[g]:f4}");
            TestContext.Out.WriteLine($"{methods[i],-24} log loss {string.Join(" / ", losses)}, error {Math.Sqrt(error[i] / ranks.Count):f4}, "
                + $"Spearman of the lowest share {order[i]:f3}");
        }
        var coverage = Predicting.Levels.Select(level => Predicting.Coverage(ranks, level.Level)).ToArray();
        TestContext.Out.WriteLine($"later counts inside 50/80/95 % intervals: {string.Join(" / ", coverage.Select(one => $"{one:p1}"))} of {ranks.Count} cells; "
            + $"later shares: {string.Join(" / ", held.Select(one => $"{(double)one / ranks.Count:p1}"))}");
        Assert.That(coverage[2], Is.InRange(0.93, 0.97));
        Assert.That(error[^1], Is.LessThan(error[..^1].Min()), "nearer to the later shares than any raw rate");
        Assert.That(Enumerable.Range(0, groups.Length).Sum(g => loss[methods.Length - 1, g]),
            Is.LessThan(Enumerable.Range(0, methods.Length - 1).Min(i => Enumerable.Range(0, groups.Length).Sum(g => loss[i, g]))));
    }

    private static (IndexedVote[] Kept, IndexedVote[] Later) Thin(Reference data, int[] groupOf, int groups, ulong seed)
    {
        var taken = new int[data.Matrix.Statements, groups];
        var parts = new Chance(seed).Permutation(data.Votes.Length).Select(i => data.Votes[i])
            .Where(vote => groupOf[vote.Participant] >= 0)
            .ToLookup(vote => taken[vote.Statement, groupOf[vote.Participant]]++ < Kept);
        return ([.. parts[true]], [.. parts[false]]);
    }
}
