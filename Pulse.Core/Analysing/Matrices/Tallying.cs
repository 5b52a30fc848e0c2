using System.Runtime.CompilerServices;

namespace Pulse.Analysing.Matrices;

/// <summary>Counts votes per statement and set of people.</summary>
public static class Tallying
{
    /// <summary>
    /// <c>result[statement][set]</c>, where <paramref name="setOf"/> names each participant's set, −1 for none.
    /// O(votes + statements · sets); the same for any number of threads.
    /// </summary>
    public static Tally[][] Of(VoteMatrix matrix, ReadOnlySpan<int> setOf, int sets, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (setOf.Length != matrix.Participants)
        {
            throw new ArgumentException($"{matrix.Participants} participants need as many sets, not {setOf.Length}.", nameof(setOf));
        }
        var width = matrix.Statements * 4;
        // Whole numbers add up to the same in any order, so each thread may count a part of the participants for itself
        var parts = Math.Clamp(Math.Min(threads, matrix.Participants), 1, 64);
        var counts = new int[parts][];
        var owner = setOf.ToArray();
        Splitting.Into(parts, threads, part =>
        {
            var (from, to) = ((int)((long)owner.Length * part / parts), (int)((long)owner.Length * (part + 1) / parts));
            counts[part] = Count(matrix, owner, from, to, new int[sets * width], width);
        });
        for (var part = 1; part < parts; part++)
        {
            for (var i = 0; i < counts[0].Length; i++)
            {
                counts[0][i] += counts[part][i];
            }
        }
        var result = new Tally[matrix.Statements][];
        for (var statement = 0; statement < result.Length; statement++)
        {
            var row = result[statement] = new Tally[sets];
            for (var set = 0; set < sets; set++)
            {
                var of = counts[0].AsSpan(set * width + statement * 4, 3);
                row[set] = new Tally(of[2], of[0], of[1]);
            }
        }
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int[] Count(VoteMatrix matrix, int[] setOf, int from, int to, int[] counts, int width)
    {
        for (var participant = from; participant < to; participant++)
        {
            if (setOf[participant] < 0)
            {
                continue;
            }
            var own = counts.AsSpan(setOf[participant] * width, width);
            foreach (var entry in matrix.Row(participant))
            {
                own[entry]++;
            }
        }
        return counts;
    }
}
