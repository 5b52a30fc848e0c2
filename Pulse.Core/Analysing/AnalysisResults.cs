using Npgsql;

namespace Pulse.Analysing;

/// <summary>What a finished run found, as pages, drafts and briefs read it. Texts stay with Moderating.</summary>
public static class AnalysisResults
{
    private const string TotalsSql = """
        select working_group, participants, answers, excluded, statements, votes
        from analysing.run_totals where run_id = @runId order by working_group
        """;

    private const string CountsSql = """
        select statement_id, segment, agree, disagree, pass, low, high
        from analysing.statement_counts where run_id = @runId order by statement_id, segment
        """;

    private const string CountsOfWorkingGroupSql = """
        select c.statement_id, c.segment, c.agree, c.disagree, c.pass, c.low, c.high
        from analysing.statement_counts c
        join moderating.statements s using (statement_id)
        where c.run_id = @runId and s.working_group = @workingGroup
        order by c.statement_id, c.segment
        """;

    private const string ScoresSql = """
        select statement_id, floor, minimum_share, spread, group_aware_consensus, enough_in_every_segment,
          effective_agreement, group_aware_consensus_mean, concreteness, concrete_by, joint_floor,
          expected_least, expected_least_low, expected_least_high
        from analysing.statement_scores where run_id = @runId order by floor desc, statement_id
        """;

    private const string ScoresOfWorkingGroupSql = """
        select c.statement_id, c.floor, c.minimum_share, c.spread, c.group_aware_consensus, c.enough_in_every_segment,
          c.effective_agreement, c.group_aware_consensus_mean, c.concreteness, c.concrete_by, c.joint_floor,
          c.expected_least, c.expected_least_low, c.expected_least_high
        from analysing.statement_scores c
        join moderating.statements s using (statement_id)
        where c.run_id = @runId and s.working_group = @workingGroup
        order by c.floor desc, c.statement_id
        """;

    private const string ThemesSql = """
        select theme_id, working_group, position, labels_sealed, answers, parent_id
        from analysing.themes where run_id = @runId order by working_group, position
        """;

    private const string ThemeAnswersSql = """
        select statement_id, theme_id, rank, sub_theme_id
        from analysing.theme_answers where run_id = @runId order by theme_id, rank, statement_id
        """;

    private const string GroupsSql = """
        select opinion_group, participants, centre_x, centre_y, shown_as, carries_on, jaccard, verdict
        from analysing.opinion_groups where run_id = @runId order by opinion_group
        """;

    private const string PositionsSql = """
        select participant_id, x, y, opinion_group, stability
        from analysing.positions where run_id = @runId order by participant_id
        """;

    private const string GroupCountsSql = """
        select statement_id, opinion_group, agree, disagree, pass, representative_rank
        from analysing.group_counts where run_id = @runId order by opinion_group, statement_id
        """;

    private const string SlateSql = """
        select statement_id, position, chosen_by, approvals
        from analysing.slate_statements where run_id = @runId order by position, statement_id
        """;

    /// <summary>Statements chosen together, over all working groups; positions count within one.</summary>
    public static Task<IReadOnlyList<RunSlateStatement>> Slate(
        NpgsqlConnection connection, Guid runId, CancellationToken stop) =>
        Sql.Rows<RunSlateStatement>(connection, SlateSql, new { runId }, stop);

    public static Task<IReadOnlyList<RunTotal>> Totals(NpgsqlConnection connection, Guid runId, CancellationToken stop) =>
        Sql.Rows<RunTotal>(connection, TotalsSql, new { runId }, stop);

    public static Task<IReadOnlyList<StatementCount>> Counts(
        NpgsqlConnection connection, Guid runId, CancellationToken stop) =>
        Sql.Rows<StatementCount>(connection, CountsSql, new { runId }, stop);

    public static Task<IReadOnlyList<StatementCount>> CountsOf(
        NpgsqlConnection connection, Guid runId, string workingGroup, CancellationToken stop) =>
        Sql.Rows<StatementCount>(connection, CountsOfWorkingGroupSql, new { runId, workingGroup }, stop);

    /// <summary>Highest headline first.</summary>
    public static Task<IReadOnlyList<StatementScore>> Scores(
        NpgsqlConnection connection, Guid runId, CancellationToken stop) =>
        Sql.Rows<StatementScore>(connection, ScoresSql, new { runId }, stop);

    /// <summary>Highest headline first.</summary>
    public static Task<IReadOnlyList<StatementScore>> ScoresOf(
        NpgsqlConnection connection, Guid runId, string workingGroup, CancellationToken stop) =>
        Sql.Rows<StatementScore>(connection, ScoresOfWorkingGroupSql, new { runId, workingGroup }, stop);

    /// <summary>By working group, largest first.</summary>
    public static Task<IReadOnlyList<RunTheme>> Themes(NpgsqlConnection connection, Guid runId, CancellationToken stop) =>
        Sql.Rows<RunTheme>(connection, ThemesSql, new { runId }, stop);

    /// <summary>By theme, most representative first; those that fit no theme come last.</summary>
    public static Task<IReadOnlyList<ThemeAnswer>> ThemeAnswers(
        NpgsqlConnection connection, Guid runId, CancellationToken stop) =>
        Sql.Rows<ThemeAnswer>(connection, ThemeAnswersSql, new { runId }, stop);

    public static Task<IReadOnlyList<RunGroup>> Groups(NpgsqlConnection connection, Guid runId, CancellationToken stop) =>
        Sql.Rows<RunGroup>(connection, GroupsSql, new { runId }, stop);

    public static Task<IReadOnlyList<RunPosition>> Positions(
        NpgsqlConnection connection, Guid runId, CancellationToken stop) =>
        Sql.Rows<RunPosition>(connection, PositionsSql, new { runId }, stop);

    public static Task<IReadOnlyList<GroupCount>> GroupCounts(
        NpgsqlConnection connection, Guid runId, CancellationToken stop) =>
        Sql.Rows<GroupCount>(connection, GroupCountsSql, new { runId }, stop);
}
