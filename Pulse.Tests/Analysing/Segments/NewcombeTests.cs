using NUnit.Framework;
using Pulse.Analysing.Segments;

namespace Pulse.Tests.Analysing.Segments;

[TestFixture]
public sealed class NewcombeTests
{
    // Newcombe 1998, table II, method 10, as published to four digits.
    [TestCase(56, 70, 48, 80, 0.0524, 0.3339)]
    [TestCase(9, 10, 3, 10, 0.1705, 0.8090)]
    [TestCase(6, 7, 2, 7, 0.0582, 0.8062)]
    [TestCase(5, 56, 0, 29, -0.0381, 0.1926)]
    [TestCase(0, 10, 0, 20, -0.1611, 0.2775)]
    [TestCase(0, 10, 0, 10, -0.2775, 0.2775)]
    [TestCase(10, 10, 0, 20, 0.6791, 1.0000)]
    [TestCase(10, 10, 0, 10, 0.6075, 1.0000)]
    public void Published_examples(int agreeing, int cast, int otherAgreeing, int otherCast, double low, double high)
    {
        var difference = Newcombe.Of(agreeing, cast, otherAgreeing, otherCast);
        Assert.That(difference.Low, Is.EqualTo(low).Within(5e-5));
        Assert.That(difference.High, Is.EqualTo(high).Within(5e-5));
    }

    [Test]
    public void Where_one_side_never_voted_there_is_no_difference_and_the_interval_says_little()
    {
        Assert.That(Newcombe.Of(0, 0, 0, 0), Is.EqualTo(new ShareDifference(null, -1, 1)));
        Assert.That(Newcombe.Of(3, 4, 0, 0).Difference, Is.Null);
        Assert.That(Newcombe.Of(4, 4, 0, 0).IsClear, Is.False);
    }

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public bool Exchanging_the_sides_changes_the_sign_and_nothing_leaves_the_range(byte a, byte b, byte c, byte d)
    {
        var (n, m) = (1 + a % 60, 1 + b % 60);
        var (k, l) = (c % (n + 1), d % (m + 1));
        var (one, other) = (Newcombe.Of(k, n, l, m), Newcombe.Of(l, m, k, n));
        return Math.Abs(one.Low + other.High) < 1e-12 && Math.Abs(one.High + other.Low) < 1e-12
            && one.Low >= -1 && one.High <= 1 && one.Low <= one.Difference && one.Difference <= one.High;
    }

    [Test]
    public void The_interval_covers_by_exact_enumeration()
    {
        var (least, sum, cases) = (1.0, 0.0, 0);
        foreach (var (n, m) in new[] { (10, 30), (20, 20), (40, 200) })
        {
            var ends = new ShareDifference[n + 1, m + 1];
            for (var k = 0; k <= n; k++)
            {
                for (var l = 0; l <= m; l++)
                {
                    ends[k, l] = Newcombe.Of(k, n, l, m);
                }
            }
            for (var p = 0.05; p < 1; p += 0.1)
            {
                for (var q = 0.05; q < 1; q += 0.1)
                {
                    var (first, second) = (WilsonTests.Binomial(n, p), WilsonTests.Binomial(m, q));
                    var covered = 0.0;
                    for (var k = 0; k <= n; k++)
                    {
                        for (var l = 0; l <= m; l++)
                        {
                            covered += ends[k, l].Low <= p - q && p - q <= ends[k, l].High ? first[k] * second[l] : 0;
                        }
                    }
                    least = Math.Min(least, covered);
                    sum += covered;
                    cases++;
                }
            }
        }
        TestContext.Out.WriteLine($"Newcombe 95 %: coverage over {cases} pairs of shares: mean {sum / cases:F4}, least {least:F4}");
        Assert.That(sum / cases, Is.InRange(0.945, 0.965));
        Assert.That(least, Is.GreaterThan(0.9));
    }
}
