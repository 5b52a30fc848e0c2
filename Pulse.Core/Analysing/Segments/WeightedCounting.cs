using Pulse.Analysing.Matrices;

namespace Pulse.Analysing.Segments;

/// <summary>Weighted votes per statement and declared segment, for samples raked to a population.</summary>
public static class WeightedCounting
{
    /// <summary>
    /// <c>result[statement][segment]</c> in the order of <paramref name="segments"/>; a segment also counts everybody in
    /// the segments below it. Equal weights give exactly the unweighted numbers.
    /// </summary>
    /// <param name="weightOfParticipant">One weight per participant, finite and above 0; any scale.</param>
    /// <exception cref="ArgumentException">A weight is zero, negative or not a number, or their number is wrong.</exception>
    public static IReadOnlyList<IReadOnlyList<WeightedSegmentCount>> Of(
        VoteMatrix matrix, IReadOnlyList<string?> segmentOfParticipant, IReadOnlyList<double> weightOfParticipant,
        IReadOnlyList<Segment> segments)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(segmentOfParticipant);
        ArgumentNullException.ThrowIfNull(weightOfParticipant);
        ArgumentNullException.ThrowIfNull(segments);
        if (weightOfParticipant.Count != matrix.Participants || segmentOfParticipant.Count != matrix.Participants)
        {
            throw new ArgumentException(
                $"{matrix.Participants} participants need as many weights and segments, "
                + $"not {weightOfParticipant.Count} and {segmentOfParticipant.Count}.", nameof(weightOfParticipant));
        }
        for (var participant = 0; participant < weightOfParticipant.Count; participant++)
        {
            if (!(weightOfParticipant[participant] > 0) || double.IsInfinity(weightOfParticipant[participant]))
            {
                throw new ArgumentException(
                    $"A weight is finite and above 0; participant {participant} has {weightOfParticipant[participant]}.",
                    nameof(weightOfParticipant));
            }
        }
        var paths = SegmentCounting.Paths(segmentOfParticipant, segments);
        var sums = new Sums[segments.Count];
        var result = new IReadOnlyList<WeightedSegmentCount>[matrix.Statements];
        for (var statement = 0; statement < result.Length; statement++)
        {
            Array.Clear(sums);
            foreach (var entry in matrix.Column(statement))
            {
                var participant = VoteMatrix.ParticipantOf(entry);
                foreach (var segment in paths[participant])
                {
                    sums[segment].Largest = Math.Max(sums[segment].Largest, weightOfParticipant[participant]);
                }
            }
            foreach (var entry in matrix.Column(statement))
            {
                var participant = VoteMatrix.ParticipantOf(entry);
                foreach (var segment in paths[participant])
                {
                    sums[segment].Add(VoteMatrix.ValueOf(entry), weightOfParticipant[participant]);
                }
            }
            result[statement] = sums.Select((sum, i) => new WeightedSegmentCount(
                segments[i].Slug, sum.Cast, sum.Agree, sum.Disagree, sum.Pass, sum.Squares)).ToArray();
        }
        return result;
    }

    private struct Sums
    {
        public double Largest;
        public int Cast;
        public double Agree;
        public double Disagree;
        public double Pass;
        public double Squares;

        public void Add(int value, double weight)
        {
            // Over the largest, equal weights are exactly 1 and their sums exactly the counts.
            var scaled = weight / Largest;
            Cast++;
            Squares += scaled * scaled;
            switch (value)
            {
                case > 0:
                    Agree += scaled;
                    break;
                case < 0:
                    Disagree += scaled;
                    break;
                default:
                    Pass += scaled;
                    break;
            }
        }
    }
}
