using NUnit.Framework;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.OpinionGroups;
using Pulse.Analysing.Segments;

namespace Pulse.Tests.Analysing.OpinionGroups;

[TestFixture]
public sealed class DiscoveringTests
{
    private static readonly Discovering.Options _anyDependence = new(Rule: FalseDiscoveryRule.BenjaminiYekutieli);

    [Test]
    public void What_one_group_says_and_the_other_denies_is_found_for_both_and_nothing_else()
    {
        var found = Discovering.Of([[new(40, 2, 0), new(1, 38, 1)], [new(20, 20, 2), new(19, 20, 1)]], 2, _ => true);
        Assert.That(found.Groups[0].Select(one => (one.Statement, one.Agrees)), Is.EqualTo(new[] { (0, true) }));
        Assert.That(found.Groups[1].Select(one => (one.Statement, one.Agrees)), Is.EqualTo(new[] { (0, false) }));
        var first = found.Groups[0][0];
        Assert.Multiple(() =>
        {
            Assert.That((first.Success, first.Seen, first.RestSuccess, first.RestSeen, first.IsMajority), Is.EqualTo((40, 42, 1, 40, true)));
            Assert.That(first.Difference, Is.EqualTo(40.0 / 42 - 1.0 / 40).Within(1e-15));
            Assert.That(first.Low, Is.GreaterThan(0).And.LessThan(first.Difference));
            Assert.That(first.AdjustedP, Is.GreaterThanOrEqualTo(first.P));
            Assert.That(found.EndConfidence, Is.EqualTo(1 - 0.05 * 2 / found.Tests).Within(1e-12));
        });
    }

    [Test]
    public void A_few_unanimous_people_do_not_top_the_list()
    {
        // Eight of eight against half of the rest, and 700 of 800 against half of it.
        Tally[][] tallies = [[new(8, 0, 0), new(450, 450, 0)], [new(700, 100, 0), new(450, 450, 0)]];
        var found = Discovering.Of(tallies, 2, _ => true).Groups[0].Where(one => one.Agrees).ToArray();
        Assert.That(found.Select(one => one.Statement), Is.EqualTo(new[] { 1, 0 }));
        Assert.That(found[1].Difference, Is.GreaterThan(found[0].Difference), "by the share alone they would");
        Assert.That(Representing.Of(tallies, 2, _ => true)[0].Select(one => one.Statement), Does.Contain(0));
    }

    [Test]
    public void A_difference_that_no_majority_stands_behind_says_so() =>
        Assert.That(Discovering.Of([[new(300, 700, 0), new(50, 950, 0)]], 2, _ => true).Groups[0].Single().IsMajority, Is.False);

    [Test]
    public void Nobody_one_group_no_votes_and_everybody_alike_give_no_findings()
    {
        Assert.That(Discovering.Of([], 0, _ => true).Groups, Is.Empty);
        Assert.That(Discovering.Of([[new(50, 1, 0)]], 1, _ => true).Tests, Is.Zero, "there is no rest");
        Assert.That(Discovering.Of([[default, default]], 2, _ => true).Groups, Is.All.Empty);
        Assert.That(Discovering.Of([[new(30, 0, 0), new(40, 0, 0)]], 2, _ => true).Groups, Is.All.Empty);
        Assert.That(Discovering.Of([[new(1, 0, 0), new(0, 1, 0)]], 2, _ => true).Tests, Is.Zero, "two people can show nothing at 0.05");
        Assert.That(Discovering.Of([[new(40, 2, 0), new(1, 38, 1)]], 2, _ => false).Tests, Is.Zero);
        Assert.That(() => Discovering.Of([], 0, _ => true, new Discovering.Options(1)), Throws.ArgumentException);
    }

    /// <summary>Real votes hang together; shuffled labels do not. Then every finding is false.</summary>
    [Test]
    public void Of_shuffled_labels_hardly_any_run_finds_anything()
    {
        const int rounds = 200;
        var planted = Planted.Of(240, 60, 0.4, 5);
        var chance = new Chance(11);
        var (hochberg, yekutieli, uncorrected) = (0, 0, 0);
        for (var round = 0; round < rounds; round++)
        {
            var order = chance.Permutation(240);
            var tallies = Tallying.Of(planted.Matrix, order.Select(i => planted.Groups[i]).ToArray(), 4);
            hochberg += Count(Discovering.Of(tallies, 4, _ => true)) > 0 ? 1 : 0;
            yekutieli += Count(Discovering.Of(tallies, 4, _ => true, _anyDependence)) > 0 ? 1 : 0;
            uncorrected += Representing.Of(tallies, 4, _ => true).Sum(list => list.Count(one => !one.BestAgree));
        }
        TestContext.Out.WriteLine($"shuffled labels, 240 people, 60 statements, 4 groups, q = 0.05: runs with any finding {hochberg / (double)rounds:P2} "
            + $"(Benjamini and Yekutieli {yekutieli / (double)rounds:P2}); Polis' rule names {uncorrected / (double)rounds:F1} statements per run");
        Assert.That(hochberg / (double)rounds, Is.LessThanOrEqualTo(0.05));
        Assert.That(yekutieli, Is.LessThanOrEqualTo(hochberg));
        Assert.That(uncorrected / (double)rounds, Is.GreaterThan(5));
    }

    /// <summary>Half of the statements divide the groups and half do not: what share of the findings is false, and how many are found?</summary>
    [TestCase(200, 0.3)]
    [TestCase(200, 0.8)]
    [TestCase(600, 0.6)]
    public void With_planted_differences_few_findings_are_false_and_most_large_ones_are_found(int people, double share)
    {
        const int rounds = 25;
        var (proportion, careful, polis, found, large, carefulFound) = (0.0, 0.0, 0.0, 0, 0, 0);
        for (var round = 0; round < rounds; round++)
        {
            var planted = Planted.Of(people, 60, share, (ulong)round);
            var tallies = Tallying.Of(planted.Matrix, planted.Groups, 4);
            var truth = True(planted);
            var hochberg = Discovering.Of(tallies, 4, _ => true);
            var yekutieli = Discovering.Of(tallies, 4, _ => true, _anyDependence);
            proportion += Falsely(hochberg, truth);
            careful += Falsely(yekutieli, truth);
            var named = Representing.Of(tallies, 4, _ => true)
                .SelectMany((list, group) => list.Select(one => (one.Statement, group, one.Agrees))).ToArray();
            polis += named.Count(one => !truth.ContainsKey(one)) / (double)Math.Max(1, named.Length);
            var big = truth.Where(pair => pair.Value > 0.3).Select(pair => pair.Key).ToHashSet();
            large += big.Count;
            found += hochberg.Groups.Sum(list => list.Count(one => big.Contains((one.Statement, one.Group, one.Agrees))));
            carefulFound += yekutieli.Groups.Sum(list => list.Count(one => big.Contains((one.Statement, one.Group, one.Agrees))));
        }
        TestContext.Out.WriteLine($"planted, {people} people, {share:P0} of 60 statements each: false among findings {proportion / rounds:P2} "
            + $"(Benjamini and Yekutieli {careful / rounds:P2}; Polis' lists {polis / rounds:P2}); found of differences above 0.3: "
            + $"{found / (double)large:P1} ({carefulFound / (double)large:P1})");
        Assert.That(proportion / rounds, Is.LessThanOrEqualTo(0.05));
        Assert.That(careful / rounds, Is.LessThanOrEqualTo(proportion / rounds + 0.01));
        Assert.That(found / (double)large, Is.GreaterThan(people * share > 100 ? 0.8 : 0.3));
    }

    private static int Count(Discoveries found) => found.Groups.Sum(list => list.Count);

    private static double Falsely(Discoveries found, Dictionary<(int, int, bool), double> truth) =>
        found.Groups.Sum(list => list.Count(one => !truth.ContainsKey((one.Statement, one.Group, one.Agrees)))) / (double)Math.Max(1, Count(found));

    /// <summary>Every (statement, group, direction) that truly differs from the rest, and by how much.</summary>
    private static Dictionary<(int Statement, int Group, bool Agrees), double> True(Planted planted)
    {
        var truth = new Dictionary<(int, int, bool), double>();
        double[] sizes = [0.4, 0.3, 0.2, 0.1];
        for (var s = 0; s < planted.Chances.Length; s++)
        {
            for (var group = 0; planted.Divides(s) && group < 4; group++)
            {
                var rest = Enumerable.Range(0, 4).Where(other => other != group).Sum(other => sizes[other] * planted.Chances[s][other]) / (1 - sizes[group]);
                var difference = 0.85 * (planted.Chances[s][group] - rest);
                truth[(s, group, difference > 0)] = Math.Abs(difference);
            }
        }
        return truth;
    }
}
