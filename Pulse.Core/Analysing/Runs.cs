using Npgsql;
using Pulse.Collecting;
using Pulse.Work;

namespace Pulse.Analysing;

/// <summary>analysing.runs and the pointer to the current one. A run that is neither finished nor failed is work to do.</summary>
public static class Runs
{
    private const string RequestSql = """
        with waiting as (
          select run_id from analysing.runs
          where dialogue_id = @dialogueId and state = 'requested'
          order by requested_at, run_id limit 1
        ), requested as (
          insert into analysing.runs (run_id, dialogue_id, requested_by, seed, parameters)
          select @runId, @dialogueId, @staffId, @seed, @parameters::jsonb
          where not exists (select from waiting)
          returning run_id
        )
        select run_id from requested union all select run_id from waiting
        """;

    private const string DueSql = """
        select run_id from analysing.runs
        where state in ('requested', 'running')
        order by requested_at, run_id
        """;

    private const string StartSql = """
        update analysing.runs
        set state = 'running', started_at = coalesce(started_at, clock_timestamp()), attempts = attempts + 1,
            code_version = @codeVersion, stale = false, last_error = null
        where run_id = @runId and state in ('requested', 'running')
        """;

    private const string ProgressSql = """
        update analysing.runs set stage = @stage, stage_done = @done, stage_total = @total
        where run_id = @runId and state = 'running'
        """;

    private const string FailedSql = """
        update analysing.runs
        set last_error = @message,
            state = case when @permanent then 'failed' else state end,
            finished_at = case when @permanent then clock_timestamp() else finished_at end
        where run_id = @runId and state in ('requested', 'running')
        """;

    private const string DropFrozenSql = "delete from analysing.frozen_inputs where run_id = @runId";

    private const string LockSql = "select state from analysing.runs where run_id = @runId for update";

    private const string FinishSql = """
        update analysing.runs
        set state = 'finished', stage = 'persist', stage_done = stage_total, input_fingerprint = @fingerprint,
            result_hash = @resultHash, finished_at = clock_timestamp()
        where run_id = @runId and state = 'running'
        """;

    // A run that was requested earlier but finished later must not hide a newer one
    private const string PointSql = """
        insert into analysing.current_runs (dialogue_id, run_id)
        select dialogue_id, run_id from analysing.runs where run_id = @runId
        on conflict (dialogue_id) do update set run_id = excluded.run_id
          where (select requested_at from analysing.runs r where r.run_id = current_runs.run_id)
             <= (select requested_at from analysing.runs r where r.run_id = excluded.run_id)
        """;

    private const string FindSql = """
        select run_id, dialogue_id, requested_at, state, stage, stage_done, stage_total, seed,
          parameters::text as parameters, code_version, input_fingerprint, result_hash, started_at, finished_at, stale,
          attempts, last_error
        from analysing.runs where run_id = @runId
        """;

    private const string CurrentSql = """
        select r.run_id, r.dialogue_id, r.requested_at, r.state, r.stage, r.stage_done, r.stage_total, r.seed,
          r.parameters::text as parameters, r.code_version, r.input_fingerprint, r.result_hash, r.started_at,
          r.finished_at, r.stale, r.attempts, r.last_error
        from analysing.current_runs c
        join analysing.runs r using (run_id)
        where c.dialogue_id = @dialogueId
        """;

    private const string OfDialogueSql = """
        select run_id, dialogue_id, requested_at, state, stage, stage_done, stage_total, seed,
          parameters::text as parameters, code_version, input_fingerprint, result_hash, started_at, finished_at, stale,
          attempts, last_error
        from analysing.runs where dialogue_id = @dialogueId
        order by requested_at desc, run_id
        """;

    /// <summary>SQL of runs that nobody has just left; their other rows say whether they are stale.</summary>
    public const string NobodyJustLeft = $"(select dialogue_id from analysing.runs where run_id = @run) not in ({UncarriedWithdrawals.JustLeft})";

    // A running run is marked too: if it commits first, this waits for it, and marks what it has just finished
    private const string MarkStaleSql = """
        with outdated as (
          update analysing.runs set stale = true
          where dialogue_id = @dialogueId and state in ('running', 'finished')
          returning run_id, state
        ), forgotten as (
          delete from analysing.frozen_inputs f using outdated o where f.run_id = o.run_id
        )
        select count(*)::int from outdated where state = 'finished'
        """;

    /// <summary>Asks for a run. While another is waiting to be started, that one is returned: it will see the same data.</summary>
    /// <param name="parameters">JSON of the arithmetic's parameters.</param>
    public static Task<Guid> Request(
        NpgsqlConnection connection, Guid dialogueId, long seed, string parameters, Guid? staffId,
        CancellationToken stop) =>
        Sql.One<Guid>(
            connection, RequestSql, new { runId = Guid.NewGuid(), dialogueId, seed, parameters, staffId }, stop);

    /// <summary>Runs to be worked on, longest waiting first.</summary>
    public static Task<IReadOnlyList<Guid>> Due(NpgsqlConnection connection, CancellationToken stop) =>
        Sql.Rows<Guid>(connection, DueSql, null, stop);

    /// <returns>False if the run is finished or failed.</returns>
    public static async Task<bool> Start(
        NpgsqlConnection connection, Lease lease, Guid runId, string codeVersion, CancellationToken stop)
    {
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await Leases.Guard(connection, lease, stop);
        var started = await Sql.Run(connection, StartSql, new { runId, codeVersion }, stop) == 1;
        await transaction.CommitAsync(stop);
        return started;
    }

    /// <summary>Shows how far a run is, in a transaction of its own.</summary>
    public static async Task Progress(
        NpgsqlConnection connection, Lease lease, Guid runId, RunStage stage, int done, int total,
        CancellationToken stop)
    {
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await Leases.Guard(connection, lease, stop);
        await Sql.Run(connection, ProgressSql, new { runId, stage = NameOf(stage), done, total }, stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>Writes the last error on the run; a permanent one ends it and drops its frozen input.</summary>
    public static async Task Failed(
        NpgsqlConnection connection, Guid runId, bool permanent, string message, CancellationToken stop)
    {
        await Sql.Run(connection, FailedSql, new { runId, permanent, message }, stop);
        if (permanent)
        {
            await Sql.Run(connection, DropFrozenSql, new { runId }, stop);
        }
    }

    /// <summary>Locks a run inside the transaction that writes its results.</summary>
    internal static Task<string?> Lock(NpgsqlConnection connection, Guid runId, CancellationToken stop) =>
        Sql.OneOrNone<string>(connection, LockSql, new { runId }, stop);

    /// <summary>Seals a run: hash, end, pointer; the frozen input has served. The caller holds the transaction.</summary>
    internal static async Task Finish(
        NpgsqlConnection connection, Guid runId, byte[] fingerprint, byte[] resultHash, CancellationToken stop)
    {
        await Sql.Run(connection, FinishSql, new { runId, fingerprint, resultHash }, stop);
        await Sql.Run(connection, PointSql, new { runId }, stop);
        await Sql.Run(connection, DropFrozenSql, new { runId }, stop);
    }

    public static Task<Run?> Find(NpgsqlConnection connection, Guid runId, CancellationToken stop) =>
        Sql.OneOrNone<Run>(connection, FindSql, new { runId }, stop);

    /// <summary>The run whose results are shown; null before the first has finished.</summary>
    public static Task<Run?> Current(NpgsqlConnection connection, Guid dialogueId, CancellationToken stop) =>
        Sql.OneOrNone<Run>(connection, CurrentSql, new { dialogueId }, stop);

    /// <summary>Newest first.</summary>
    public static Task<IReadOnlyList<Run>> OfDialogue(
        NpgsqlConnection connection, Guid dialogueId, CancellationToken stop) =>
        Sql.Rows<Run>(connection, OfDialogueSql, new { dialogueId }, stop);

    /// <summary>
    /// After a withdrawal: marks the dialogue's runs stale, and forgets frozen inputs, so that a run at work begins anew.
    /// </summary>
    /// <returns>How many finished runs there are.</returns>
    public static Task<int> MarkStale(NpgsqlConnection connection, Guid dialogueId, CancellationToken stop) =>
        Sql.One<int>(connection, MarkStaleSql, new { dialogueId }, stop);

    internal static string NameOf(RunStage stage) => stage switch
    {
        RunStage.Freeze => "freeze",
        RunStage.Count => "count",
        RunStage.Theme => "theme",
        RunStage.Group => "group",
        RunStage.Persist => "persist",
    };
}
