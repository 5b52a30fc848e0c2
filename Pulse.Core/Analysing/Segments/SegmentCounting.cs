using Pulse.Analysing.Matrices;

namespace Pulse.Analysing.Segments;

/// <summary>Cast votes per statement and declared segment.</summary>
public static class SegmentCounting
{
    /// <summary>
    /// <c>result[statement][segment]</c>, segments by name (ordinal order). Who has no segment (null) counts in none.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<SegmentCount>> Of(
        VoteMatrix matrix, IReadOnlyList<string?> segmentOfParticipant, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(segmentOfParticipant);
        var segments = segmentOfParticipant.OfType<string>().Distinct().Order(StringComparer.Ordinal)
            .Select(slug => new Segment(slug, null)).ToArray();
        return Of(matrix, segmentOfParticipant, segments, threads);
    }

    /// <summary>
    /// <c>result[statement][segment]</c> in the order of <paramref name="segments"/>; a segment also counts everybody
    /// in the segments below it.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<SegmentCount>> Of(
        VoteMatrix matrix, IReadOnlyList<string?> segmentOfParticipant, IReadOnlyList<Segment> segments, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(segmentOfParticipant);
        ArgumentNullException.ThrowIfNull(segments);
        var index = segments.Select((segment, i) => (segment.Slug, i)).ToDictionary(StringComparer.Ordinal);
        var own = segmentOfParticipant.Select(slug => slug is null ? -1 : index.TryGetValue(slug, out var at)
            ? at
            : throw new ArgumentException($"The segment '{slug}' is not declared.", nameof(segmentOfParticipant))).ToArray();
        var above = segments.Select(segment => Ancestry(segment, segments, index)).ToArray();
        return Array.ConvertAll(Tallying.Of(matrix, own, segments.Count, threads), tallies =>
        {
            var whole = new Tally[tallies.Length];
            for (var i = 0; i < tallies.Length; i++)
            {
                foreach (var j in above[i])
                {
                    whole[j] += tallies[i];
                }
            }
            return (IReadOnlyList<SegmentCount>)whole
                .Select((tally, i) => new SegmentCount(segments[i].Slug, tally.Agree, tally.Disagree, tally.Pass)).ToArray();
        });
    }

    private static List<int> Ancestry(Segment segment, IReadOnlyList<Segment> segments, Dictionary<string, int> index)
    {
        var path = new List<int>();
        for (var slug = segment.Slug; slug is not null; slug = segments[path[^1]].Parent)
        {
            if (!index.TryGetValue(slug, out var at) || path.Contains(at))
            {
                throw new ArgumentException($"The segment '{segment.Slug}' has no path to a root: look at '{slug}'.", nameof(segments));
            }
            path.Add(at);
        }
        return path;
    }

    private static Dictionary<string, int> ToDictionary(this IEnumerable<(string Slug, int Index)> pairs, StringComparer comparer) =>
        pairs.ToDictionary(pair => pair.Slug, pair => pair.Index, comparer);
}
