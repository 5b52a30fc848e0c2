using NUnit.Framework;
using Pulse.Analysing.OpinionGroups;

namespace Pulse.Tests.Analysing.OpinionGroups;

[TestFixture]
public sealed class AssigningTests
{
    [FsCheck.NUnit.Property(MaxTest = 400)]
    public bool No_other_assignment_gains_more(byte a, byte b, int seed)
    {
        var (rows, columns) = (1 + a % 6, 1 + b % 6);
        var chance = new Chance((ulong)seed);
        var gain = new double[rows, columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                gain[row, column] = chance.Below(9);
            }
        }
        var result = Assigning.Of(gain);
        var used = result.Where(column => column >= 0).ToArray();
        var total = Enumerable.Range(0, rows).Sum(row => result[row] < 0 ? 0 : gain[row, result[row]]);
        return used.Distinct().Count() == used.Length && used.Length == Math.Min(rows, columns)
            && total == Best(gain, 0, new bool[columns]);
    }

    [Test]
    public void Greed_is_not_enough() =>
        Assert.That(Assigning.Of(new double[,] { { 10, 9 }, { 9, 1 } }), Is.EqualTo(new[] { 1, 0 }));

    [Test]
    public void Nobody_and_one_sided_tables_are_defined()
    {
        Assert.That(Assigning.Of(new double[0, 0]), Is.Empty);
        Assert.That(Assigning.Of(new double[0, 3]), Is.Empty);
        Assert.That(Assigning.Of(new double[2, 0]), Is.EqualTo(new[] { -1, -1 }));
    }

    private static double Best(double[,] gain, int row, bool[] used)
    {
        if (row == gain.GetLength(0))
        {
            return 0;
        }
        var best = Best(gain, row + 1, used);
        for (var column = 0; column < used.Length; column++)
        {
            if (!used[column])
            {
                used[column] = true;
                best = Math.Max(best, gain[row, column] + Best(gain, row + 1, used));
                used[column] = false;
            }
        }
        return best;
    }
}
