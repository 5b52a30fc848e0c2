namespace Pulse.Analysing.OpinionGroups;

/// <summary>
/// How many people two groupings share, group by group, over those who have a group in both (−1: none).
/// Rows are the first grouping's groups by rising label, columns the second's.
/// </summary>
internal sealed record Overlap(int[] RowLabels, int[] ColumnLabels, int[,] Shared, int[] Rows, int[] Columns, int People)
{
    public static Overlap Of(IReadOnlyList<int> one, IReadOnlyList<int> other)
    {
        if (one.Count != other.Count)
        {
            throw new ArgumentException($"Two groupings of the same people are of one length, not {one.Count} and {other.Count}.", nameof(other));
        }
        var (rowLabels, columnLabels) = (Labels(one), Labels(other));
        var shared = new int[rowLabels.Length, columnLabels.Length];
        var (rows, columns) = (new int[rowLabels.Length], new int[columnLabels.Length]);
        var people = 0;
        for (var i = 0; i < one.Count; i++)
        {
            if (one[i] < 0 || other[i] < 0)
            {
                continue;
            }
            var (row, column) = (Array.BinarySearch(rowLabels, one[i]), Array.BinarySearch(columnLabels, other[i]));
            shared[row, column]++;
            rows[row]++;
            columns[column]++;
            people++;
        }
        return new Overlap(rowLabels, columnLabels, shared, rows, columns, people);
    }

    /// <summary>People in both over people in either; 0 where neither has anybody.</summary>
    public double Jaccard(int row, int column)
    {
        var either = Rows[row] + Columns[column] - Shared[row, column];
        return either == 0 ? 0 : (double)Shared[row, column] / either;
    }

    /// <summary>The pairing of rows and columns that keeps most people; −1 for a row that shares nobody.</summary>
    public int[] Matched()
    {
        var gain = new double[RowLabels.Length, ColumnLabels.Length];
        for (var row = 0; row < RowLabels.Length; row++)
        {
            for (var column = 0; column < ColumnLabels.Length; column++)
            {
                gain[row, column] = Shared[row, column];
            }
        }
        var matched = Assigning.Of(gain);
        for (var row = 0; row < matched.Length; row++)
        {
            if (matched[row] >= 0 && Shared[row, matched[row]] == 0)
            {
                matched[row] = -1;
            }
        }
        return matched;
    }

    private static int[] Labels(IReadOnlyList<int> grouping)
    {
        var seen = new SortedSet<int>();
        for (var i = 0; i < grouping.Count; i++)
        {
            if (grouping[i] >= 0)
            {
                seen.Add(grouping[i]);
            }
        }
        return [.. seen];
    }
}
