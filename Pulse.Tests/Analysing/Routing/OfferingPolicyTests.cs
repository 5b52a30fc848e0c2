using NUnit.Framework;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.Routing;

namespace Pulse.Tests.Analysing.Routing;

[TestFixture]
public sealed class OfferingPolicyTests
{
    [Test]
    public void Weights_sum_to_one_are_zero_where_unseen_and_bounded_below_where_seen()
    {
        for (var seed = 1UL; seed <= 300; seed++)
        {
            var chance = new Chance(seed);
            var input = Input(ref chance);
            var options = new OfferingOptions(1 + chance.Below(20), 0.02 + 0.98 * chance.Uniform(), chance.Below(4), 0.5 + 5 * chance.Uniform(), 5 * chance.Uniform());
            var weights = OfferingPolicy.Weights(input, options);
            for (var segment = 0; segment < weights.Length; segment++)
            {
                var visible = input.Visible[segment].Count(seen => seen);
                Assert.That(weights[segment].Sum(), Is.EqualTo(visible == 0 ? 0 : 1).Within(1e-12));
                for (var statement = 0; statement < weights[segment].Length; statement++)
                {
                    var weight = weights[segment][statement];
                    if (!input.Visible[segment][statement])
                    {
                        Assert.That(weight, Is.Zero);
                        continue;
                    }
                    var unlooked = options.MinimumLooks > 0 && input.Tallies[statement][segment].Seen == 0;
                    Assert.That(weight, Is.GreaterThanOrEqualTo((unlooked ? 1 : options.Floor) / visible * (1 - 1e-12)), $"seed {seed}");
                }
            }
        }
    }

    [Test]
    public void A_statements_place_in_the_list_does_not_matter()
    {
        for (var seed = 1UL; seed <= 50; seed++)
        {
            var chance = new Chance(seed);
            var input = Input(ref chance);
            var order = chance.Permutation(input.Tallies.Count);
            var turned = OfferingPolicy.Weights(new OfferingInput(
                [.. order.Select(at => input.Tallies[at])],
                input.Bridging,
                [.. input.Visible.Select(row => order.Select(at => row[at]).ToArray())],
                input.Prior is null ? null : [.. order.Select(at => input.Prior[at])]));
            var weights = OfferingPolicy.Weights(input);
            for (var segment = 0; segment < weights.Length; segment++)
            {
                Assert.That(turned[segment], Is.EqualTo(order.Select(at => weights[segment][at])).Within(1e-9));
            }
        }
    }

    [Test]
    public void The_segment_that_has_not_decided_gets_the_votes()
    {
        // Statement 0 is liked in a and open in b; statement 1 is open in a and refused in b; twenty others are middling.
        var tallies = Enumerable.Repeat(new[] { new Tally(10, 10, 0), new Tally(10, 10, 0) }, 20)
            .Prepend([new Tally(5, 3, 0), new Tally(0, 30, 0)]).Prepend([new Tally(45, 5, 0), new Tally(5, 3, 0)]).ToArray();
        var weights = OfferingPolicy.Weights(All(tallies, [true, true]), new OfferingOptions(Sought: 3));
        Assert.That(weights[1][0], Is.GreaterThan(3 * weights[0][0]), "the bottleneck is b");
        Assert.That(weights[0][1], Is.LessThan(weights[0][2]), "what b refused cannot bridge, whatever a says");
        Assert.That(weights[0][1], Is.LessThan(0.5 / tallies.Length));
    }

    [Test]
    public void A_new_statement_is_asked_about_at_least_as_often_as_by_chance()
    {
        var tallies = Enumerable.Range(0, 200).Select(s => new[] { new Tally(s % 40, 40 - s % 40, 0), new Tally(20, 20, 0) })
            .Append([new Tally(0, 0, 0), new Tally(0, 40, 0)]).ToArray();
        var weights = OfferingPolicy.Weights(All(tallies, [true, true]));
        Assert.That(weights[0][200], Is.GreaterThanOrEqualTo(1.0 / 201), "although the other segment has refused it");
    }

    [Test]
    public void A_segment_that_need_not_be_bridged_moves_nobody_elses_weights()
    {
        var chance = new Chance(5);
        var tallies = Enumerable.Range(0, 30).Select(_ => Enumerable.Range(0, 3).Select(_ => Tally(ref chance)).ToArray()).ToArray();
        var with = OfferingPolicy.Weights(All(tallies, [true, true, false]));
        var without = OfferingPolicy.Weights(All([.. tallies.Select(row => row[..2])], [true, true]));
        Assert.That(with[0], Is.EqualTo(without[0]).Within(1e-12));
        Assert.That(with[1], Is.EqualTo(without[1]).Within(1e-12));
        Assert.That(with[2].Sum(), Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void A_prediction_steers_where_there_are_no_votes_and_gives_way_to_them()
    {
        Tally[][] none = [.. Enumerable.Repeat(new[] { default(Tally), default }, 20)];
        double[][] prior = [.. Enumerable.Range(0, 20).Select(s => Enumerable.Repeat(s < 10 ? 0.2 : 0.7, 2).ToArray())];
        var options = new OfferingOptions(Sought: 5, MinimumLooks: 0);
        var before = OfferingPolicy.Weights(All(none, [true, true]) with { Prior = prior }, options);
        Assert.That(before[0][10], Is.GreaterThan(1.5 * before[0][0]));

        Tally[][] voted = [.. Enumerable.Range(0, 20).Select(s => Enumerable.Repeat(s < 10 ? new Tally(14, 6, 0) : new Tally(2, 18, 0), 2).ToArray())];
        var after = OfferingPolicy.Weights(All(voted, [true, true]) with { Prior = prior }, options);
        Assert.That(after[0][0], Is.GreaterThan(3 * after[0][10]));
    }

    [Test]
    public void Much_or_nothing_to_go_by_breaks_nothing()
    {
        Assert.That(OfferingPolicy.Weights(new OfferingInput([], [true], [[]])), Is.EqualTo(new double[][] { [] }));
        Assert.That(OfferingPolicy.Weights(All([[new Tally(0, 0, 0)]], [true]))[0], Is.EqualTo(new[] { 1.0 }));
        var certain = Enumerable.Range(0, 50).Select(s => new[] { s < 10 ? new Tally(1_000_000, 0, 0) : new Tally(0, 1_000_000, 0) }).ToArray();
        Assert.That(OfferingPolicy.Weights(All(certain, [true]))[0].Sum(), Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void Parts_that_do_not_fit_together_are_refused()
    {
        var good = All([[new Tally(1, 0, 0)]], [true]);
        Assert.Multiple(() =>
        {
            Assert.That(() => OfferingPolicy.Weights(good with { Bridging = [true, false] }), Throws.ArgumentException);
            Assert.That(() => OfferingPolicy.Weights(good with { Visible = [[true, true]] }), Throws.ArgumentException);
            Assert.That(() => OfferingPolicy.Weights(good with { Prior = [[1.5]] }), Throws.ArgumentException);
            Assert.That(() => OfferingPolicy.Weights(good, new OfferingOptions(Floor: 0)), Throws.ArgumentException);
        });
    }

    private static OfferingInput All(Tally[][] tallies, bool[] bridging) => new(
        tallies, bridging, [.. bridging.Select(_ => Enumerable.Repeat(true, tallies.Length).ToArray())]);

    private static OfferingInput Input(ref Chance chance)
    {
        var (statements, segments) = (1 + chance.Below(60), 1 + chance.Below(4));
        var tallies = new Tally[statements][];
        var prior = new double[statements][];
        for (var s = 0; s < statements; s++)
        {
            tallies[s] = new Tally[segments];
            prior[s] = new double[segments];
            for (var g = 0; g < segments; g++)
            {
                tallies[s][g] = chance.Below(3) == 0 ? default : Tally(ref chance);
                prior[s][g] = chance.Below(2) == 0 ? double.NaN : chance.Uniform();
            }
        }
        var bridging = new bool[segments];
        var visible = new bool[segments][];
        for (var g = 0; g < segments; g++)
        {
            bridging[g] = chance.Below(3) > 0;
            visible[g] = new bool[statements];
            for (var s = 0; s < statements; s++)
            {
                visible[g][s] = chance.Below(5) > 0;
            }
        }
        return new OfferingInput(tallies, bridging, visible, chance.Below(2) == 0 ? null : prior);
    }

    private static Tally Tally(ref Chance chance) => new(chance.Below(30), chance.Below(30), chance.Below(10));
}
