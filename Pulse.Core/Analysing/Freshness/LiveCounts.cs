using Pulse.Analysing.Matrices;
using Pulse.Analysing.OpinionGroups;
using Pulse.Analysing.Segments;
using Pulse.Voting;

namespace Pulse.Analysing.Freshness;

/// <summary>
/// Counts per statement, declared segment and opinion group that follow every vote: a vote touches the figures of its
/// statement and of nothing else, so they stay those of a full recount. Groups are those of the last analysis: where a
/// vote would move somebody to another group, only the next analysis says so. Not for several threads at once.
/// </summary>
public sealed class LiveCounts
{
    private readonly IReadOnlyList<Segment> _segments;
    private readonly IReadOnlyCollection<string> _bridging;
    private readonly Dictionary<string, int[]> _paths;
    private readonly Tally[] _totals;
    private readonly SegmentCount[][] _counts;
    private readonly Tally[][] _tallies;
    private readonly int[] _groupSizes;

    private LiveCounts(
        IReadOnlyList<Segment> segments, IReadOnlyCollection<string> bridging, Tally[] totals, SegmentCount[][] counts,
        Tally[][] tallies, int[] groupSizes)
    {
        (_segments, _bridging, _totals, _counts, _tallies, _groupSizes) = (segments, bridging, totals, counts, tallies, groupSizes);
        _paths = segments.ToDictionary(segment => segment.Slug, Path, StringComparer.Ordinal);
    }

    public int Statements => _totals.Length;

    /// <summary>People per opinion group, as of the last analysis.</summary>
    public IReadOnlyList<int> GroupSizes => _groupSizes;

    /// <summary>One statement's figures now.</summary>
    public LiveStatement this[int statement]
    {
        get
        {
            var groups = _tallies[statement];
            return new LiveStatement(
                statement, _totals[statement], (SegmentCount[])_counts[statement].Clone(), Bridging.Of(_counts[statement], _bridging),
                Representing.Compare(groups),
                groups.Length == 0 ? null : Representing.GroupAwareConsensus(groups),
                groups.Length == 0 ? null : Representing.GroupAwareConsensusMean(groups));
        }
    }

    /// <summary>Starts from a full count.</summary>
    /// <param name="matrix">The votes cast so far.</param>
    /// <param name="segments">The declared segments.</param>
    /// <param name="segmentOf">Each participant's segment by slug, null for none.</param>
    /// <param name="bridging">Slugs of the segments that consensus must bridge.</param>
    /// <param name="groupOf">Each participant's opinion group, −1 for none.</param>
    /// <param name="groups">How many opinion groups there are.</param>
    public static LiveCounts Of(
        VoteMatrix matrix, IReadOnlyList<Segment> segments, IReadOnlyList<string?> segmentOf,
        IReadOnlyCollection<string> bridging, ReadOnlySpan<int> groupOf, int groups)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var totals = new Tally[matrix.Statements];
        for (var statement = 0; statement < totals.Length; statement++)
        {
            totals[statement] = matrix.Total(statement);
        }
        var sizes = new int[groups];
        foreach (var group in groupOf)
        {
            if (group >= 0)
            {
                sizes[group]++;
            }
        }
        return new LiveCounts(
            segments, bridging, totals,
            SegmentCounting.Of(matrix, segmentOf, segments).Select(counts => counts.ToArray()).ToArray(),
            Tallying.Of(matrix, groupOf, groups), sizes);
    }

    /// <summary>
    /// Follows one change of one participant's vote on one statement: a first vote (<paramref name="previous"/> null),
    /// another ballot, or a retraction (<paramref name="now"/> null).
    /// </summary>
    /// <param name="segment">The participant's segment by slug, null for none.</param>
    /// <param name="group">The participant's opinion group, −1 for none.</param>
    /// <param name="statement">Statement index.</param>
    /// <param name="previous">What stood until now; it must have been counted.</param>
    /// <param name="now">What stands from now on.</param>
    /// <returns>The statement's figures afterwards.</returns>
    /// <exception cref="ArgumentException">The segment is not declared, or <paramref name="previous"/> was never
    /// counted: nothing is changed then.</exception>
    public LiveStatement Apply(string? segment, int group, int statement, Ballot? previous, Ballot? now)
    {
        var path = segment is null ? [] : _paths.TryGetValue(segment, out var found)
            ? found
            : throw new ArgumentException($"The segment '{segment}' is not declared.", nameof(segment));
        var change = One(now) + Negative(One(previous));
        var total = _totals[statement] + change;
        if (Impossible(total) || (group >= 0 && Impossible(_tallies[statement][group] + change))
            || path.Any(at => Impossible(Of(_counts[statement][at]) + change)))
        {
            throw new ArgumentException($"No vote '{previous}' of this segment and group on statement {statement} was counted.", nameof(previous));
        }
        _totals[statement] = total;
        foreach (var at in path)
        {
            var count = Of(_counts[statement][at]) + change;
            _counts[statement][at] = new SegmentCount(_segments[at].Slug, count.Agree, count.Disagree, count.Pass);
        }
        if (group >= 0)
        {
            _tallies[statement][group] += change;
        }
        return this[statement];
    }

    private int[] Path(Segment segment)
    {
        var path = new List<int>();
        for (string? slug = segment.Slug; slug is not null; slug = _segments[path[^1]].Parent)
        {
            var at = 0;
            while (_segments[at].Slug != slug)
            {
                at++;
            }
            path.Add(at);
        }
        return [.. path];
    }

    private static Tally One(Ballot? ballot) => ballot switch
    {
        null => default,
        Ballot.Agree => new Tally(1, 0, 0),
        Ballot.Disagree => new Tally(0, 1, 0),
        Ballot.Pass => new Tally(0, 0, 1),
        _ => throw new ArgumentException($"There is no ballot '{ballot}'.", nameof(ballot)),
    };

    private static Tally Negative(Tally tally) => new(-tally.Agree, -tally.Disagree, -tally.Pass);

    private static Tally Of(SegmentCount count) => new(count.Agree, count.Disagree, count.Pass);

    private static bool Impossible(Tally tally) => tally.Agree < 0 || tally.Disagree < 0 || tally.Pass < 0;
}
