using NUnit.Framework;
using Pulse.Analysing.Segments;

namespace Pulse.Tests.Analysing.Segments;

[TestFixture]
public sealed class NewcombeTests
{
    // R. G. Newcombe, Statistics in Medicine 17 (1998) 873–890, Table II, method 10, four decimals.
    [TestCase(56, 70, 48, 80, 0.0524, 0.3339)]
    [TestCase(9, 10, 3, 10, 0.1705, 0.8090)]
    [TestCase(6, 7, 2, 7, 0.0582, 0.8062)]
    [TestCase(5, 56, 0, 29, -0.0381, 0.1926)]
    [TestCase(0, 10, 0, 20, -0.1611, 0.2775)]
    [TestCase(0, 10, 0, 10, -0.2775, 0.2775)]
    [TestCase(10, 10, 0, 20, 0.6791, 1.0000)]
    [TestCase(10, 10, 0, 10, 0.6075, 1.0000)]
    public void Published_intervals(int k1, int n1, int k2, int n2, double low, double high)
    {
        var interval = Newcombe.Difference(k1, n1, k2, n2);
        TestContext.Out.WriteLine($"{k1}/{n1} − {k2}/{n2}: {interval.Low:F4} … {interval.High:F4}");
        Assert.That(interval.Low, Is.EqualTo(low).Within(5.1e-5));
        Assert.That(interval.High, Is.EqualTo(high).Within(5.1e-5));
    }

    [Test]
    public void Where_one_side_cast_nothing_nothing_is_known() =>
        Assert.That(Newcombe.Difference(3, 3, 0, 0), Is.EqualTo(new Interval(-1, 1)));

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public bool It_contains_the_difference_and_turns_round_with_the_sides(uint a, uint b, uint c, uint d)
    {
        long n1 = 1 + a % 2000, n2 = 1 + b % 2000;
        long k1 = c % (n1 + 1), k2 = d % (n2 + 1);
        var (one, other) = (Newcombe.Difference(k1, n1, k2, n2), Newcombe.Difference(k2, n2, k1, n1));
        var difference = (double)k1 / n1 - (double)k2 / n2;
        return -1 <= one.Low && one.Low <= difference && difference <= one.High && one.High <= 1
            && Math.Abs(one.Low + other.High) < 1e-12 && Math.Abs(one.High + other.Low) < 1e-12;
    }
}
