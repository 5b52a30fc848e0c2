namespace Pulse.Language;

/// <summary>
/// Latent semantic analysis: the leading singular directions of sparse text vectors, by a seeded randomised range
/// finder with power iterations (Halko, Martinsson and Tropp 2011). Blocks of rows and ranges of columns are shared out
/// among threads; every sum is taken in one order.
/// </summary>
public sealed class Reducing
{
    private const int Oversampling = 8;
    private const int PowerIterations = 2;

    /// <summary>Columns that one thread gathers at a time when rows are added up.</summary>
    private const int ColumnRange = 16;

    /// <summary>Feature by feature, <see cref="Dimensions"/> each: the right singular vectors.</summary>
    private readonly double[] _directions;
    private readonly int _features;

    private Reducing(double[] directions, int features, int dimensions) =>
        (_directions, _features, Dimensions) = (directions, features, dimensions);

    public int Dimensions { get; }

    /// <summary>
    /// Unit vectors with at most <paramref name="dimensions"/> entries, one per text; an empty vector stays empty.
    /// </summary>
    public static TextVectors Of(IReadOnlyList<TextVector> vectors, int dimensions, ulong seed)
    {
        var matrix = TermMatrix.From(vectors);
        return Learn(matrix, dimensions, seed).Apply(matrix);
    }

    /// <param name="matrix">Texts by features.</param>
    /// <param name="dimensions">Most directions to keep.</param>
    /// <param name="seed">Seed of the first guess.</param>
    /// <param name="weights">How much each row counts; all the same where it is null.</param>
    public static Reducing Learn(TermMatrix matrix, int dimensions, ulong seed, double[]? weights = null)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        var width = Math.Min(Math.Min(matrix.Rows, matrix.Features), dimensions + Oversampling);
        if (width == 0)
        {
            return new Reducing([], matrix.Features, 0);
        }
        var chance = new Chance(seed);
        var start = new double[matrix.Features * width];
        for (var i = 0; i < start.Length; i++)
        {
            start[i] = chance.Uniform() + chance.Uniform() + chance.Uniform() - 1.5;
        }
        var range = Orthonormalising.Columns(Multiply(matrix, start, width, weights), width);
        for (var round = 0; round < PowerIterations; round++)
        {
            var back = Orthonormalising.Columns(Transposed(matrix, range, width, weights), width);
            range = Orthonormalising.Columns(Multiply(matrix, back, width, weights), width);
        }
        // A ≈ Q·B with B = QᵀA; B·Bᵀ is small, and its eigenvectors turn Bᵀ into right singular vectors.
        var small = Transposed(matrix, range, width, weights);
        var (values, turns) = Diagonalising.Symmetric(Orthonormalising.Gram(small, width));
        var kept = Enumerable.Range(0, Math.Min(dimensions, width)).Where(i => values[i] > 1e-10 * values[0]).ToArray();
        var directions = new double[matrix.Features * kept.Length];
        for (var feature = 0; feature < matrix.Features; feature++)
        {
            for (var i = 0; i < kept.Length; i++)
            {
                directions[feature * kept.Length + i] =
                    Multiplying.Dot(small.AsSpan(feature * width, width), turns[kept[i]]) / Math.Sqrt(values[kept[i]]);
            }
        }
        return new Reducing(directions, matrix.Features, kept.Length);
    }

    /// <summary>Rows along the directions learned, at length 1.</summary>
    public TextVectors Apply(TermMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return Apply(matrix.Rows, matrix.Features, (at, _) => matrix.Blocks[at]);
    }

    /// <summary>The same of texts whose rows are made a block at a time and never stand in memory together.</summary>
    public TextVectors Apply(Vectorising vectorising, StemmedTexts texts)
    {
        ArgumentNullException.ThrowIfNull(vectorising);
        ArgumentNullException.ThrowIfNull(texts);
        return Apply(texts.Count, vectorising.Features, (at, counts) =>
            vectorising.Block(texts, at * TermMatrix.BlockRows, Math.Min(texts.Count, (at + 1) * TermMatrix.BlockRows), counts), vectorising);
    }

    private TextVectors Apply(
        int rows, int features, Func<int, Vectorising.Counts?, TermMatrix.Block> block, Vectorising? vectorising = null)
    {
        if (features != _features)
        {
            throw new ArgumentException($"The directions are of {_features} features, not of {features}.", nameof(features));
        }
        var values = new double[rows * Dimensions];
        Parallel.For(0, (rows + TermMatrix.BlockRows - 1) / TermMatrix.BlockRows, () => vectorising?.NewCounts(), (at, _, counts) =>
        {
            var made = block(at, counts);
            Multiply(made, _directions, Dimensions, null, values);
            for (var row = made.First; row < made.First + made.Rows; row++)
            {
                Multiplying.Normalise(values.AsSpan(row * Dimensions, Dimensions));
            }
            return counts;
        }, _ => { });
        return new TextVectors(values, Dimensions, rows);
    }

    private static double[] Multiply(TermMatrix matrix, double[] right, int width, double[]? weights)
    {
        var result = new double[matrix.Rows * width];
        Parallel.ForEach(matrix.Blocks, block => Multiply(block, right, width, weights, result));
        return result;
    }

    private static void Multiply(TermMatrix.Block block, double[] right, int width, double[]? weights, double[] result)
    {
        for (var row = 0; row < block.Rows; row++)
        {
            var target = result.AsSpan((block.First + row) * width, width);
            var weight = weights?[block.First + row] ?? 1;
            for (var i = block.Starts[row]; i < block.Starts[row + 1]; i++)
            {
                Multiplying.AddScaled(target, weight * block.Values[i], right.AsSpan(block.Indices[i] * width, width));
            }
        }
    }

    private static double[] Transposed(TermMatrix matrix, double[] left, int width, double[]? weights)
    {
        var result = new double[matrix.Features * width];
        Parallel.For(0, (width + ColumnRange - 1) / ColumnRange, part =>
        {
            var (from, length) = (part * ColumnRange, Math.Min(ColumnRange, width - part * ColumnRange));
            foreach (var block in matrix.Blocks)
            {
                for (var row = 0; row < block.Rows; row++)
                {
                    var source = left.AsSpan((block.First + row) * width + from, length);
                    var weight = weights?[block.First + row] ?? 1;
                    for (var i = block.Starts[row]; i < block.Starts[row + 1]; i++)
                    {
                        Multiplying.AddScaled(result.AsSpan(block.Indices[i] * width + from, length), weight * block.Values[i], source);
                    }
                }
            }
        });
        return result;
    }
}
