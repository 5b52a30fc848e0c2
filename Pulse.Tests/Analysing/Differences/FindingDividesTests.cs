using NUnit.Framework;
using Pulse.Analysing.Differences;
using Pulse.Analysing.Segments;

namespace Pulse.Tests.Analysing.Differences;

[TestFixture]
public sealed class FindingDividesTests
{
    private static readonly string[] _three = ["a", "b", "c"];

    [Test]
    public void The_widest_pair_is_named_with_both_shares_and_the_difference()
    {
        var divides = FindingDivides.Of([[new("a", 80, 15, 5), new("b", 40, 50, 10), new("c", 10, 85, 5)]], _three, 10);
        var divide = divides.Of.Single();
        var interval = Newcombe.Difference(80, 100, 10, 100);
        Assert.Multiple(() =>
        {
            Assert.That((divide.Agreeing, divide.Other), Is.EqualTo((new SegmentShare("a", 80, 100), new SegmentShare("c", 10, 100))));
            Assert.That((divide.Difference.Low, divide.Difference.High), Is.EqualTo((interval.Low, interval.High)));
            Assert.That(divide.Difference.Value, Is.EqualTo(0.7).Within(1e-15));
            Assert.That((divides.Compared, divides.TooFewVotes), Is.EqualTo((1, 0)));
        });
    }

    [Test]
    public void Overlapping_intervals_are_no_divide_and_too_few_votes_are_counted()
    {
        var divides = FindingDivides.Of(
            [[new("a", 12, 8, 0), new("b", 8, 12, 0)], [new("a", 9, 0, 0), new("b", 0, 90, 0)], [], [new("a", 90, 0, 0), new("z", 0, 90, 0)]], _three, 10);
        Assert.That((divides.Of.Count, divides.Compared, divides.TooFewVotes), Is.EqualTo((0, 1, 3)));
    }

    [Test]
    public void The_surest_come_first()
    {
        var divides = FindingDivides.Of(
            [[new("a", 18, 2, 0), new("b", 2, 18, 0)], [new("a", 850, 150, 0), new("b", 150, 850, 0)], [new("b", 95, 5, 0), new("a", 60, 40, 0)]], _three, 10);
        Assert.That(divides.Of.Select(divide => divide.Statement), Is.EqualTo(new[] { 1, 0, 2 }));
        Assert.That(divides.Of[2].Agreeing.Segment, Is.EqualTo("b"));
    }

    [Test]
    public void Where_nobody_differs_hardly_anything_is_named_however_many_statements_there_are()
    {
        var chance = new Chance(21);
        var (named, trials) = (0, 40);
        for (var trial = 0; trial < trials; trial++)
        {
            var counts = Enumerable.Range(0, 500).Select(_ =>
            {
                var share = 0.1 + 0.8 * chance.Uniform();
                return (IReadOnlyList<SegmentCount>)_three.Select(slug => Draw(slug, 60, share, ref chance)).ToArray();
            }).ToArray();
            named += FindingDivides.Of(counts, _three, 10).Of.Count > 0 ? 1 : 0;
        }
        TestContext.Out.WriteLine($"{named} of {trials} dialogues of 500 statements without any difference named one");
        Assert.That(named, Is.LessThanOrEqualTo(6), "5 % expected");
    }

    [Test]
    public void Of_what_is_named_at_most_a_twentieth_is_chance()
    {
        var chance = new Chance(22);
        var (wrong, named, real) = (0, 0, 0);
        for (var trial = 0; trial < 20; trial++)
        {
            var counts = Enumerable.Range(0, 300).Select(i =>
            {
                var share = 0.2 + 0.6 * chance.Uniform();
                var other = i % 3 == 0 ? Math.Clamp(share + (share > 0.5 ? -0.35 : 0.35), 0, 1) : share;
                return (IReadOnlyList<SegmentCount>)[Draw("a", 80, share, ref chance), Draw("b", 80, other, ref chance)];
            }).ToArray();
            var divides = FindingDivides.Of(counts, _three, 10);
            (named, wrong, real) = (named + divides.Of.Count, wrong + divides.Of.Count(divide => divide.Statement % 3 != 0), real + 100);
        }
        TestContext.Out.WriteLine($"{named} named, {wrong} of them chance ({(double)wrong / named:P1}); {named - wrong} of {real} true differences of 35 points found");
        Assert.That((double)wrong / named, Is.LessThan(0.05));
        Assert.That(named - wrong, Is.GreaterThan(real / 2));
    }

    private static SegmentCount Draw(string slug, int cast, double share, ref Chance chance)
    {
        var agree = 0;
        for (var i = 0; i < cast; i++)
        {
            agree += chance.Uniform() < share ? 1 : 0;
        }
        return new SegmentCount(slug, agree, cast - agree, 0);
    }
}
