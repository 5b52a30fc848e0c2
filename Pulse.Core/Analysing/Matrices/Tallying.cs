namespace Pulse.Analysing.Matrices;

/// <summary>Counts votes per statement and set of people.</summary>
public static class Tallying
{
    /// <summary>
    /// <c>result[statement][set]</c>, where <paramref name="setOf"/> names each participant's set, −1 for none.
    /// </summary>
    public static Tally[][] Of(VoteMatrix matrix, ReadOnlySpan<int> setOf, int sets)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (setOf.Length != matrix.Participants)
        {
            throw new ArgumentException($"{matrix.Participants} participants need as many sets, not {setOf.Length}.", nameof(setOf));
        }
        var result = new Tally[matrix.Statements][];
        var counts = new int[sets * 4];
        for (var statement = 0; statement < result.Length; statement++)
        {
            Array.Clear(counts);
            foreach (var entry in matrix.Column(statement))
            {
                var set = setOf[VoteMatrix.ParticipantOf(entry)];
                if (set >= 0)
                {
                    counts[set * 4 + (int)(entry & 3)]++;
                }
            }
            var row = result[statement] = new Tally[sets];
            for (var set = 0; set < sets; set++)
            {
                row[set] = new Tally(counts[set * 4 + 2], counts[set * 4], counts[set * 4 + 1]);
            }
        }
        return result;
    }
}
