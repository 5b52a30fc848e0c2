using System.Text.Json;
using Npgsql;
using Pulse.Drafting;

namespace Pulse.Publishing;

/// <summary>What one task did to a run's words, over all its steps.</summary>
/// <param name="Dropped">Rule to number: what the verifiers took out.</param>
/// <param name="Flagged">Rule to number: what a person should look at.</param>
/// <param name="Reasons">Why the built-in result stands, with the number of steps; the most frequent first.</param>
public sealed record TaskEditing(
    string Task, int Steps, int Calls, int Repaired, int LeftOut, int FallenBack, IReadOnlyDictionary<string, int> Dropped,
    IReadOnlyDictionary<string, int> Flagged, IReadOnlyList<(string Reason, int Steps)> Reasons);

/// <summary>Tokens and money, expected or used; money in millionths of a US dollar.</summary>
public sealed record ModelUse(int Calls, long Tokens, long MicroUsd);

/// <summary>How a run's editing stands.</summary>
/// <param name="Finished">Every step is done.</param>
/// <param name="Expected">The estimate made before it began; null before there is one.</param>
/// <param name="Used">By calls made for the editing; what came from the cache cost nothing.</param>
/// <param name="Waiting">Why it does not go on, where it does not.</param>
public sealed record RunEditing(
    bool Finished, IReadOnlyList<TaskEditing> Tasks, ModelUse? Expected, ModelUse Used, string? Waiting)
{
    /// <summary>By calls made to repeat it with prompts in other languages.</summary>
    public required ModelUse UsedByRepetition { get; init; }
    public string? RepetitionWaiting { get; init; }
}

public static class RunEditings
{
    private const string TasksSql = """
        select task, calls, repaired, left_out, fallen_back, dropped::text as dropped, flagged::text as flagged, reason
        from drafting.edits where run_id = @runId order by task, subject, language
        """;

    private const string FinishedSql = "select exists (select from drafting.edited_runs where run_id = @runId)";

    private const string ExpectedSql = """
        select calls, tokens_in + tokens_out as tokens, micro_usd from drafting.estimates where run_id = @runId
        """;

    private const string UsedSql = """
        select count(*)::int as calls, coalesce(sum(tokens_in + tokens_out), 0)::bigint as tokens,
          coalesce(sum(micro_usd), 0)::bigint as micro_usd
        from language.calls where run_id = @runId and (prompt_hash = any(@retargeted)) = @repeated
        """;

    private const string WaitingSql = "select message from work.failures where job = @job and subject = @runId";

    // Only a repetition asks in one language for text in another
    private static readonly string[] _retargeted = [.. Repetition.Retargeted.Select(prompt => prompt.Hash)];

    public static async Task<RunEditing> Of(NpgsqlConnection connection, Guid runId, CancellationToken stop)
    {
        var scope = new { runId };
        var rows = await Sql.Rows<Row>(connection, TasksSql, scope, stop);
        return new RunEditing(
            await Sql.One<bool>(connection, FinishedSql, scope, stop),
            [.. rows.GroupBy(row => row.Task).Select(task => new TaskEditing(
                task.Key, task.Count(), task.Sum(row => row.Calls), task.Sum(row => row.Repaired), task.Sum(row => row.LeftOut),
                task.Sum(row => row.FallenBack), Sum(task.Select(row => row.Dropped)), Sum(task.Select(row => row.Flagged)),
                [
                    .. task.Where(row => row.Reason is not null).GroupBy(row => row.Reason!)
                        .Select(steps => (Reason: steps.Key, Steps: steps.Count()))
                        .OrderByDescending(one => one.Steps).ThenBy(one => one.Reason, StringComparer.Ordinal),
                ]))],
            await Sql.OneOrNone<ModelUse>(connection, ExpectedSql, scope, stop),
            await Used(false), await Waiting(EditingRuns.Job))
        {
            UsedByRepetition = await Used(true),
            RepetitionWaiting = await Waiting(RepeatingRuns.Job),
        };

        Task<ModelUse> Used(bool repeated) => Sql.One<ModelUse>(connection, UsedSql, new { runId, retargeted = _retargeted, repeated }, stop);

        Task<string?> Waiting(string job) => Sql.OneOrNone<string>(connection, WaitingSql, new { runId, job }, stop);
    }

    private static Dictionary<string, int> Sum(IEnumerable<string> counts) => counts
        .SelectMany(json => JsonSerializer.Deserialize<Dictionary<string, int>>(json)!)
        .GroupBy(pair => pair.Key).OrderBy(rule => rule.Key, StringComparer.Ordinal)
        .ToDictionary(rule => rule.Key, rule => rule.Sum(pair => pair.Value));

    private sealed record Row(
        string Task, int Calls, int Repaired, int LeftOut, int FallenBack, string Dropped, string Flagged, string? Reason);
}
