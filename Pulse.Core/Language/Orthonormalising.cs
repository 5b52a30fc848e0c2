namespace Pulse.Language;

/// <summary>
/// Orthonormal columns of tall dense matrices (row by row in one array), by Cholesky of the Gram matrix, twice: every
/// pass reads rows in order, which Gram–Schmidt over columns does not.
/// </summary>
internal static class Orthonormalising
{
    /// <summary>Rows whose products are added up together; the same whatever the number of threads.</summary>
    private const int Portion = 4096;

    /// <summary>In place; a column that depends on those before it becomes zero.</summary>
    public static double[] Columns(double[] matrix, int width)
    {
        var rows = matrix.Length / width;
        for (var round = 0; round < 2; round++)
        {
            var lower = Cholesky(Gram(matrix, width), width);
            Parallel.For(0, (rows + Portion - 1) / Portion, part =>
            {
                for (var row = part * Portion; row < Math.Min(rows, (part + 1) * Portion); row++)
                {
                    var entries = matrix.AsSpan(row * width, width);
                    for (var j = 0; j < width; j++)
                    {
                        var value = entries[j] - Multiplying.Dot(lower[j].AsSpan(0, j), entries[..j]);
                        entries[j] = lower[j][j] > 0 ? value / lower[j][j] : 0;
                    }
                }
            });
        }
        return matrix;
    }

    /// <summary>Products of all pairs of columns.</summary>
    public static double[,] Gram(double[] matrix, int width)
    {
        var rows = matrix.Length / width;
        var parts = new double[(rows + Portion - 1) / Portion][];
        Parallel.For(0, parts.Length, part =>
        {
            var sum = parts[part] = new double[width * width];
            for (var row = part * Portion; row < Math.Min(rows, (part + 1) * Portion); row++)
            {
                var entries = matrix.AsSpan(row * width, width);
                for (var i = 0; i < width; i++)
                {
                    Multiplying.AddScaled(sum.AsSpan(i * width, i + 1), entries[i], entries[..(i + 1)]);
                }
            }
        });
        var gram = new double[width, width];
        for (var i = 0; i < width; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                foreach (var part in parts)
                {
                    gram[i, j] += part[i * width + j];
                }
                gram[j, i] = gram[i, j];
            }
        }
        return gram;
    }

    public static double[][] Cholesky(double[,] gram, int width)
    {
        var lower = new double[width][];
        for (var j = 0; j < width; j++)
        {
            lower[j] = new double[width];
            for (var i = 0; i < j; i++)
            {
                var value = gram[j, i] - Multiplying.Dot(lower[j].AsSpan(0, i), lower[i].AsSpan(0, i));
                lower[j][i] = lower[i][i] > 0 ? value / lower[i][i] : 0;
            }
            var left = gram[j, j] - Multiplying.Dot(lower[j].AsSpan(0, j), lower[j].AsSpan(0, j));
            lower[j][j] = left > 1e-13 * gram[j, j] ? Math.Sqrt(left) : 0;
        }
        return lower;
    }
}
