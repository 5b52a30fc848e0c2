using NUnit.Framework;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.Segments;
using Pulse.Tests.Analysing.Matrices;
using Pulse.Voting;

namespace Pulse.Tests.Analysing.Segments;

[TestFixture]
public sealed class BridgingTests
{
    private static readonly string[] _sides = ["a", "b"];

    [Test]
    public void Ninety_seven_never_outvote_forty_one()
    {
        var headline = Bridging.Of([new("a", 95, 1, 1), new("b", 8, 30, 3)], _sides);
        Assert.Multiple(() =>
        {
            Assert.That(headline.FloorSegment, Is.EqualTo("b"));
            Assert.That(headline.Floor, Is.EqualTo(Wilson.Of(8, 41).Low));
            Assert.That(headline.LowestShare, Is.EqualTo(8.0 / 41));
            Assert.That(headline.Range, Is.EqualTo(95.0 / 97 - 8.0 / 41));
            Assert.That(headline.EffectiveAgreement, Is.EqualTo(8.0 / 41 * (1 - 30.0 / 41)));
            Assert.That(headline.Missing, Is.Empty);
        });
    }

    [Test]
    public void Unanimity_of_three_people_is_a_low_floor() =>
        Assert.That(Bridging.Of([new("a", 3, 0, 0), new("b", 300, 0, 0)], _sides).Floor, Is.LessThan(0.44));

    [Test]
    public void A_side_without_votes_makes_the_floor_zero_and_is_named()
    {
        var headline = Bridging.Of([new("a", 50, 0, 0), new("b", 0, 0, 0)], _sides);
        Assert.That((headline.Floor, headline.FloorSegment, headline.LowestShare), Is.EqualTo((0.0, "b", (double?)null)));
        Assert.That(headline.Missing, Is.EqualTo(new[] { "b" }));
    }

    [Test]
    public void A_side_that_is_absent_counts_as_without_votes() =>
        Assert.That(Bridging.Of([new("a", 50, 0, 0)], _sides).Missing, Is.EqualTo(new[] { "b" }));

    [Test]
    public void With_nothing_to_bridge_nothing_is_claimed() =>
        Assert.That(Bridging.Of([new("a", 50, 0, 0)], []).Floor, Is.Zero);

    [Test]
    public void Segments_that_need_not_be_bridged_do_not_move_the_headline() =>
        Assert.That(Bridging.Of([new("a", 9, 1, 0), new("b", 8, 1, 1), new("guests", 0, 10, 0)], _sides),
            Is.EqualTo(Bridging.Of([new("a", 9, 1, 0), new("b", 8, 1, 1)], _sides)).Using<Headline>((x, y) =>
                x.Floor == y.Floor && x.Range == y.Range && x.LowestShare == y.LowestShare));

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public bool The_floor_is_at_most_every_share(byte[] a, byte[] b)
    {
        var counts = new[] { Count("a", a), Count("b", b) };
        var headline = Bridging.Of(counts, _sides);
        return counts.All(count => headline.Floor <= (count.Share ?? 0)) && (headline.LowestShare ?? 0) >= headline.Floor;
    }

    [FsCheck.NUnit.Property(MaxTest = 200)]
    public bool Segment_counts_add_up_to_the_statement_s_total(int seed)
    {
        var matrix = VoteMatrix.From(30, 10, VoteMatrixTests.Some(30, 10, (ulong)seed));
        var segments = Enumerable.Range(0, 30).Select(p => (string?)("s" + p % 4)).ToArray();
        var counts = SegmentCounting.Of(matrix, segments);
        return Enumerable.Range(0, 10).All(s =>
            counts[s].Aggregate(default(Tally), (sum, count) => sum + new Tally(count.Agree, count.Disagree, count.Pass)) == matrix.Total(s));
    }

    [Test]
    public void A_segment_counts_everybody_below_it()
    {
        var matrix = VoteMatrix.From(4, 1, [new(0, 0, Ballot.Agree), new(1, 0, Ballot.Disagree), new(2, 0, Ballot.Pass), new(3, 0, Ballot.Agree)]);
        Segment[] tree = [new("israelis", null), new("jewish-israelis", "israelis"), new("palestinian-citizens", "israelis"), new("others", null)];
        var counts = SegmentCounting.Of(matrix, ["jewish-israelis", "palestinian-citizens", "others", null], tree)[0];
        Assert.That(counts, Is.EqualTo(new SegmentCount[]
        {
            new("israelis", 1, 1, 0), new("jewish-israelis", 1, 0, 0), new("palestinian-citizens", 0, 1, 0), new("others", 0, 0, 1),
        }));
    }

    [Test]
    public void A_segment_that_is_its_own_ancestor_is_refused() =>
        Assert.That(() => SegmentCounting.Of(VoteMatrix.From(0, 0, []), [], [new("a", "b"), new("b", "a")]), Throws.ArgumentException);

    private static SegmentCount Count(string slug, byte[]? ballots) => new(
        slug, (ballots ?? []).Count(b => b % 3 == 0), (ballots ?? []).Count(b => b % 3 == 1), (ballots ?? []).Count(b => b % 3 == 2));
}
