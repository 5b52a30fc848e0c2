using NUnit.Framework;
using Pulse.Analysing.Segments;

namespace Pulse.Tests.Analysing.Segments;

[TestFixture]
public sealed class NormalTests
{
    // To 15 digits from tables; the last two from the asymptotic series, apart from this code.
    [TestCase(0.5, 0)]
    [TestCase(0.9, 1.2815515655446004)]
    [TestCase(0.95, 1.6448536269514722)]
    [TestCase(0.975, 1.959963984540054)]
    [TestCase(0.995, 2.5758293035489004)]
    [TestCase(0.9995, 3.2905267314919255)]
    [TestCase(0.05, -1.6448536269514722)]
    public void Known_quantiles(double p, double z) => Assert.That(Normal.Quantile(p), Is.EqualTo(z).Within(1e-13));

    [TestCase(1, 0.15865525393145705)]
    [TestCase(2, 0.022750131948179207)]
    [TestCase(3, 0.0013498980316300946)]
    [TestCase(6, 9.8658764503769814e-10)]
    public void Known_tails(double z, double tail) => Assert.That(Normal.UpperTail(z), Is.EqualTo(tail).Within(1e-13 * tail));

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public bool A_quantile_undoes_its_tail_down_to_the_smallest_ones(ushort a)
    {
        var tail = Math.Pow(10, -1 - a % 280) * 4.9;
        return Math.Abs(Normal.UpperTail(Normal.UpperQuantile(tail)) / tail - 1) < 1e-10;
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(double.NaN)]
    public void No_quantile_beyond_the_ends(double p) =>
        Assert.That(() => Normal.Quantile(p), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
