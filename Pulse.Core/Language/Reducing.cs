namespace Pulse.Language;

/// <summary>
/// Latent semantic analysis: the leading singular directions of sparse text vectors, by a seeded randomised range
/// finder with power iterations (Halko, Martinsson and Tropp 2011).
/// </summary>
public static class Reducing
{
    private const int Oversampling = 8;
    private const int PowerIterations = 3;

    /// <summary>
    /// Unit vectors with at most <paramref name="dimensions"/> entries, one per text; an empty vector stays empty.
    /// </summary>
    public static IReadOnlyList<TextVector> Of(IReadOnlyList<TextVector> vectors, int dimensions, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        var features = vectors.Max(vector => vector.IsEmpty ? 0 : vector.Indices[^1] + 1 as int?) ?? 0;
        var width = Math.Min(Math.Min(vectors.Count, features), dimensions + Oversampling);
        if (width == 0)
        {
            return Enumerable.Repeat(TextVector.Empty, vectors.Count).ToArray();
        }
        var chance = new Chance(seed);
        var start = new double[features * width];
        for (var i = 0; i < start.Length; i++)
        {
            start[i] = chance.Uniform() + chance.Uniform() + chance.Uniform() - 1.5;
        }
        var range = Orthonormal(Multiply(vectors, start, width), vectors.Count, width);
        for (var round = 0; round < PowerIterations; round++)
        {
            var back = Orthonormal(Transposed(vectors, range, features, width), features, width);
            range = Orthonormal(Multiply(vectors, back, width), vectors.Count, width);
        }
        // A ≈ Q·B with B = QᵀA; B·Bᵀ is small, and its eigenvectors turn Q into left singular vectors.
        var small = Transposed(vectors, range, features, width);
        var (values, turns) = Diagonalising.Symmetric(Gram(small, features, width));
        var kept = Enumerable.Range(0, Math.Min(dimensions, width)).Where(i => values[i] > 1e-10 * values[0]).ToArray();
        return vectors.Select((vector, row) => vector.IsEmpty
            ? TextVector.Empty
            : TextVector.Dense(kept.Select(i => Math.Sqrt(values[i]) * Along(range, row, turns[i], width)).ToArray()).Unit())
            .ToArray();
    }

    private static double Along(double[] range, int row, double[] turn, int width)
    {
        var sum = 0.0;
        for (var j = 0; j < width; j++)
        {
            sum += range[row * width + j] * turn[j];
        }
        return sum;
    }

    private static double[] Multiply(IReadOnlyList<TextVector> vectors, double[] right, int width)
    {
        var result = new double[vectors.Count * width];
        for (var row = 0; row < vectors.Count; row++)
        {
            var vector = vectors[row];
            var target = result.AsSpan(row * width, width);
            for (var i = 0; i < vector.Indices.Length; i++)
            {
                var source = right.AsSpan(vector.Indices[i] * width, width);
                for (var j = 0; j < width; j++)
                {
                    target[j] += vector.Values[i] * source[j];
                }
            }
        }
        return result;
    }

    private static double[] Transposed(IReadOnlyList<TextVector> vectors, double[] left, int features, int width)
    {
        var result = new double[features * width];
        for (var row = 0; row < vectors.Count; row++)
        {
            var vector = vectors[row];
            var source = left.AsSpan(row * width, width);
            for (var i = 0; i < vector.Indices.Length; i++)
            {
                var target = result.AsSpan(vector.Indices[i] * width, width);
                for (var j = 0; j < width; j++)
                {
                    target[j] += vector.Values[i] * source[j];
                }
            }
        }
        return result;
    }

    /// <summary>
    /// Orthonormal columns by Cholesky of the Gram matrix, twice: every pass reads rows in order, which Gram–Schmidt
    /// over columns does not. A column that depends on those before it becomes zero.
    /// </summary>
    private static double[] Orthonormal(double[] matrix, int rows, int width)
    {
        for (var round = 0; round < 2; round++)
        {
            var lower = Cholesky(Gram(matrix, rows, width), width);
            for (var row = 0; row < rows; row++)
            {
                var entries = matrix.AsSpan(row * width, width);
                for (var j = 0; j < width; j++)
                {
                    var value = entries[j];
                    for (var i = 0; i < j; i++)
                    {
                        value -= lower[j, i] * entries[i];
                    }
                    entries[j] = lower[j, j] > 0 ? value / lower[j, j] : 0;
                }
            }
        }
        return matrix;
    }

    private static double[,] Cholesky(double[,] gram, int width)
    {
        var lower = new double[width, width];
        for (var j = 0; j < width; j++)
        {
            for (var i = 0; i < j; i++)
            {
                var value = gram[j, i];
                for (var k = 0; k < i; k++)
                {
                    value -= lower[j, k] * lower[i, k];
                }
                lower[j, i] = lower[i, i] > 0 ? value / lower[i, i] : 0;
            }
            var left = gram[j, j];
            for (var k = 0; k < j; k++)
            {
                left -= lower[j, k] * lower[j, k];
            }
            lower[j, j] = left > 1e-13 * gram[j, j] ? Math.Sqrt(left) : 0;
        }
        return lower;
    }

    private static double[,] Gram(double[] matrix, int rows, int width)
    {
        var gram = new double[width, width];
        for (var row = 0; row < rows; row++)
        {
            var entries = matrix.AsSpan(row * width, width);
            for (var i = 0; i < width; i++)
            {
                for (var j = 0; j <= i; j++)
                {
                    gram[i, j] += entries[i] * entries[j];
                }
            }
        }
        for (var i = 0; i < width; i++)
        {
            for (var j = 0; j < i; j++)
            {
                gram[j, i] = gram[i, j];
            }
        }
        return gram;
    }
}
