using Npgsql;

namespace Pulse.Publishing;

/// <summary>Statements that a run chose together for a working group, and whom they represent.</summary>
/// <param name="RepresentsEveryGroup">No group of people is large and united enough to claim more than it has.</param>
/// <param name="Claims">Statements outside that enough people agree with to claim a seat; with none, that promises little.</param>
/// <param name="NearCopies">Statements left out because a chosen one says nearly the same.</param>
public sealed record SlateResult(
    int Seats,
    bool RepresentsEveryGroup,
    int Claims,
    IReadOnlyList<ChosenResult> Chosen,
    IReadOnlyList<CoverageResult> Coverage,
    int NearCopies);

/// <param name="ChosenBy">"equal-shares", "completion" or "balance".</param>
public sealed record ChosenResult(Guid StatementId, string ChosenBy);

/// <summary>One segment's people: represented by a chosen statement, not represented, or without a vote on any.</summary>
public sealed record CoverageResult
{
    public required string Segment { get; init; }
    public required int Represented { get; init; }
    public required int NotRepresented { get; init; }
    public required int Unknown { get; init; }
    public int Known => Represented + NotRepresented;
    public double Share => Known == 0 ? 0 : (double)Represented / Known;
}

/// <summary>The choice of a run for one working group; what a withdrawn statement stood for is gone with it.</summary>
public static class SlateResults
{
    private const string SlateSql = """
        select seats, represents_every_group, claims
        from analysing.slates where run_id = @runId and working_group = @workingGroup
        """;

    private const string ChosenSql = """
        select chosen.statement_id, chosen.chosen_by
        from analysing.slate_statements chosen
        join moderating.statements statement using (statement_id)
        where chosen.run_id = @runId and statement.working_group = @workingGroup
        order by chosen.position
        """;

    private const string CoverageSql = """
        select covered.segment, covered.represented, covered.not_represented, covered.unknown
        from analysing.slate_coverage covered
        join analysing.runs run using (run_id)
        join convening.segments segment on segment.dialogue_id = run.dialogue_id and segment.segment = covered.segment
        where covered.run_id = @runId and covered.working_group = @workingGroup
        order by segment.position
        """;

    private const string NearCopiesSql = """
        select count(*)::int
        from analysing.slate_near_copies copy
        join moderating.statements statement using (statement_id)
        where copy.run_id = @runId and statement.working_group = @workingGroup
        """;

    /// <returns>Null where no statement had enough votes in every bridging segment.</returns>
    public static async Task<SlateResult?> OfGroup(
        NpgsqlConnection connection, Guid runId, string workingGroup, CancellationToken stop)
    {
        var scope = new { runId, workingGroup };
        return await Sql.OneOrNone<SlateRow>(connection, SlateSql, scope, stop) is { } slate
            ? new SlateResult(
                slate.Seats, slate.RepresentsEveryGroup, slate.Claims,
                [.. (await Sql.Rows<ChosenRow>(connection, ChosenSql, scope, stop))
                    .Select(row => new ChosenResult(row.StatementId, row.ChosenBy))],
                await Sql.Rows<CoverageResult>(connection, CoverageSql, scope, stop),
                await Sql.One<int>(connection, NearCopiesSql, scope, stop))
            : null;
    }

    private sealed record SlateRow
    {
        public int Seats { get; init; }
        public bool RepresentsEveryGroup { get; init; }
        public int Claims { get; init; }
    }

    private sealed record ChosenRow
    {
        public Guid StatementId { get; init; }
        public string ChosenBy { get; init; } = "";
    }
}
