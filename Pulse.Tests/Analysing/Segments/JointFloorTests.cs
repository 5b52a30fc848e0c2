using NUnit.Framework;
using Pulse.Analysing.Segments;

namespace Pulse.Tests.Analysing.Segments;

[TestFixture]
public sealed class JointFloorTests
{
    private static readonly string[] _sides = ["a", "b", "c"];

    [Test]
    public void With_one_segment_it_is_the_headline_and_with_more_it_is_lower()
    {
        SegmentCount[] counts = [new("a", 50, 5, 5), new("b", 30, 10, 2), new("c", 44, 4, 4)];
        Assert.That(Bridging.Jointly(counts, ["b"]).Floor, Is.EqualTo(Bridging.Of(counts, ["b"]).Floor).Within(1e-12));
        Assert.That(Bridging.Jointly(counts, _sides).Floor, Is.LessThan(Bridging.Of(counts, _sides).Floor));
        Assert.That(Bridging.Jointly(counts, _sides).FloorSegment, Is.EqualTo("b"));
    }

    [Test]
    public void Two_segments_take_the_z_of_97_468_percent_each() =>
        Assert.That(Bridging.Jointly([], ["a", "b"]).Z, Is.EqualTo(2.2364766418).Within(1e-8));

    [Test]
    public void A_side_without_votes_makes_it_zero_and_nothing_to_bridge_claims_nothing()
    {
        Assert.That(Bridging.Jointly([new("a", 9, 0, 0)], ["a", "b"]).Floor, Is.Zero);
        Assert.That(Bridging.Jointly([new("a", 9, 0, 0)], ["a", "b"]).FloorSegment, Is.EqualTo("b"));
        var none = Bridging.Jointly([new("a", 9, 0, 0)], []);
        Assert.That((none.Floor, none.FloorSegment, none.Segments.Count), Is.EqualTo((0.0, (string?)null, 0)));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(double.NaN)]
    public void A_confidence_that_is_none_is_refused(double confidence) =>
        Assert.That(() => Bridging.Jointly([], ["a"], confidence), Throws.InstanceOf<ArgumentOutOfRangeException>());

    /// <summary>
    /// Exact for any number of segments: one failing floor needs the worst segment's own lower end to fail, so the
    /// floor holds at the confidence of a single lower end; that all intervals hold together needs the joint ones.
    /// </summary>
    [TestCase(2)]
    [TestCase(4)]
    [TestCase(8)]
    public void Coverage_of_the_floor_and_of_all_intervals_together(int segments)
    {
        const int rounds = 4000;
        var chance = new Chance(3);
        var slugs = Enumerable.Range(0, segments).Select(i => $"s{i}").ToArray();
        var (apart, together, headline, careful) = (0, 0, 0, 0);
        var (joint, single) = (Table(segments), Table(1));
        for (var round = 0; round < rounds; round++)
        {
            var p = slugs.Select(_ => 0.3 + 0.6 * chance.Uniform()).ToArray();
            var counts = slugs.Select((slug, i) => Drawn(slug, _sizes[i % _sizes.Length], p[i], ref chance)).ToArray();
            bool Holds(Func<SegmentCount, Interval> of) =>
                counts.Select((count, i) => of(count).Low <= p[i] && p[i] <= of(count).High).All(holds => holds);
            apart += Holds(count => single[(count.Agree, count.Cast)]) ? 1 : 0;
            together += Holds(count => joint[(count.Agree, count.Cast)]) ? 1 : 0;
            headline += counts.Min(count => single[(count.Agree, count.Cast)].Low) <= p.Min() ? 1 : 0;
            careful += counts.Min(count => joint[(count.Agree, count.Cast)].Low) <= p.Min() ? 1 : 0;
        }
        TestContext.Out.WriteLine($"{segments} segments: all separate 95 % intervals hold together in {(double)apart / rounds:P2}, "
            + $"all joint ones in {(double)together / rounds:P2}; \"at least the floor in every segment\" is true in "
            + $"{(double)headline / rounds:P2}, with the joint floor in {(double)careful / rounds:P2}");
        Assert.Multiple(() =>
        {
            Assert.That((double)together / rounds, Is.GreaterThan(0.94));
            Assert.That((double)apart / rounds, Is.LessThan(0.93), "separate intervals do not hold together");
            Assert.That((double)headline / rounds, Is.GreaterThan(0.97));
            Assert.That(careful, Is.GreaterThanOrEqualTo(headline));
        });
    }

    private static readonly int[] _sizes = [20, 45, 120, 30];

    private static Dictionary<(int Agree, int Cast), Interval> Table(int segments)
    {
        var slugs = Enumerable.Range(0, segments).Select(i => $"s{i}").ToArray();
        return _sizes.SelectMany(n => Enumerable.Range(0, n + 1).Select(k => (k, n))).ToDictionary(cell => cell, cell =>
            Bridging.Jointly([new("s0", cell.k, cell.n - cell.k, 0)], slugs).Segments[0].Interval);
    }

    internal static SegmentCount Drawn(string slug, int size, double p, ref Chance chance)
    {
        var agree = 0;
        for (var i = 0; i < size; i++)
        {
            agree += chance.Uniform() < p ? 1 : 0;
        }
        return new SegmentCount(slug, agree, size - agree, 0);
    }
}
