namespace Pulse.Bench.Cases;

/// <summary>Adjusted Rand index (Hubert and Arabie 1985): 1 for the same partition, about 0 for unrelated ones.</summary>
internal static class RandIndex
{
    /// <summary>Over those that both label; −1 is no label.</summary>
    public static double Of(int[] a, int[] b)
    {
        var (most, other) = (a.Length == 0 ? 0 : a.Max() + 1, b.Length == 0 ? 0 : b.Max() + 1);
        var cells = new long[most, other];
        var (rows, columns) = (new long[most], new long[other]);
        var both = 0L;
        for (var i = 0; i < a.Length; i++)
        {
            if (a[i] >= 0 && b[i] >= 0)
            {
                cells[a[i], b[i]]++;
                rows[a[i]]++;
                columns[b[i]]++;
                both++;
            }
        }
        var together = 0.0;
        foreach (var cell in cells)
        {
            together += Pairs(cell);
        }
        var (inRows, inColumns) = (rows.Sum(Pairs), columns.Sum(Pairs));
        var expected = both < 2 ? 0 : inRows * inColumns / Pairs(both);
        var largest = (inRows + inColumns) / 2;
        return largest == expected ? 1 : (together - expected) / (largest - expected);
    }

    private static double Pairs(long n) => n * (n - 1.0) / 2;
}
