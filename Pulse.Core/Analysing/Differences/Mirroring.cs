using Pulse.Analysing.Segments;
using Pulse.Language;

namespace Pulse.Analysing.Differences;

/// <summary>Puts both sides' red lines side by side.</summary>
public static class Mirroring
{
    /// <summary>Surely a majority: the interval's lower end lies above one half.</summary>
    public const double Majority = 0.5;

    /// <summary>Texts further apart than this cosine do not speak about the same matter.</summary>
    public const double LeastSimilar = 0.25;

    /// <summary>
    /// Pairs are made the most similar first, each line at most once; of equally similar ones the pair with the higher
    /// weaker strength, then the lower indices. No two lines then prefer each other to their counterparts (a stable
    /// pairing). Lines whose texts have no vector are paired afterwards, by theme, the strongest first.
    /// </summary>
    /// <param name="counts"><c>counts[statement]</c>, one per segment, in any order.</param>
    /// <param name="one">One side's segment.</param>
    /// <param name="other">The other side's; the result names the first in ordinal order first, whichever way round they are given.</param>
    /// <param name="minimumCell">Least number of cast votes of each side; at least 1.</param>
    /// <param name="vectors">One per statement; empty where a text has none. An empty list where there are none at all.</param>
    /// <param name="themes">Each statement's theme, null for none. An empty list where there are none at all.</param>
    public static MirroredStatements Of(
        IReadOnlyList<IReadOnlyList<SegmentCount>> counts, string one, string other, int minimumCell,
        IReadOnlyList<TextVector> vectors, IReadOnlyList<int?> themes)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(vectors);
        ArgumentNullException.ThrowIfNull(themes);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumCell, 1);
        var (first, second) = string.CompareOrdinal(one, other) <= 0 ? (one, other) : (other, one);
        var (mine, theirs) = (RedLines(counts, first, second, minimumCell), RedLines(counts, second, first, minimumCell));
        var pairs = new List<MirroredPair>();
        var paired = new HashSet<int>();
        Take(mine.SelectMany(line => theirs, (line, counter) => new MirroredPair(line, counter, Similarity(line, counter)))
            .Where(pair => pair.Similarity >= LeastSimilar).OrderByDescending(pair => pair.Similarity));
        Take(mine.SelectMany(line => theirs, (line, counter) => new MirroredPair(line, counter, null))
            .Where(pair => Similarity(pair.First, pair.Second) is null && Theme(pair.First) is { } theme && theme == Theme(pair.Second))
            .OrderBy(_ => 0));
        return new MirroredStatements(first, second, pairs,
            mine.Where(line => !paired.Contains(line.Statement)).ToArray(),
            theirs.Where(line => !paired.Contains(line.Statement)).ToArray());

        void Take(IOrderedEnumerable<MirroredPair> candidates)
        {
            foreach (var pair in candidates.ThenByDescending(pair => Math.Min(pair.First.Strength, pair.Second.Strength))
                .ThenBy(pair => pair.First.Statement).ThenBy(pair => pair.Second.Statement))
            {
                if (!paired.Contains(pair.First.Statement) && !paired.Contains(pair.Second.Statement))
                {
                    pairs.Add(pair);
                    paired.Add(pair.First.Statement);
                    paired.Add(pair.Second.Statement);
                }
            }
        }

        double? Similarity(RedLine a, RedLine b) => vectors.Count == 0
            || vectors[a.Statement].IsEmpty || vectors[b.Statement].IsEmpty ? null : Cosine(vectors[a.Statement], vectors[b.Statement]);

        int? Theme(RedLine line) => themes.Count == 0 ? null : themes[line.Statement];
    }

    /// <summary>What <paramref name="supporter"/> surely supports and <paramref name="rejecter"/> surely rejects, the strongest first.</summary>
    private static RedLine[] RedLines(
        IReadOnlyList<IReadOnlyList<SegmentCount>> counts, string supporter, string rejecter, int minimumCell) =>
        counts.SelectMany((statement, index) =>
                from mine in statement
                where mine.Segment == supporter && mine.Cast >= minimumCell
                from theirs in statement
                where theirs.Segment == rejecter && theirs.Cast >= minimumCell
                select new RedLine(index,
                    new SegmentShare(supporter, mine.Agree, mine.Cast), new SegmentShare(rejecter, theirs.Disagree, theirs.Cast)))
            .Where(line => line.Strength > Majority)
            .OrderByDescending(line => line.Strength).ThenBy(line => line.Statement).ToArray();

    internal static double Cosine(TextVector a, TextVector b)
    {
        var (dot, i, j) = (0.0, 0, 0);
        while (i < a.Indices.Length && j < b.Indices.Length)
        {
            var side = a.Indices[i].CompareTo(b.Indices[j]);
            dot += side == 0 ? a.Values[i] * b.Values[j] : 0;
            i += side <= 0 ? 1 : 0;
            j += side >= 0 ? 1 : 0;
        }
        var norms = Math.Sqrt(a.Values.Sum(value => value * value) * b.Values.Sum(value => value * value));
        return norms > 0 ? dot / norms : 0;
    }
}
