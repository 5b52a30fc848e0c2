using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pulse.Analysing.Matrices;

namespace Pulse.Analysing.OpinionGroups;

/// <summary>
/// The vote matrix after missing votes are filled with the statement's mean and the mean is taken out. A filled cell
/// becomes exactly 0, so this matrix is as sparse as the votes are and multiplies in O(votes).
/// Works on four vectors at a time, stored entry by entry (4 doubles per entry).
/// </summary>
internal sealed class ResidualMatrix
{
    public const int Width = 4;

    private readonly VoteMatrix _votes;
    private readonly double[] _means;
    private readonly bool[] _excluded;
    private readonly ParallelOptions _threads;

    /// <param name="votes">The cast votes.</param>
    /// <param name="excluded">Statements that are zero for everybody (moderated out): they neither have a mean nor weigh.</param>
    /// <param name="threads">Rows and columns are each summed by one thread, so the bytes do not depend on this number.</param>
    public ResidualMatrix(VoteMatrix votes, bool[] excluded, int threads)
    {
        _votes = votes;
        _excluded = excluded;
        _threads = new ParallelOptions { MaxDegreeOfParallelism = threads };
        _means = new double[votes.Statements];
        for (var statement = 0; statement < _means.Length; statement++)
        {
            var sum = 0L;
            foreach (var entry in votes.Column(statement))
            {
                sum += VoteMatrix.ValueOf(entry);
            }
            var cast = votes.CastOn(statement);
            _means[statement] = excluded[statement] || cast == 0 ? 0 : (double)sum / cast;
        }
    }

    public IReadOnlyList<double> Means => _means;

    /// <summary>The sum of squares per statement (variance times participants); 0 where all who voted said the same.</summary>
    public double[] SquaredNorms() => Enumerable.Range(0, _means.Length).Select(statement =>
    {
        if (_excluded[statement])
        {
            return 0;
        }
        var (total, mean) = (_votes.Total(statement), _means[statement]);
        return total.Agree * (1 - mean) * (1 - mean) + total.Pass * mean * mean + total.Disagree * (1 + mean) * (1 + mean);
    }).ToArray();

    /// <summary>R·X: one entry per participant.</summary>
    public double[] Multiply(double[] x)
    {
        // What a vote adds depends only on its row entry: look it up instead of multiplying.
        var table = new double[Math.Max(1, _means.Length) * 4 * Width];
        for (var statement = 0; statement < _means.Length; statement++)
        {
            if (_excluded[statement])
            {
                continue;
            }
            for (var code = 0; code < 3; code++)
            {
                for (var i = 0; i < Width; i++)
                {
                    table[(statement * 4 + code) * Width + i] = (code - 1 - _means[statement]) * x[statement * Width + i];
                }
            }
        }
        var y = new double[_votes.Participants * Width];
        Blocks(_votes.Participants, participant =>
        {
            ref var origin = ref MemoryMarshal.GetArrayDataReference(table);
            var sum = Vector256<double>.Zero;
            foreach (var entry in _votes.Row(participant))
            {
                sum += Vector256.LoadUnsafe(ref origin, (nuint)(entry * Width));
            }
            sum.CopyTo(y, participant * Width);
        });
        return y;
    }

    /// <summary>Rᵀ·Y: one entry per statement.</summary>
    public double[] MultiplyTransposed(double[] y)
    {
        var x = new double[_votes.Statements * Width];
        Blocks(_votes.Statements, statement =>
        {
            if (_excluded[statement])
            {
                return;
            }
            ref var origin = ref MemoryMarshal.GetArrayDataReference(y);
            var mean = _means[statement];
            var sum = Vector256<double>.Zero;
            foreach (var entry in _votes.Column(statement))
            {
                sum += Vector256.LoadUnsafe(ref origin, (nuint)((entry >> 2) * Width)) * ((int)(entry & 3) - 1 - mean);
            }
            sum.CopyTo(x, statement * Width);
        });
        return x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Blocks(int count, Action<int> one)
    {
        if (_threads.MaxDegreeOfParallelism == 1)
        {
            for (var i = 0; i < count; i++)
            {
                one(i);
            }
            return;
        }
        Parallel.For(0, count, _threads, one);
    }
}
