using NUnit.Framework;
using Pulse.Analysing.Segments;

namespace Pulse.Tests.Analysing.Segments;

[TestFixture]
public sealed class WilsonTests
{
    // Evaluated apart from this code with 40 decimal digits.
    [TestCase(11, 13, 0.5776536898051746398, 0.9567418216419187953)]
    [TestCase(24, 28, 0.6851019783647470498, 0.9430099468025060687)]
    [TestCase(82, 97, 0.7604204906178778582, 0.9039887789776015706)]
    [TestCase(0, 10, 0, 0.2775327998628892045)]
    [TestCase(10, 10, 0.7224672001371107954, 1)]
    public void Known_intervals(int agreeing, int cast, double low, double high)
    {
        var interval = Wilson.Of(agreeing, cast);
        Assert.That(interval.Low, Is.EqualTo(low).Within(1e-14));
        Assert.That(interval.High, Is.EqualTo(high).Within(1e-14));
    }

    [Test]
    public void Nothing_cast_says_nothing() => Assert.That(Wilson.Of(0, 0), Is.EqualTo(new Interval(0, 1)));

    [Test]
    public void More_agreeing_than_cast_is_refused() =>
        Assert.That(() => Wilson.Of(3, 2), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public bool The_interval_lies_within_zero_and_one_and_contains_the_share(uint a, uint b)
    {
        var (agreeing, cast) = Counts(a, b);
        var interval = Wilson.Of(agreeing, cast);
        var share = (double)agreeing / cast;
        return interval.Low >= 0 && interval.Low <= share && share <= interval.High && interval.High <= 1;
    }

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public bool One_more_who_agrees_lifts_both_ends(uint a, uint b)
    {
        var (agreeing, cast) = Counts(a, b);
        var (less, more) = (Wilson.Of(agreeing, cast + 1), Wilson.Of(agreeing + 1, cast + 1));
        return more.Low > less.Low && more.High > less.High;
    }

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public bool The_same_share_of_more_people_is_known_better(uint a, uint b)
    {
        var (agreeing, cast) = Counts(a, b);
        var (few, many) = (Wilson.Of(agreeing, cast), Wilson.Of(agreeing * 10, cast * 10));
        return many.High - many.Low < few.High - few.Low;
    }

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public bool Disagreeing_is_agreeing_seen_from_the_other_side(uint a, uint b)
    {
        var (agreeing, cast) = Counts(a, b);
        var (one, other) = (Wilson.Of(agreeing, cast), Wilson.Of(cast - agreeing, cast));
        return Math.Abs(one.Low - (1 - other.High)) < 1e-12 && Math.Abs(one.High - (1 - other.Low)) < 1e-12;
    }

    private static (long Agreeing, long Cast) Counts(uint a, uint b)
    {
        var cast = 1 + (long)(a % 100_000);
        return (b % (cast + 1), cast);
    }
}
