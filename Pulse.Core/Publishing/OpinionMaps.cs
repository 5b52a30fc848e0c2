using Npgsql;

namespace Pulse.Publishing;

/// <summary>The opinion map of a run. Positions are gathered into squares by the database: none leaves it alone.</summary>
public static class OpinionMaps
{
    public const int GridSize = 12;
    private const int MostTelling = 5;

    private const string ExtentSql = """
        select min(x) as left_end, max(x) as right_end, min(y) as bottom, max(y) as top, count(*)::int as people
        from analysing.positions
        where run_id = @runId
        """;

    // The last square also takes what lies exactly on the far edge
    private const string SquaresSql = """
        with placed as (
          select least(floor((x - @Left) / @Width * @GridSize), @GridSize - 1)::int as square_column,
            least(floor((y - @Bottom) / @Height * @GridSize), @GridSize - 1)::int as square_line
          from analysing.positions
          where run_id = @RunId)
        select square_column, square_line, count(*)::int as people
        from placed
        group by square_column, square_line
        having count(*) >= @Minimum
        order by square_line, square_column
        """;

    private const string SegmentsSql = """
        with recursive tops as (
          select dialogue_id, segment, segment as top, position from convening.segments
          where dialogue_id = @dialogueId and parent is null
          union all
          select part.dialogue_id, part.segment, tops.top, tops.position from convening.segments part
          join tops on tops.segment = part.parent and tops.dialogue_id = part.dialogue_id)
        select tops.top as segment, avg(placed.x) as x, avg(placed.y) as y
        from analysing.positions placed
        join collecting.participants participant using (participant_id)
        join tops on tops.segment = participant.segment
        where placed.run_id = @runId
        group by tops.top, tops.position
        having count(*) >= @minimum
        order by tops.position
        """;

    private const string GroupsSql = """
        select opinion_group, participants, centre_x, centre_y, coalesce(shown_as, opinion_group) as shown_as,
          coalesce(carries_on, false) as carries_on, verdict
        from analysing.opinion_groups
        where run_id = @runId
        order by opinion_group
        """;

    private const string TrustSql = """
        select stability.verdict, stability.resamples, stability.adjusted_rand, stability.people,
          stability.people < (select count(*) from analysing.positions placed where placed.run_id = @runId) as sampled
        from analysing.map_stability stability
        where stability.run_id = @runId
        """;

    // What tells a group from the rest beyond chance; by Polis' rule where nothing does, or where a run is older than ours
    private const string DiscoveredSql = """
        select found.statement_id, found.opinion_group, counted.agree, counted.disagree, counted.pass,
          found.agrees, found.difference, found.low, found.high
        from analysing.discoveries found
        join analysing.group_counts counted
          on counted.run_id = found.run_id and counted.statement_id = found.statement_id
            and counted.opinion_group = found.opinion_group
        where found.run_id = @runId and counted.agree + counted.disagree + counted.pass >= @minimum
        order by found.opinion_group, found.position, found.agrees
        """;

    private const string RepresentativeSql = """
        select statement_id, opinion_group, agree, disagree, pass
        from analysing.group_counts
        where run_id = @runId and representative_rank is not null and agree + disagree + pass >= @minimum
        order by opinion_group, representative_rank
        """;

    /// <summary>Nothing in it speaks of fewer than <paramref name="minimum"/> people.</summary>
    public static async Task<OpinionMap> OfRun(
        NpgsqlConnection connection, Guid dialogueId, Guid runId, int minimum, CancellationToken stop)
    {
        var extent = await Sql.One<ExtentRow>(connection, ExtentSql, new { runId }, stop);
        if (!Disclosure.Shown(extent.People, minimum) || extent.Width <= 0 || extent.Height <= 0)
        {
            return new OpinionMap(GridSize, [], [], [], null);
        }

        var squares = await Sql.Rows<SquareRow>(connection, SquaresSql, new
        {
            RunId = runId,
            Left = extent.LeftEnd!.Value,
            extent.Width,
            Bottom = extent.Bottom!.Value,
            extent.Height,
            GridSize,
            Minimum = minimum,
        }, stop);
        var segments = await Sql.Rows<SegmentRow>(connection, SegmentsSql, new { dialogueId, runId, minimum }, stop);
        var groups = await Sql.Rows<GroupRow>(connection, GroupsSql, new { runId }, stop);
        var telling = (await Sql.Rows<RepresentativeRow>(connection, RepresentativeSql, new { runId, minimum }, stop))
            .ToLookup(row => row.OpinionGroup, row => new MapStatement(row.StatementId, row.Agree, row.Pass, row.Disagree));
        var discovered = (await Sql.Rows<DiscoveredRow>(connection, DiscoveredSql, new { runId, minimum }, stop))
            .ToLookup(row => row.OpinionGroup, row => new MapStatement(
                row.StatementId, row.Agree, row.Pass, row.Disagree, new MapDifference(row.Agrees, row.Difference, row.Low, row.High)));
        var trust = await Sql.OneOrNone<MapTrust>(connection, TrustSql, new { runId }, stop);
        var shown = Disclosure.Shown([.. groups.Select(group => group.Participants)], minimum, totalIsKnown: true);
        var most = squares.Count == 0 ? 1 : squares.Max(square => square.People);

        return new OpinionMap(
            GridSize,
            [.. squares.Select(square => new MapSquare(
                square.SquareColumn, square.SquareLine, Math.Clamp((int)Math.Ceiling(4.0 * square.People / most), 1, 4)))],
            [.. segments.Select(segment => new MapPlace(segment.Segment, extent.Across(segment.X), extent.Up(segment.Y)))],
            [.. groups.Where((_, place) => shown[place]).Select(group => new MapGroup(
                group.ShownAs, group.Participants, extent.Across(group.CentreX), extent.Up(group.CentreY),
                group.CarriesOn, group.Verdict,
                [.. (discovered.Contains(group.OpinionGroup) ? discovered : telling)[group.OpinionGroup].Take(MostTelling)])).OrderBy(group => group.Number)],
            trust);
    }

    private sealed record ExtentRow
    {
        public double? LeftEnd { get; init; }
        public double? RightEnd { get; init; }
        public double? Bottom { get; init; }
        public double? Top { get; init; }
        public int People { get; init; }
        public double Width => (RightEnd - LeftEnd) ?? 0;
        public double Height => (Top - Bottom) ?? 0;
        public double Across(double x) => Math.Clamp((x - LeftEnd!.Value) / Width, 0, 1);
        public double Up(double y) => Math.Clamp((y - Bottom!.Value) / Height, 0, 1);
    }

    private sealed record SquareRow
    {
        public int SquareColumn { get; init; }
        public int SquareLine { get; init; }
        public int People { get; init; }
    }

    private sealed record SegmentRow
    {
        public string Segment { get; init; } = "";
        public double X { get; init; }
        public double Y { get; init; }
    }

    private sealed record GroupRow
    {
        public int OpinionGroup { get; init; }
        public int Participants { get; init; }
        public double CentreX { get; init; }
        public double CentreY { get; init; }
        public int ShownAs { get; init; }
        public bool CarriesOn { get; init; }
        public string? Verdict { get; init; }
    }

    private sealed record DiscoveredRow
    {
        public Guid StatementId { get; init; }
        public int OpinionGroup { get; init; }
        public int Agree { get; init; }
        public int Disagree { get; init; }
        public int Pass { get; init; }
        public bool Agrees { get; init; }
        public double Difference { get; init; }
        public double Low { get; init; }
        public double High { get; init; }
    }

    private sealed record RepresentativeRow
    {
        public Guid StatementId { get; init; }
        public int OpinionGroup { get; init; }
        public int Agree { get; init; }
        public int Disagree { get; init; }
        public int Pass { get; init; }
    }
}
