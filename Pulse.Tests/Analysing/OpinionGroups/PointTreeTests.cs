using NUnit.Framework;
using Pulse.Analysing.OpinionGroups;

namespace Pulse.Tests.Analysing.OpinionGroups;

[TestFixture]
public sealed class PointTreeTests
{
    [FsCheck.NUnit.Property(MaxTest = 150)]
    public bool Every_point_finds_the_centre_that_a_comparison_with_all_finds(int seed)
    {
        var chance = new Chance((ulong)seed);
        var (x, y) = Points(ref chance, chance.Below(600), chance.Below(5));
        var (cx, cy) = Points(ref chance, 1 + chance.Below(40), chance.Below(5));
        var weight = x.Select(_ => 1 + chance.Uniform()).ToArray();
        var tree = new PointTree(x, y, weight);
        var nearest = tree.Nearest(cx, cy);
        var (sumX, sumY, sums) = (new double[cx.Length], new double[cx.Length], new double[cx.Length]);
        tree.Sum(cx, cy, sumX, sumY, sums);
        return Enumerable.Range(0, x.Length).All(i => nearest[i] == Nearest(x[i], y[i], cx, cy))
            && Enumerable.Range(0, cx.Length).All(c =>
                Near(sums[c], Sum(c, i => weight[i])) && Near(sumX[c], Sum(c, i => weight[i] * x[i])) && Near(sumY[c], Sum(c, i => weight[i] * y[i])));

        double Sum(int centre, Func<int, double> of) => Enumerable.Range(0, x.Length).Where(i => nearest[i] == centre).Sum(of);
        static bool Near(double a, double b) => Math.Abs(a - b) < 1e-9 * (1 + Math.Abs(b));
    }

    [Test]
    public void No_points_one_point_and_all_points_in_one_place_are_defined()
    {
        Assert.That(new PointTree([], [], null).Nearest([1], [1]), Is.Empty);
        Assert.That(new PointTree([3], [4], null).Nearest([0, 3], [0, 4]), Is.EqualTo(new[] { 1 }));
        var same = new PointTree(new double[100], new double[100], null);
        Assert.That(same.Nearest([1, -1, 1], [0, 0, 0]), Is.All.Zero, "equally near: the earlier centre");
    }

    private static int Nearest(double x, double y, double[] cx, double[] cy)
    {
        var best = 0;
        for (var c = 1; c < cx.Length; c++)
        {
            if (Square(x - cx[c], y - cy[c]) < Square(x - cx[best], y - cy[best]))
            {
                best = c;
            }
        }
        return best;
    }

    private static double Square(double dx, double dy) => dx * dx + dy * dy;

    /// <summary>Scattered, on a coarse grid (many equal and many equally near), on a line, in one place, or with one far away.</summary>
    private static (double[] X, double[] Y) Points(ref Chance chance, int count, int kind)
    {
        var (x, y) = (new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            (x[i], y[i]) = kind switch
            {
                0 => (chance.Uniform(), chance.Uniform()),
                1 => (chance.Below(4), chance.Below(4)),
                2 => (chance.Below(9), 1),
                3 => (2, 2),
                _ => (i == 0 ? 1e6 : chance.Uniform(), chance.Uniform() * 1e-3),
            };
        }
        return (x, y);
    }
}
