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

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public bool A_share_and_a_size_give_what_counts_give(uint a, uint b)
    {
        var (agreeing, cast) = Counts(a, b);
        return Wilson.Of(agreeing, cast) == Wilson.OfShare((double)agreeing / cast, cast);
    }

    [TestCase(-0.1, 5)]
    [TestCase(1.1, 5)]
    [TestCase(double.NaN, 5)]
    [TestCase(0.5, -1)]
    [TestCase(0.5, double.NaN)]
    [TestCase(0.5, double.PositiveInfinity)]
    public void A_share_outside_its_range_or_a_size_that_is_none_is_refused(double share, double size) =>
        Assert.That(() => Wilson.OfShare(share, size), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase(5)]
    [TestCase(10)]
    [TestCase(20)]
    [TestCase(50)]
    [TestCase(200)]
    [TestCase(1000)]
    public void The_interval_covers_by_exact_enumeration(int cast)
    {
        var ends = Enumerable.Range(0, cast + 1).Select(k => Wilson.Of(k, cast)).ToArray();
        var (least, sum, floorLeast, cases) = (1.0, 0.0, 1.0, 0);
        for (var i = 1; i < 1000; i++)
        {
            var p = i / 1000.0;
            var chances = Binomial(cast, p);
            var covered = Enumerable.Range(0, cast + 1).Sum(k => ends[k].Low <= p && p <= ends[k].High ? chances[k] : 0);
            least = Math.Min(least, covered);
            sum += covered;
            cases++;
            if (p >= 0.5)
            {
                // What "at least X %" claims about a majority.
                floorLeast = Math.Min(floorLeast, Enumerable.Range(0, cast + 1).Sum(k => ends[k].Low <= p ? chances[k] : 0));
            }
        }
        TestContext.Out.WriteLine($"Wilson 95 %, n = {cast}: coverage over p = 0.001 … 0.999: mean {sum / cases:F4}, least {least:F4}; "
            + $"lower end alone, p ≥ 0.5: least {floorLeast:F4}");
        Assert.That(sum / cases, Is.InRange(0.945, 0.965));
        // Close to 0 and 1 a score interval can fall to 0.838 whatever n is (Brown, Cai and DasGupta 2001).
        Assert.That(least, Is.GreaterThan(0.83));
        // Nominally 0.975; a lower end of ten or more votes holds at least 95 times in 100.
        Assert.That(floorLeast, Is.GreaterThan(cast < 10 ? 0.94 : 0.95));
    }

    internal static double[] Binomial(int n, double p)
    {
        var log = new double[n + 1];
        log[0] = n * Math.Log(1 - p);
        for (var k = 1; k <= n; k++)
        {
            log[k] = log[k - 1] + Math.Log((double)(n - k + 1) / k) + Math.Log(p / (1 - p));
        }
        return Array.ConvertAll(log, Math.Exp);
    }

    private static (long Agreeing, long Cast) Counts(uint a, uint b)
    {
        var cast = 1 + (long)(a % 100_000);
        return (b % (cast + 1), cast);
    }
}
