namespace Pulse.Language;

/// <summary>
/// A sparse matrix, one row per text and one column per feature, in blocks of rows: blocks are filled and read by
/// different threads, and no single array has to hold everything.
/// </summary>
public sealed class TermMatrix
{
    /// <summary>Rows of a block; the same whatever the number of threads, since sums are taken block by block.</summary>
    public const int BlockRows = 1024;

    internal TermMatrix(int rows, int features, Block[] blocks) => (Rows, Features, Blocks) = (rows, features, blocks);

    public int Rows { get; }

    public int Features { get; }

    /// <summary>Entries that are not zero.</summary>
    public long Entries => Blocks.Sum(block => (long)block.Indices.Length);

    internal Block[] Blocks { get; }

    /// <summary>Rows of one block: row r has entries <c>Starts[r] … Starts[r+1]−1</c>.</summary>
    internal sealed record Block(int First, int[] Starts, int[] Indices, double[] Values)
    {
        public int Rows => Starts.Length - 1;
    }

    /// <summary>Separate vectors as rows.</summary>
    public static TermMatrix From(IReadOnlyList<TextVector> vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        var features = vectors.Max(vector => vector.IsEmpty ? 0 : vector.Indices[^1] + 1 as int?) ?? 0;
        var blocks = new Block[(vectors.Count + BlockRows - 1) / BlockRows];
        for (var at = 0; at < blocks.Length; at++)
        {
            var (first, count) = (at * BlockRows, Math.Min(BlockRows, vectors.Count - at * BlockRows));
            var (starts, indices, values) = (new int[count + 1], new List<int>(), new List<double>());
            for (var i = 0; i < count; i++)
            {
                indices.AddRange(vectors[first + i].Indices);
                values.AddRange(vectors[first + i].Values);
                starts[i + 1] = indices.Count;
            }
            blocks[at] = new Block(first, starts, [.. indices], [.. values]);
        }
        return new TermMatrix(vectors.Count, features, blocks);
    }
}
