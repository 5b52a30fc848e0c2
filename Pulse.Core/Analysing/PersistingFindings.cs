using System.Text.Json;
using Npgsql;

namespace Pulse.Analysing;

/// <summary>Writes what a run found about statements together, inside the transaction that writes the run.</summary>
internal static class PersistingFindings
{
    private const string DividesSql = """
        insert into analysing.divides
          (run_id, statement_id, position, more_segment, less_segment, difference, low, high, false_discovery)
        select @runId, * from unnest(
          @statementIds::uuid[], @positions::int[], @more::text[], @less::text[],
          @differences::float8[], @low::float8[], @high::float8[], @rates::float8[])
        """;

    private const string UncertainSql = """
        insert into analysing.uncertain_statements
          (run_id, statement_id, segment, position, passes, votes, level, false_discovery)
        select @runId, * from unnest(
          @statementIds::uuid[], @segments::text[], @positions::int[], @passes::int[],
          @votes::int[], @levels::float8[], @rates::float8[])
        """;

    private const string RedLinesSql = """
        insert into analysing.red_lines
          (run_id, statement_id, segment, other_segment, position, counterpart_id, similarity)
        select @runId, * from unnest(
          @statementIds::uuid[], @segments::text[], @others::text[], @positions::int[],
          @counterparts::uuid[], @similarities::float8[])
        """;

    private const string SlatesSql = """
        insert into analysing.slates
          (run_id, working_group, rule, seats, people, worst_segment, claims, represents_every_group, exact, swaps)
        select @runId, * from unnest(
          @workingGroups::text[], @rules::text[], @seats::int[], @people::int[], @worst::text[],
          @claims::int[], @represents::boolean[], @exact::boolean[], @swaps::int[])
        """;

    private const string SlateStatementsSql = """
        insert into analysing.slate_statements (run_id, statement_id, position, chosen_by, approvals)
        select @runId, * from unnest(@statementIds::uuid[], @positions::int[], @by::text[], @approvals::int[])
        """;

    private const string CoverageSql = """
        insert into analysing.slate_coverage (run_id, working_group, segment, represented, not_represented, unknown)
        select @runId, * from unnest(
          @workingGroups::text[], @segments::text[], @represented::int[], @notRepresented::int[], @unknown::int[])
        """;

    private const string NearCopiesSql = """
        insert into analysing.slate_near_copies (run_id, statement_id, chosen_id, similarity)
        select @runId, * from unnest(@statementIds::uuid[], @chosen::uuid[], @similarities::float8[])
        """;

    private const string ReasonsAgainstSql = """
        insert into analysing.reasons_against
          (run_id, statement_id, reason_id, position, dissenters_agree, dissenters, others_agree, others, low, high)
        select @runId, * from unnest(
          @statementIds::uuid[], @reasons::uuid[], @positions::int[], @sideAgree::int[], @side::int[],
          @othersAgree::int[], @others::int[], @low::float8[], @high::float8[])
        """;

    private const string ReasonsForSql = """
        insert into analysing.reasons_for
          (run_id, statement_id, reason_id, position, supporters_agree, supporters, others_agree, others, low, high)
        select @runId, * from unnest(
          @statementIds::uuid[], @reasons::uuid[], @positions::int[], @sideAgree::int[], @side::int[],
          @othersAgree::int[], @others::int[], @low::float8[], @high::float8[])
        """;

    private const string ExpectedSql = """
        insert into analysing.expected_shares (run_id, statement_id, segment, votes, expected, low, high)
        select @runId, * from unnest(
          @statementIds::uuid[], @segments::text[], @votes::int[], @expected::float8[], @low::float8[], @high::float8[])
        """;

    private const string CorrectedSql = """
        insert into analysing.corrected_shares
          (run_id, statement_id, segment, votes, corrected, low, high, effective_votes)
        select @runId, * from unnest(
          @statementIds::uuid[], @segments::text[], @votes::int[], @corrected::float8[],
          @low::float8[], @high::float8[], @effective::float8[])
        """;

    private const string DiscoveriesSql = """
        insert into analysing.discoveries
          (run_id, statement_id, opinion_group, position, agrees, difference, low, high, false_discovery)
        select @runId, * from unnest(
          @statementIds::uuid[], @groups::int[], @positions::int[], @agrees::boolean[],
          @differences::float8[], @low::float8[], @high::float8[], @rates::float8[])
        """;

    private const string StabilitySql = """
        insert into analysing.map_stability (run_id, resamples, people, adjusted_rand, same_number, verdict)
        values (@runId, @Resamples, @People, @AdjustedRand, @SameNumber, @verdict)
        """;

    public static async Task Write(NpgsqlConnection connection, Guid runId, RunFindings found, CancellationToken stop)
    {
        await Sql.Run(connection, DividesSql, new
        {
            runId,
            statementIds = found.Divides.Column(row => row.StatementId),
            positions = found.Divides.Column(row => row.Position),
            more = found.Divides.Column(row => row.MoreSegment),
            less = found.Divides.Column(row => row.LessSegment),
            differences = found.Divides.Column(row => row.Difference),
            low = found.Divides.Column(row => row.Low),
            high = found.Divides.Column(row => row.High),
            rates = found.Divides.Column(row => row.FalseDiscovery),
        }, stop);
        await Sql.Run(connection, UncertainSql, new
        {
            runId,
            statementIds = found.Uncertain.Column(row => row.StatementId),
            segments = found.Uncertain.Column(row => row.Segment),
            positions = found.Uncertain.Column(row => row.Position),
            passes = found.Uncertain.Column(row => row.Passes),
            votes = found.Uncertain.Column(row => row.Votes),
            levels = found.Uncertain.Column(row => row.Level),
            rates = found.Uncertain.Column(row => row.FalseDiscovery),
        }, stop);
        await Sql.Run(connection, RedLinesSql, new
        {
            runId,
            statementIds = found.RedLines.Column(row => row.StatementId),
            segments = found.RedLines.Column(row => row.Segment),
            others = found.RedLines.Column(row => row.OtherSegment),
            positions = found.RedLines.Column(row => row.Position),
            counterparts = found.RedLines.Column(row => row.CounterpartId),
            similarities = found.RedLines.Column(row => row.Similarity),
        }, stop);
        await Sql.Run(connection, ReasonsAgainstSql, Columns(runId, found.ReasonsAgainst), stop);
        await Sql.Run(connection, ReasonsForSql, Columns(runId, found.ReasonsFor), stop);
        await WriteSlates(connection, runId, found, stop);
        await WriteEstimates(connection, runId, found, stop);
    }

    private static object Columns(Guid runId, IReadOnlyList<RunReason> reasons) => new
    {
        runId,
        statementIds = reasons.Column(row => row.StatementId),
        reasons = reasons.Column(row => row.ReasonId),
        positions = reasons.Column(row => row.Position),
        sideAgree = reasons.Column(row => row.SideAgree),
        side = reasons.Column(row => row.Side),
        othersAgree = reasons.Column(row => row.OthersAgree),
        others = reasons.Column(row => row.Others),
        low = reasons.Column(row => row.Low),
        high = reasons.Column(row => row.High),
    };

    private static async Task WriteEstimates(NpgsqlConnection connection, Guid runId, RunFindings found, CancellationToken stop)
    {
        await Sql.Run(connection, ExpectedSql, new
        {
            runId,
            statementIds = found.Expected.Column(row => row.StatementId),
            segments = found.Expected.Column(row => row.Segment),
            votes = found.Expected.Column(row => row.Votes),
            expected = found.Expected.Column(row => row.Expected),
            low = found.Expected.Column(row => row.Low),
            high = found.Expected.Column(row => row.High),
        }, stop);
        await Sql.Run(connection, CorrectedSql, new
        {
            runId,
            statementIds = found.Corrected.Column(row => row.StatementId),
            segments = found.Corrected.Column(row => row.Segment),
            votes = found.Corrected.Column(row => row.Votes),
            corrected = found.Corrected.Column(row => row.Corrected),
            low = found.Corrected.Column(row => row.Low),
            high = found.Corrected.Column(row => row.High),
            effective = found.Corrected.Column(row => row.EffectiveVotes),
        }, stop);
        await Sql.Run(connection, DiscoveriesSql, new
        {
            runId,
            statementIds = found.Discoveries.Column(row => row.StatementId),
            groups = found.Discoveries.Column(row => row.OpinionGroup),
            positions = found.Discoveries.Column(row => row.Position),
            agrees = found.Discoveries.Column(row => row.Agrees),
            differences = found.Discoveries.Column(row => row.Difference),
            low = found.Discoveries.Column(row => row.Low),
            high = found.Discoveries.Column(row => row.High),
            rates = found.Discoveries.Column(row => row.FalseDiscovery),
        }, stop);
        var stability = found.Stability;
        await Sql.Run(connection, StabilitySql, new
        {
            runId,
            stability.Resamples,
            stability.People,
            stability.AdjustedRand,
            stability.SameNumber,
            verdict = JsonNamingPolicy.KebabCaseLower.ConvertName(stability.Verdict.ToString()),
        }, stop);
    }

    private static async Task WriteSlates(NpgsqlConnection connection, Guid runId, RunFindings found, CancellationToken stop)
    {
        await Sql.Run(connection, SlatesSql, new
        {
            runId,
            workingGroups = found.Slates.Column(row => row.WorkingGroup),
            rules = found.Slates.Column(row => row.Rule),
            seats = found.Slates.Column(row => row.Seats),
            people = found.Slates.Column(row => row.People),
            worst = found.Slates.Column(row => row.WorstSegment),
            claims = found.Slates.Column(row => row.Claims),
            represents = found.Slates.Column(row => row.RepresentsEveryGroup),
            exact = found.Slates.Column(row => row.Exact),
            swaps = found.Slates.Column(row => row.Swaps),
        }, stop);
        await Sql.Run(connection, SlateStatementsSql, new
        {
            runId,
            statementIds = found.SlateStatements.Column(row => row.StatementId),
            positions = found.SlateStatements.Column(row => row.Position),
            by = found.SlateStatements.Column(row => row.ChosenBy),
            approvals = found.SlateStatements.Column(row => row.Approvals),
        }, stop);
        await Sql.Run(connection, CoverageSql, new
        {
            runId,
            workingGroups = found.Coverage.Column(row => row.WorkingGroup),
            segments = found.Coverage.Column(row => row.Segment),
            represented = found.Coverage.Column(row => row.Represented),
            notRepresented = found.Coverage.Column(row => row.NotRepresented),
            unknown = found.Coverage.Column(row => row.Unknown),
        }, stop);
        await Sql.Run(connection, NearCopiesSql, new
        {
            runId,
            statementIds = found.NearCopies.Column(row => row.StatementId),
            chosen = found.NearCopies.Column(row => row.ChosenId),
            similarities = found.NearCopies.Column(row => row.Similarity),
        }, stop);
    }
}
