using NUnit.Framework;
using Pulse.Analysing.Differences;
using Pulse.Analysing.Segments;
using Pulse.Language;

namespace Pulse.Tests.Analysing.Differences;

[TestFixture]
public sealed class MirroringTests
{
    [Test]
    public void Red_lines_about_the_same_matter_stand_side_by_side()
    {
        // 0 and 3 speak about one matter, 1 and 4 about another; 2 is what both support; 5 has no counterpart.
        var counts = new[] { Line("a", 90), Line("a", 80), Both(), Line("b", 85), Line("b", 95), Line("a", 99) };
        var vectors = new[] { (1, 0), (0, 1), (1, 1), (1, 0), (0, 1), (-1, 0) }.Select(v => TextVector.Dense([v.Item1, v.Item2])).ToArray();
        var mirrored = Mirroring.Of(counts, "b", "a", 10, vectors, []);
        Assert.Multiple(() =>
        {
            Assert.That((mirrored.FirstSegment, mirrored.SecondSegment), Is.EqualTo(("a", "b")));
            Assert.That(mirrored.Pairs.Select(pair => (pair.First.Statement, pair.Second.Statement)), Is.EqualTo(new[] { (0, 3), (1, 4) }));
            Assert.That(mirrored.FirstUnpaired.Select(line => line.Statement), Is.EqualTo(new[] { 5 }), "what one side has more is said");
            Assert.That(mirrored.SecondUnpaired, Is.Empty);
            Assert.That(mirrored.Pairs[0].First.Supporting, Is.EqualTo(new SegmentShare("a", 90, 100)));
            Assert.That(mirrored.Pairs[0].First.Rejecting, Is.EqualTo(new SegmentShare("b", 90, 100)));
        });
    }

    [Test]
    public void A_majority_that_could_be_chance_is_no_red_line()
    {
        var mirrored = Mirroring.Of([[new("a", 55, 45, 0), new("b", 45, 55, 0)], [new("a", 9, 0, 0), new("b", 0, 90, 0)]], "a", "b", 10, [], []);
        Assert.That(mirrored.Pairs.Count + mirrored.FirstUnpaired.Count + mirrored.SecondUnpaired.Count, Is.Zero);
    }

    [Test]
    public void Without_vectors_the_theme_decides_and_the_strongest_are_paired_first()
    {
        var counts = new[] { Line("a", 70), Line("a", 95), Line("b", 80), Line("b", 75), Line("a", 90) };
        var mirrored = Mirroring.Of(counts, "a", "b", 10, [], [1, 1, 1, 2, null]);
        Assert.That(mirrored.Pairs.Select(pair => (pair.First.Statement, pair.Second.Statement, pair.Similarity)), Is.EqualTo(new[] { (1, 2, (double?)null) }));
        Assert.That(mirrored.FirstUnpaired.Select(line => line.Statement), Is.EqualTo(new[] { 4, 0 }));
        Assert.That(mirrored.SecondUnpaired.Select(line => line.Statement), Is.EqualTo(new[] { 3 }));
    }

    [Test]
    public void The_pairing_is_stable_and_loses_no_line()
    {
        var chance = new Chance(31);
        for (var trial = 0; trial < 300; trial++)
        {
            var counts = Enumerable.Range(0, 12).Select(_ => Line(chance.Below(2) == 0 ? "a" : "b", 70 + chance.Below(30))).ToArray();
            var vectors = counts.Select(_ => TextVector.Dense([chance.Uniform() - 0.3, chance.Uniform() - 0.3, chance.Uniform() - 0.3])).ToArray();
            var mirrored = Mirroring.Of(counts, "a", "b", 10, vectors, []);
            var with = mirrored.Pairs.SelectMany(pair => new[] { (pair.First.Statement, pair.Similarity), (pair.Second.Statement, pair.Similarity) })
                .ToDictionary(entry => entry.Statement, entry => entry.Similarity!.Value);
            var (mine, theirs) = (Side("a"), Side("b"));
            Assert.That(with.Count + mirrored.FirstUnpaired.Count + mirrored.SecondUnpaired.Count, Is.EqualTo(12));
            var blocking = from one in mine
                           from other in theirs
                           let similar = Cosine(vectors[one].Values, vectors[other].Values)
                           where similar >= Mirroring.LeastSimilar
                               && similar > with.GetValueOrDefault(one, 0) + 1e-12 && similar > with.GetValueOrDefault(other, 0) + 1e-12
                           select (one, other);
            Assert.That(blocking, Is.Empty, "no two lines are closer to each other than to their counterparts");

            int[] Side(string slug) => [.. Enumerable.Range(0, 12).Where(i => counts[i].First(count => count.Agree > 50).Segment == slug)];
        }

        static double Cosine(double[] a, double[] b) =>
            a.Zip(b).Sum(pair => pair.First * pair.Second) / Math.Sqrt(a.Sum(x => x * x) * b.Sum(x => x * x));
    }

    private static IReadOnlyList<SegmentCount> Line(string supporter, int strength) => supporter == "a"
        ? [new("a", strength, 100 - strength, 0), new("b", 100 - strength, strength, 0)]
        : [new("b", strength, 100 - strength, 0), new("a", 100 - strength, strength, 0)];

    private static IReadOnlyList<SegmentCount> Both() => [new("a", 90, 10, 0), new("b", 90, 10, 0)];
}
