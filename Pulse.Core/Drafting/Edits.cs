using System.Text.Json;
using Npgsql;
using Pulse.Analysing;
using Pulse.Language.Verifying;

namespace Pulse.Drafting;

/// <summary>drafting.edits and drafting.edited_runs: what was done to a run's words, step by step.</summary>
public static class Edits
{
    private const string AddSql = """
        insert into drafting.edits (run_id, task, subject, language, prompt_hash, model, calls, repaired, left_out, dropped,
          flagged, fallen_back, reason, made_on)
        values (@run, @Task, @Subject, @Language, @PromptHash, @model, @Calls, @Repaired, @LeftOut, @dropped::jsonb,
          @flagged::jsonb, @FallenBack, @Reason, @today)
        """;

    private const string DoneSql = """
        select task, subject, language from drafting.edits where run_id = @run
        """;

    // Drafted first: a model's drafts stand after the built-in candidates
    private const string DueSql = """
        select c.run_id
        from analysing.current_runs c
        join analysing.runs r using (run_id)
        join drafting.drafted_runs using (run_id)
        where not r.stale and r.dialogue_id = any(@dialogues)
          and not exists (select from drafting.edited_runs e where e.run_id = c.run_id)
        order by c.run_id
        """;

    private const string FinishSql = """
        insert into drafting.edited_runs (run_id, made_on) values (@run, @today) on conflict (run_id) do nothing
        """;

    // A withdrawal that marks the run waits for this transaction, or this one sees it
    private const string StandsSql = $"""
        select not stale and {Runs.NobodyJustLeft} from analysing.runs where run_id = @run for share
        """;

    /// <summary>Current runs of these dialogues that were drafted from and are not edited to their end.</summary>
    public static Task<IReadOnlyList<Guid>> DueRuns(
        NpgsqlConnection connection, IReadOnlyCollection<Guid> dialogues, CancellationToken stop) =>
        Sql.Rows<Guid>(connection, DueSql, new { dialogues = dialogues.ToArray() }, stop);

    /// <summary>Steps of a run that are done.</summary>
    public static async Task<IReadOnlySet<(string Task, string Subject, string Language)>> Done(
        NpgsqlConnection connection, Guid run, CancellationToken stop) =>
        (await Sql.Rows<Step>(connection, DoneSql, new { run }, stop)).Select(step => (step.Task, step.Subject, step.Language)).ToHashSet();

    internal static Task Add(
        NpgsqlConnection connection, Guid run, Edit edit, string model, DateOnly today, CancellationToken stop) =>
        Sql.Run(connection, AddSql, new
        {
            run,
            edit.Task,
            edit.Subject,
            edit.Language,
            edit.PromptHash,
            model,
            edit.Counts.Calls,
            edit.Counts.Repaired,
            edit.Counts.LeftOut,
            dropped = Json(edit.Counts.Dropped),
            flagged = Json(edit.Counts.Flagged),
            edit.Counts.FallenBack,
            edit.Reason,
            today,
        }, stop);

    internal static Task Finish(NpgsqlConnection connection, Guid run, DateOnly today, CancellationToken stop) =>
        Sql.Run(connection, FinishSql, new { run, today }, stop);

    /// <summary>False once somebody in the run has withdrawn; held until the caller's transaction ends.</summary>
    internal static Task<bool> Stands(NpgsqlConnection connection, Guid run, CancellationToken stop) =>
        Sql.OneOrNone<bool>(connection, StandsSql, new { run }, stop);

    private static string Json(IReadOnlyDictionary<Rule, int> counts) =>
        JsonSerializer.Serialize(counts.ToDictionary(pair => Edit.NameOf(pair.Key), pair => pair.Value));

    private sealed record Step(string Task, string Subject, string Language);
}
