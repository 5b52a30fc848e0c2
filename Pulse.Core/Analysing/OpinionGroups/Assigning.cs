namespace Pulse.Analysing.OpinionGroups;

/// <summary>
/// One-to-one assignment of largest total gain (H. W. Kuhn, Naval Research Logistics Quarterly 2, 1955, 83–97), by
/// shortest augmenting paths, O(n³) for n rows or columns, whichever are more.
/// </summary>
public static class Assigning
{
    /// <summary><c>result[row]</c> is the row's column, −1 for the rows left over where there are fewer columns.</summary>
    /// <param name="gain"><c>gain[row, column]</c>, finite.</param>
    public static int[] Of(double[,] gain)
    {
        ArgumentNullException.ThrowIfNull(gain);
        var (rows, columns) = (gain.GetLength(0), gain.GetLength(1));
        var size = Math.Max(rows, columns);
        // Index 0 stands for "nobody yet"; rows and columns beyond the real ones gain nothing.
        var (rowPrice, columnPrice) = (new double[size + 1], new double[size + 1]);
        var rowOf = new int[size + 1];
        var previous = new int[size + 1];
        for (var row = 1; row <= size; row++)
        {
            var slack = new double[size + 1];
            Array.Fill(slack, double.PositiveInfinity);
            var done = new bool[size + 1];
            rowOf[0] = row;
            var column = 0;
            do
            {
                done[column] = true;
                var (from, nearest, least) = (rowOf[column], 0, double.PositiveInfinity);
                for (var next = 1; next <= size; next++)
                {
                    if (done[next])
                    {
                        continue;
                    }
                    var cost = Cost(from, next) - rowPrice[from] - columnPrice[next];
                    if (cost < slack[next])
                    {
                        (slack[next], previous[next]) = (cost, column);
                    }
                    if (slack[next] < least)
                    {
                        (least, nearest) = (slack[next], next);
                    }
                }
                for (var at = 0; at <= size; at++)
                {
                    if (done[at])
                    {
                        rowPrice[rowOf[at]] += least;
                        columnPrice[at] -= least;
                    }
                    else
                    {
                        slack[at] -= least;
                    }
                }
                column = nearest;
            }
            while (rowOf[column] != 0);
            for (; column != 0; column = previous[column])
            {
                rowOf[column] = rowOf[previous[column]];
            }
        }
        var result = new int[rows];
        Array.Fill(result, -1);
        for (var column = 1; column <= columns; column++)
        {
            if (rowOf[column] <= rows)
            {
                result[rowOf[column] - 1] = column - 1;
            }
        }
        return result;

        double Cost(int row, int column) => row <= rows && column <= columns ? -gain[row - 1, column - 1] : 0;
    }
}
