using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pulse.Analysing.Matrices;

/// <summary>Sorts the votes of each participant by statement.</summary>
internal static class SortingRows
{
    private const int Together = 4096;

    /// <exception cref="ArgumentException">Somebody voted twice on a statement.</exception>
    public static void Of(int[] starts, ushort[] rows, int statements, int threads) =>
        Splitting.Ranges(starts.Length - 1, Together, threads, (from, to) => Of(starts, rows, statements, from, to));

    private static void Of(int[] starts, ushort[] rows, int statements, int from, int to)
    {
        var present = new ulong[(statements + 63) / 64];
        var codes = new byte[statements];
        for (var participant = from; participant < to; participant++)
        {
            var row = rows.AsSpan(starts[participant], starts[participant + 1] - starts[participant]);
            if (Rises(row))
            {
                continue;
            }
            // Marking and reading off costs a word per 64 statements and no comparison: less than a sort from a few votes on
            if (row.Length * 4 < present.Length)
            {
                row.Sort();
                Distinct(row, participant);
            }
            else
            {
                Mark(row, present, codes, participant);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Rises(ReadOnlySpan<ushort> row)
    {
        for (var i = 1; i < row.Length; i++)
        {
            if (row[i] >> 2 <= row[i - 1] >> 2)
            {
                return false;
            }
        }
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Mark(Span<ushort> row, ulong[] present, byte[] codes, int participant)
    {
        foreach (var entry in row)
        {
            var bit = 1UL << (entry >> 2);
            if ((present[entry >> 8] & bit) != 0)
            {
                throw Twice(participant, entry);
            }
            present[entry >> 8] |= bit;
            codes[entry >> 2] = (byte)(entry & 3);
        }
        var at = 0;
        for (var word = 0; word < present.Length; word++)
        {
            for (var left = present[word]; left != 0; left &= left - 1)
            {
                var statement = (word << 6) | BitOperations.TrailingZeroCount(left);
                row[at++] = (ushort)((statement << 2) | codes[statement]);
            }
            present[word] = 0;
        }
    }

    private static void Distinct(ReadOnlySpan<ushort> row, int participant)
    {
        for (var i = 1; i < row.Length; i++)
        {
            if (row[i] >> 2 == row[i - 1] >> 2)
            {
                throw Twice(participant, row[i]);
            }
        }
    }

    private static ArgumentException Twice(int participant, ushort entry) =>
        new($"Participant {participant} voted twice on statement {VoteMatrix.StatementOf(entry)}.");
}
