namespace Pulse.Analysing.OpinionGroups;

/// <summary>
/// How far two groupings of the same people agree beyond chance (Hubert and Arabie, Journal of Classification 2, 1985):
/// 1 where they are the same up to names, about 0 where they have nothing to do with each other.
/// </summary>
public static class AdjustedRand
{
    /// <summary>Over those who have a group in both (−1: none); 1 where there is nothing to tell apart.</summary>
    public static double Of(IReadOnlyList<int> one, IReadOnlyList<int> other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        var overlap = Overlap.Of(one, other);
        var (cells, rows, columns) = (0.0, 0.0, 0.0);
        for (var row = 0; row < overlap.Rows.Length; row++)
        {
            rows += Pairs(overlap.Rows[row]);
            for (var column = 0; column < overlap.Columns.Length; column++)
            {
                cells += Pairs(overlap.Shared[row, column]);
            }
        }
        foreach (var column in overlap.Columns)
        {
            columns += Pairs(column);
        }
        var all = Pairs(overlap.People);
        var expected = all > 0 ? rows * columns / all : 0;
        var most = (rows + columns) / 2;
        return most == expected ? 1 : (cells - expected) / (most - expected);
    }

    private static double Pairs(double n) => n * (n - 1) / 2;
}
