using Npgsql;
using Pulse.Work;

namespace Pulse.Analysing;

public enum Persisted
{
    Done,

    /// <summary>Another worker has finished the run, or it was ended: there is nothing left to do.</summary>
    NotOurs,

    /// <summary>Somebody withdrew meanwhile: freeze anew and compute again.</summary>
    InputForgotten,
}

/// <summary>Writes a whole result, seals the run and moves the pointer, in one transaction under the fence.</summary>
public static class PersistingResults
{
    private const string TotalsSql = """
        insert into analysing.run_totals (run_id, working_group, participants, answers, excluded, statements, votes)
        select @runId, * from unnest(
          @workingGroups::text[], @participants::int[], @answers::int[],
          @excluded::int[], @statements::int[], @votes::int[])
        """;

    private const string CountsSql = """
        insert into analysing.statement_counts (run_id, statement_id, segment, agree, disagree, pass, low, high)
        select @runId, * from unnest(
          @statementIds::uuid[], @segments::text[], @agree::int[], @disagree::int[],
          @pass::int[], @low::float8[], @high::float8[])
        """;

    private const string ScoresSql = """
        insert into analysing.statement_scores
          (run_id, statement_id, floor, minimum_share, spread, group_aware_consensus, enough_in_every_segment)
        select @runId, * from unnest(
          @statementIds::uuid[], @floors::float8[], @minimumShares::float8[],
          @spreads::float8[], @consensus::float8[], @enough::boolean[])
        """;

    private const string ThemesSql = """
        insert into analysing.themes (run_id, theme_id, working_group, position, labels_sealed, answers)
        select @runId, * from unnest(
          @themeIds::uuid[], @workingGroups::text[], @positions::int[],
          @labels::bytea[], @answers::int[])
        """;

    private const string ThemeAnswersSql = """
        insert into analysing.theme_answers (run_id, statement_id, theme_id, rank)
        select @runId, * from unnest(@statementIds::uuid[], @themeIds::uuid[], @ranks::int[])
        """;

    private const string GroupsSql = """
        insert into analysing.opinion_groups (run_id, opinion_group, participants, centre_x, centre_y)
        select @runId, * from unnest(@groups::int[], @participants::int[], @x::float8[], @y::float8[])
        """;

    private const string PositionsSql = """
        insert into analysing.positions (run_id, participant_id, x, y, opinion_group)
        select @runId, * from unnest(@participantIds::uuid[], @x::float8[], @y::float8[], @groups::int[])
        """;

    private const string GroupCountsSql = """
        insert into analysing.group_counts
          (run_id, statement_id, opinion_group, agree, disagree, pass, representative_rank)
        select @runId, * from unnest(
          @statementIds::uuid[], @groups::int[], @agree::int[],
          @disagree::int[], @pass::int[], @ranks::int[])
        """;

    /// <exception cref="LeaseLostException">Another worker took over: nothing was written.</exception>
    public static async Task<Persisted> Commit(
        NpgsqlConnection connection, Lease lease, Guid runId, RunResult result, byte[] fingerprint, byte[] resultHash,
        CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(result);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await Leases.Guard(connection, lease, stop);
        if (await Runs.Lock(connection, runId, stop) != "running")
        {
            return Persisted.NotOurs;
        }
        if (!await FrozenInputs.StillStands(connection, runId, stop))
        {
            return Persisted.InputForgotten;
        }
        try
        {
            await WriteAll(connection, runId, result, stop);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            // A withdrawal that nobody has carried through yet
            return Persisted.InputForgotten;
        }
        await Runs.Finish(connection, runId, fingerprint, resultHash, stop);
        CrashPoint.Reach("analyse:before-commit");
        await transaction.CommitAsync(stop);
        return Persisted.Done;
    }

    private static async Task WriteAll(NpgsqlConnection connection, Guid runId, RunResult result, CancellationToken stop)
    {
        await Sql.Run(connection, TotalsSql, new
        {
            runId,
            workingGroups = Column(result.Totals, row => row.WorkingGroup),
            participants = Column(result.Totals, row => row.Participants),
            answers = Column(result.Totals, row => row.Answers),
            excluded = Column(result.Totals, row => row.Excluded),
            statements = Column(result.Totals, row => row.Statements),
            votes = Column(result.Totals, row => row.Votes),
        }, stop);
        await Sql.Run(connection, CountsSql, new
        {
            runId,
            statementIds = Column(result.Counts, row => row.StatementId),
            segments = Column(result.Counts, row => row.Segment),
            agree = Column(result.Counts, row => row.Agree),
            disagree = Column(result.Counts, row => row.Disagree),
            pass = Column(result.Counts, row => row.Pass),
            low = Column(result.Counts, row => row.Low),
            high = Column(result.Counts, row => row.High),
        }, stop);
        await Sql.Run(connection, ScoresSql, new
        {
            runId,
            statementIds = Column(result.Scores, row => row.StatementId),
            floors = Column(result.Scores, row => row.Floor),
            minimumShares = Column(result.Scores, row => row.MinimumShare),
            spreads = Column(result.Scores, row => row.Spread),
            consensus = Column(result.Scores, row => row.GroupAwareConsensus),
            enough = Column(result.Scores, row => row.EnoughInEverySegment),
        }, stop);
        await Sql.Run(connection, ThemesSql, new
        {
            runId,
            themeIds = Column(result.Themes, row => row.ThemeId),
            workingGroups = Column(result.Themes, row => row.WorkingGroup),
            positions = Column(result.Themes, row => row.Position),
            labels = Column(result.Themes, row => row.LabelsSealed),
            answers = Column(result.Themes, row => row.Answers),
        }, stop);
        await Sql.Run(connection, ThemeAnswersSql, new
        {
            runId,
            statementIds = Column(result.ThemeAnswers, row => row.StatementId),
            themeIds = Column(result.ThemeAnswers, row => row.ThemeId),
            ranks = Column(result.ThemeAnswers, row => row.Rank),
        }, stop);
        await WriteMap(connection, runId, result, stop);
    }

    private static async Task WriteMap(NpgsqlConnection connection, Guid runId, RunResult result, CancellationToken stop)
    {
        await Sql.Run(connection, GroupsSql, new
        {
            runId,
            groups = Column(result.Groups, row => row.OpinionGroup),
            participants = Column(result.Groups, row => row.Participants),
            x = Column(result.Groups, row => row.CentreX),
            y = Column(result.Groups, row => row.CentreY),
        }, stop);
        await Sql.Run(connection, PositionsSql, new
        {
            runId,
            participantIds = Column(result.Positions, row => row.ParticipantId),
            x = Column(result.Positions, row => row.X),
            y = Column(result.Positions, row => row.Y),
            groups = Column(result.Positions, row => row.OpinionGroup),
        }, stop);
        await Sql.Run(connection, GroupCountsSql, new
        {
            runId,
            statementIds = Column(result.GroupCounts, row => row.StatementId),
            groups = Column(result.GroupCounts, row => row.OpinionGroup),
            agree = Column(result.GroupCounts, row => row.Agree),
            disagree = Column(result.GroupCounts, row => row.Disagree),
            pass = Column(result.GroupCounts, row => row.Pass),
            ranks = Column(result.GroupCounts, row => row.RepresentativeRank),
        }, stop);
    }

    private static TValue[] Column<TRow, TValue>(IReadOnlyList<TRow> rows, Func<TRow, TValue> value)
    {
        var column = new TValue[rows.Count];
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = value(rows[i]);
        }
        return column;
    }
}
