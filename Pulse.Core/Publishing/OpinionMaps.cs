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
        select opinion_group, participants, centre_x, centre_y
        from analysing.opinion_groups
        where run_id = @runId
        order by opinion_group
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
            return new OpinionMap(GridSize, [], [], []);
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
        var shown = Disclosure.Shown([.. groups.Select(group => group.Participants)], minimum, totalIsKnown: true);
        var most = squares.Count == 0 ? 1 : squares.Max(square => square.People);

        return new OpinionMap(
            GridSize,
            [.. squares.Select(square => new MapSquare(
                square.SquareColumn, square.SquareLine, Math.Clamp((int)Math.Ceiling(4.0 * square.People / most), 1, 4)))],
            [.. segments.Select(segment => new MapPlace(segment.Segment, extent.Across(segment.X), extent.Up(segment.Y)))],
            [.. groups.Where((_, place) => shown[place]).Select(group => new MapGroup(
                group.OpinionGroup, group.Participants, extent.Across(group.CentreX), extent.Up(group.CentreY),
                [.. telling[group.OpinionGroup].Take(MostTelling)]))]);
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
