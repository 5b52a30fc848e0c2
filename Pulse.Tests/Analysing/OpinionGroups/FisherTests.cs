using NUnit.Framework;
using Pulse.Analysing.OpinionGroups;

namespace Pulse.Tests.Analysing.OpinionGroups;

[TestFixture]
public sealed class FisherTests
{
    [Test]
    public void The_lady_tasting_tea()
    {
        // Fisher 1935: 3 of 4 right, 17 ways of 70; 4 of 4, one way of 70.
        Assert.That(Fisher.Greater(3, 4, 1, 4), Is.EqualTo(17.0 / 70).Within(1e-14));
        Assert.That(Fisher.Greater(4, 4, 0, 4), Is.EqualTo(1.0 / 70).Within(1e-15));
        Assert.That(Fisher.Greater(4, 4, 0, 4, midP: true), Is.EqualTo(0.5 / 70).Within(1e-15));
        Assert.That(Fisher.Least(4, 4, 4), Is.EqualTo(1.0 / 70).Within(1e-15));
    }

    [Test]
    public void Nothing_to_compare_is_no_evidence()
    {
        Assert.That(Fisher.Greater(0, 0, 0, 0), Is.EqualTo(1));
        Assert.That(Fisher.Greater(0, 5, 0, 5), Is.EqualTo(1));
        Assert.That(Fisher.Greater(5, 5, 5, 5), Is.EqualTo(1));
        Assert.That(() => Fisher.Greater(6, 5, 0, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public bool It_equals_counting_every_table(byte a, byte b, byte c, byte d)
    {
        var (n, m) = (1 + a % 25, 1 + b % 25);
        var (k, l) = (c % (n + 1), d % (m + 1));
        var (all, sum) = (k + l, 0.0);
        for (var i = k; i <= Math.Min(n, all); i++)
        {
            sum += Choose(n, i) * Choose(m, all - i) / Choose(n + m, all);
        }
        return Math.Abs(Fisher.Greater(k, n, l, m) - sum) < 1e-12;
    }

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public bool One_more_success_is_more_evidence_however_many_people(ushort a, ushort b, ushort c)
    {
        var (n, m) = (10 + a * 7, 10 + b * 11);
        var (k, l) = (n / 2, (int)((long)c * m / 65536));
        var (less, more) = (Fisher.Greater(k, n, l, m), Fisher.Greater(k + 1, n, l, m));
        return more <= less + 1e-12 && less is >= 0 and <= 1 && !double.IsNaN(more);
    }

    [Test]
    public void What_is_far_below_the_rest_is_no_evidence_of_being_above_it()
    {
        Assert.That(Fisher.Greater(10, 100_000, 90_000, 100_000), Is.EqualTo(1));
        Assert.That(Fisher.Greater(90_000, 100_000, 10, 100_000), Is.Zero);
    }

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public bool Above_and_below_add_up(byte a, byte b, byte c, byte d)
    {
        var (n, m) = (1 + a, 1 + b);
        var (k, l) = (c % (n + 1), d % (m + 1));
        return Math.Abs(Fisher.Greater(k, n, l, m, midP: true) + Fisher.Greater(l, m, k, n, midP: true) - 1) < 1e-10;
    }

    [Test]
    public void Large_counts_agree_with_the_normal_approximation()
    {
        // 510,000 of a million against 509,000: pooled z = 1.4146…, one-sided with continuity correction.
        var z = Math.Sqrt(1e6 / 2) * (0.001 - 1e-6) / Math.Sqrt(0.5095 * 0.4905);
        Assert.That(Fisher.Greater(510_000, 1_000_000, 509_000, 1_000_000),
            Is.EqualTo(Pulse.Analysing.Segments.Normal.UpperTail(z)).Within(1e-5));
    }

    private static double Choose(int n, int k)
    {
        var product = 1.0;
        for (var i = 0; i < k; i++)
        {
            product *= (double)(n - i) / (i + 1);
        }
        return k < 0 || k > n ? 0 : product;
    }
}
