using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pulse.Analysing.Matrices;

namespace Pulse.Analysing.OpinionGroups;

/// <summary>
/// The vote matrix R after missing votes are filled with the statement's mean and the mean is taken out. A filled cell
/// becomes exactly 0, so this matrix is as sparse as the votes are and multiplies in O(votes).
/// Works on four vectors at a time, stored entry by entry (4 doubles per statement).
/// </summary>
internal sealed class ResidualMatrix
{
    public const int Width = 4;

    // A statement's four entries and the four sums that grow beside them share one line of the processor's cache
    private const int Line = 2 * Width;
    private const int BlockVotes = 1 << 18;
    private const int MostBlocks = 32;

    private static readonly double[] _values = [-1, 0, 1, 0];

    private readonly VoteMatrix _votes;
    private readonly double[] _means;
    private readonly bool[] _excluded;
    private readonly int _threads;
    private readonly int[] _blocks;
    private readonly double[][] _lines;

    /// <param name="votes">The cast votes.</param>
    /// <param name="excluded">Statements that are zero for everybody (moderated out): they neither have a mean nor weigh.</param>
    /// <param name="threads">Sums are made per block of participants, and blocks added in their order: where blocks begin
    /// depends on the votes alone, so the bytes do not depend on this number.</param>
    public ResidualMatrix(VoteMatrix votes, bool[] excluded, int threads)
    {
        _votes = votes;
        _excluded = excluded;
        _threads = threads;
        _means = new double[votes.Statements];
        for (var statement = 0; statement < _means.Length; statement++)
        {
            var total = votes.Total(statement);
            _means[statement] = excluded[statement] || total.Seen == 0 ? 0 : (double)(total.Agree - total.Disagree) / total.Seen;
        }
        _blocks = Blocks(votes);
        _lines = new double[_blocks.Length - 1][];
        for (var block = 0; block < _lines.Length; block++)
        {
            _lines[block] = new double[votes.Statements * Line];
        }
    }

    public IReadOnlyList<double> Means => _means;

    /// <summary>The sum of squares per statement (variance times participants); 0 where all who voted said the same.</summary>
    public double[] SquaredNorms()
    {
        var norms = new double[_means.Length];
        for (var statement = 0; statement < norms.Length; statement++)
        {
            var (total, mean) = (_votes.Total(statement), _means[statement]);
            norms[statement] = _excluded[statement]
                ? 0
                : total.Agree * (1 - mean) * (1 - mean) + total.Pass * mean * mean + total.Disagree * (1 + mean) * (1 + mean);
        }
        return norms;
    }

    /// <summary>
    /// RᵀR·X in one reading of the votes: each participant's row of R·X is added to the sums as soon as it is known.
    /// </summary>
    /// <param name="x">Statements × 4 entries.</param>
    public double[] Square(double[] x)
    {
        Splitting.Into(_lines.Length, _threads, block =>
        {
            var lines = _lines[block];
            for (var statement = 0; statement < _means.Length; statement++)
            {
                Array.Copy(x, statement * Width, lines, statement * Line, Width);
                Array.Clear(lines, statement * Line + Width, Width);
            }
            Square(_votes.RowStarts[_blocks[block]..(_blocks[block + 1] + 1)], _votes.Entries, _means, lines);
        });
        var result = new double[x.Length];
        foreach (var lines in _lines)
        {
            for (var statement = 0; statement < _means.Length; statement++)
            {
                for (var i = 0; i < Width && !_excluded[statement]; i++)
                {
                    result[statement * Width + i] += lines[statement * Line + Width + i];
                }
            }
        }
        return result;
    }

    /// <summary>R·first and R·second: one entry per participant each.</summary>
    public (double[] X, double[] Y) Project(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var pairs = new double[_means.Length * 2];
        for (var statement = 0; statement < _means.Length; statement++)
        {
            if (!_excluded[statement])
            {
                (pairs[statement * 2], pairs[statement * 2 + 1]) = (first[statement], second[statement]);
            }
        }
        var (x, y) = (new double[_votes.Participants], new double[_votes.Participants]);
        Splitting.Into(_lines.Length, _threads, block => Project(_votes, _means, pairs, x, y, _blocks[block], _blocks[block + 1]));
        return (x, y);
    }

    /// <summary>Where blocks of about equally many votes begin and end.</summary>
    private static int[] Blocks(VoteMatrix votes)
    {
        var count = Math.Clamp(votes.Votes / BlockVotes, 1, MostBlocks);
        var blocks = new int[count + 1];
        blocks[count] = votes.Participants;
        for (var block = 1; block < count; block++)
        {
            var at = votes.RowStarts.BinarySearch((int)((long)votes.Votes * block / count));
            blocks[block] = at < 0 ? ~at : at;
        }
        return blocks;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Square(ReadOnlySpan<int> starts, ReadOnlySpan<ushort> entries, double[] means, double[] lines)
    {
        ref var mean = ref MemoryMarshal.GetArrayDataReference(means);
        ref var line = ref MemoryMarshal.GetArrayDataReference(lines);
        ref var value = ref MemoryMarshal.GetArrayDataReference(_values);
        var residuals = new double[means.Length];
        ref var residual = ref MemoryMarshal.GetArrayDataReference(residuals);
        for (var participant = 0; participant + 1 < starts.Length; participant++)
        {
            // Its bounds are checked here, and every entry's statement was when the matrix was built
            var row = entries[starts[participant]..starts[participant + 1]];
            var (even, odd) = (Vector256<double>.Zero, Vector256<double>.Zero);
            var i = 0;
            for (; i + 1 < row.Length; i += 2)
            {
                var (one, two) = (row[i], row[i + 1]);
                var first = Unsafe.Add(ref value, one & 3) - Unsafe.Add(ref mean, one >> 2);
                var second = Unsafe.Add(ref value, two & 3) - Unsafe.Add(ref mean, two >> 2);
                Unsafe.Add(ref residual, i) = first;
                Unsafe.Add(ref residual, i + 1) = second;
                even += Vector256.LoadUnsafe(ref line, (nuint)((one >> 2) * Line)) * first;
                odd += Vector256.LoadUnsafe(ref line, (nuint)((two >> 2) * Line)) * second;
            }
            if (i < row.Length)
            {
                var last = row[i];
                Unsafe.Add(ref residual, i) = Unsafe.Add(ref value, last & 3) - Unsafe.Add(ref mean, last >> 2);
                even += Vector256.LoadUnsafe(ref line, (nuint)((last >> 2) * Line)) * Unsafe.Add(ref residual, i);
            }
            var sum = even + odd;
            for (i = 0; i < row.Length; i++)
            {
                var at = (nuint)((row[i] >> 2) * Line + Width);
                (Vector256.LoadUnsafe(ref line, at) + sum * Unsafe.Add(ref residual, i)).StoreUnsafe(ref line, at);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Project(VoteMatrix votes, double[] means, double[] pairs, double[] x, double[] y, int from, int to)
    {
        ref var mean = ref MemoryMarshal.GetArrayDataReference(means);
        ref var pair = ref MemoryMarshal.GetArrayDataReference(pairs);
        ref var value = ref MemoryMarshal.GetArrayDataReference(_values);
        for (var participant = from; participant < to; participant++)
        {
            var sum = Vector128<double>.Zero;
            foreach (var entry in votes.Row(participant))
            {
                var residual = Unsafe.Add(ref value, entry & 3) - Unsafe.Add(ref mean, entry >> 2);
                sum += Vector128.LoadUnsafe(ref pair, (nuint)(entry >> 2) * 2) * residual;
            }
            (x[participant], y[participant]) = (sum[0], sum[1]);
        }
    }
}
