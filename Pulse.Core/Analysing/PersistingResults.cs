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
          (run_id, statement_id, floor, minimum_share, spread, group_aware_consensus, enough_in_every_segment,
           effective_agreement, group_aware_consensus_mean, concreteness, concrete_by, joint_floor,
           expected_least, expected_least_low, expected_least_high)
        select @runId, id, floor, minimum_share, spread, consensus, enough, effective, mean, concreteness,
          string_to_array(cues, ' '), joint, least, least_low, least_high
        from unnest(
          @statementIds::uuid[], @floors::float8[], @minimumShares::float8[],
          @spreads::float8[], @consensus::float8[], @enough::boolean[], @effective::float8[], @means::float8[],
          @concreteness::float8[], @cues::text[], @joint::float8[], @least::float8[], @leastLow::float8[],
          @leastHigh::float8[])
          as row (id, floor, minimum_share, spread, consensus, enough, effective, mean, concreteness, cues, joint,
            least, least_low, least_high)
        """;

    private const string ThemesSql = """
        insert into analysing.themes (run_id, theme_id, working_group, position, labels_sealed, answers, parent_id)
        select @runId, * from unnest(
          @themeIds::uuid[], @workingGroups::text[], @positions::int[],
          @labels::bytea[], @answers::int[], @parents::uuid[])
        """;

    private const string ThemeAnswersSql = """
        insert into analysing.theme_answers (run_id, statement_id, theme_id, rank, sub_theme_id)
        select @runId, * from unnest(@statementIds::uuid[], @themeIds::uuid[], @ranks::int[], @subThemeIds::uuid[])
        """;

    private const string GroupsSql = """
        insert into analysing.opinion_groups
          (run_id, opinion_group, participants, centre_x, centre_y, shown_as, carries_on, jaccard, verdict)
        select @runId, * from unnest(
          @groups::int[], @participants::int[], @x::float8[], @y::float8[],
          @shownAs::int[], @carriesOn::boolean[], @jaccard::float8[], @verdicts::text[])
        """;

    private const string PositionsSql = """
        insert into analysing.positions (run_id, participant_id, x, y, opinion_group, stability)
        select @runId, * from unnest(
          @participantIds::uuid[], @x::float8[], @y::float8[], @groups::int[], @stays::float8[])
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

    /// <summary>In the caller's transaction.</summary>
    internal static async Task WriteAll(NpgsqlConnection connection, Guid runId, RunResult result, CancellationToken stop)
    {
        await Sql.Run(connection, TotalsSql, new
        {
            runId,
            workingGroups = result.Totals.Column(row => row.WorkingGroup),
            participants = result.Totals.Column(row => row.Participants),
            answers = result.Totals.Column(row => row.Answers),
            excluded = result.Totals.Column(row => row.Excluded),
            statements = result.Totals.Column(row => row.Statements),
            votes = result.Totals.Column(row => row.Votes),
        }, stop);
        await Sql.Run(connection, CountsSql, new
        {
            runId,
            statementIds = result.Counts.Column(row => row.StatementId),
            segments = result.Counts.Column(row => row.Segment),
            agree = result.Counts.Column(row => row.Agree),
            disagree = result.Counts.Column(row => row.Disagree),
            pass = result.Counts.Column(row => row.Pass),
            low = result.Counts.Column(row => row.Low),
            high = result.Counts.Column(row => row.High),
        }, stop);
        await Sql.Run(connection, ScoresSql, new
        {
            runId,
            statementIds = result.Scores.Column(row => row.StatementId),
            floors = result.Scores.Column(row => row.Floor),
            minimumShares = result.Scores.Column(row => row.MinimumShare),
            spreads = result.Scores.Column(row => row.Spread),
            consensus = result.Scores.Column(row => row.GroupAwareConsensus),
            enough = result.Scores.Column(row => row.EnoughInEverySegment),
            effective = result.Scores.Column(row => row.EffectiveAgreement),
            means = result.Scores.Column(row => row.GroupAwareConsensusMean),
            concreteness = result.Scores.Column(row => row.Concreteness),
            joint = result.Scores.Column(row => row.JointFloor),
            least = result.Scores.Column(row => row.ExpectedLeast),
            leastLow = result.Scores.Column(row => row.ExpectedLeastLow),
            leastHigh = result.Scores.Column(row => row.ExpectedLeastHigh),
            cues = result.Scores.Column(row => row.ConcreteBy is { } cues ? string.Join(' ', cues) : null),
        }, stop);
        await Sql.Run(connection, ThemesSql, new
        {
            runId,
            themeIds = result.Themes.Column(row => row.ThemeId),
            workingGroups = result.Themes.Column(row => row.WorkingGroup),
            positions = result.Themes.Column(row => row.Position),
            labels = result.Themes.Column(row => row.LabelsSealed),
            answers = result.Themes.Column(row => row.Answers),
            parents = result.Themes.Column(row => row.ParentId),
        }, stop);
        await Sql.Run(connection, ThemeAnswersSql, new
        {
            runId,
            statementIds = result.ThemeAnswers.Column(row => row.StatementId),
            themeIds = result.ThemeAnswers.Column(row => row.ThemeId),
            ranks = result.ThemeAnswers.Column(row => row.Rank),
            subThemeIds = result.ThemeAnswers.Column(row => row.SubThemeId),
        }, stop);
        await WriteMap(connection, runId, result, stop);
        await PersistingFindings.Write(connection, runId, result.Findings, stop);
    }

    private static async Task WriteMap(NpgsqlConnection connection, Guid runId, RunResult result, CancellationToken stop)
    {
        await Sql.Run(connection, GroupsSql, new
        {
            runId,
            groups = result.Groups.Column(row => row.OpinionGroup),
            participants = result.Groups.Column(row => row.Participants),
            x = result.Groups.Column(row => row.CentreX),
            y = result.Groups.Column(row => row.CentreY),
            shownAs = result.Groups.Column(row => row.ShownAs),
            carriesOn = result.Groups.Column(row => row.CarriesOn),
            jaccard = result.Groups.Column(row => row.Jaccard),
            verdicts = result.Groups.Column(row => row.Verdict),
        }, stop);
        await Sql.Run(connection, PositionsSql, new
        {
            runId,
            participantIds = result.Positions.Column(row => row.ParticipantId),
            x = result.Positions.Column(row => row.X),
            y = result.Positions.Column(row => row.Y),
            groups = result.Positions.Column(row => row.OpinionGroup),
            stays = result.Positions.Column(row => row.Stability),
        }, stop);
        await Sql.Run(connection, GroupCountsSql, new
        {
            runId,
            statementIds = result.GroupCounts.Column(row => row.StatementId),
            groups = result.GroupCounts.Column(row => row.OpinionGroup),
            agree = result.GroupCounts.Column(row => row.Agree),
            disagree = result.GroupCounts.Column(row => row.Disagree),
            pass = result.GroupCounts.Column(row => row.Pass),
            ranks = result.GroupCounts.Column(row => row.RepresentativeRank),
        }, stop);
    }
}
