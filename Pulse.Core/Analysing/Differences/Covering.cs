using Pulse.Analysing.Matrices;

namespace Pulse.Analysing.Differences;

/// <summary>Counts whom a set of chosen statements represents.</summary>
public static class Covering
{
    /// <param name="matrix">All cast votes.</param>
    /// <param name="chosen">Indices of the chosen statements; one named twice counts once.</param>
    /// <param name="segmentOfParticipant">Each participant's slug, null for none.</param>
    /// <param name="segments">The segments to report, in this order.</param>
    public static Coverage Of(
        VoteMatrix matrix, IReadOnlyCollection<int> chosen, IReadOnlyList<string?> segmentOfParticipant, IReadOnlyList<string> segments)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(chosen);
        ArgumentNullException.ThrowIfNull(segmentOfParticipant);
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentOutOfRangeException.ThrowIfNotEqual(segmentOfParticipant.Count, matrix.Participants);
        const int voted = 1;
        const int agreed = 2;
        var standing = new byte[matrix.Participants];
        foreach (var statement in chosen)
        {
            foreach (var entry in matrix.Column(statement))
            {
                standing[VoteMatrix.ParticipantOf(entry)] |= (byte)(VoteMatrix.ValueOf(entry) > 0 ? voted | agreed : voted);
            }
        }
        var counts = new int[segments.Count + 1][];
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] = new int[3];
        }
        var index = segments.Select((slug, i) => (slug, i)).ToDictionary(pair => pair.slug, pair => pair.i, StringComparer.Ordinal);
        for (var participant = 0; participant < standing.Length; participant++)
        {
            var segment = segmentOfParticipant[participant] is { } slug && index.TryGetValue(slug, out var at) ? at : segments.Count;
            counts[segment][standing[participant] switch { 0 => 2, voted => 1, _ => 0 }]++;
        }
        return new Coverage(
            segments.Select((slug, i) => Row(slug, counts[i])).ToArray(), Row("", counts[^1]));

        static SegmentCoverage Row(string slug, int[] count) => new(slug, count[0], count[1], count[2]);
    }
}
