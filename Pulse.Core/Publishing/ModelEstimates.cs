using System.Text.Json;
using Npgsql;

namespace Pulse.Publishing;

/// <summary>What one task would take of what is there now; money in millionths of a US dollar.</summary>
/// <param name="Task">The job that does it: translate, suggest, embed, edit or narrate.</param>
public sealed record TaskEstimate(string Task, int Calls, long TokensIn, long TokensOut, long MicroUsd)
{
    public long Tokens => TokensIn + TokensOut;
}

/// <summary>An estimate as it was made.</summary>
/// <param name="Model">The worker's, at that moment; null where it has none.</param>
/// <param name="PricesOn">Day of the prices; null where the worker has none, and then no money is told.</param>
public sealed record ModelEstimate(IReadOnlyList<TaskEstimate> Tasks, string? Model, DateOnly? PricesOn, DateTime MadeAt)
{
    public int Calls => Tasks.Sum(task => task.Calls);
    public long Tokens => Tasks.Sum(task => task.Tokens);
    public long? MicroUsd => PricesOn is null ? null : Tasks.Sum(task => task.MicroUsd);
}

/// <summary>publishing.model_estimates: asked for at the desk, worked out by the worker.</summary>
public static class ModelEstimates
{
    private const string AskSql = """
        insert into publishing.model_estimates (estimate_id, dialogue_id, asked_by)
        values (@id, @dialogue, @staff)
        on conflict (dialogue_id) where tasks is null do nothing
        """;

    private const string WaitingSql = """
        select dialogue_id from publishing.model_estimates where tasks is null order by asked_at, dialogue_id
        """;

    private const string MakeSql = """
        update publishing.model_estimates
        set tasks = @tasks::jsonb, model = @model, prices_on = @pricesOn, made_at = clock_timestamp()
        where dialogue_id = @dialogue and tasks is null
        """;

    private const string NewestSql = """
        select tasks::text as tasks, model, prices_on, made_at
        from publishing.model_estimates where dialogue_id = @dialogue and tasks is not null
        order by made_at desc, estimate_id limit 1
        """;

    private const string IsWaitedForSql = """
        select exists (select from publishing.model_estimates where dialogue_id = @dialogue and tasks is null)
        """;

    /// <summary>Asks for one; asked again before it is worked on, it is asked once.</summary>
    public static Task Ask(NpgsqlConnection connection, Guid dialogue, Guid staff, CancellationToken stop) =>
        Sql.Run(connection, AskSql, new { id = Guid.NewGuid(), dialogue, staff }, stop);

    /// <summary>Dialogues of which somebody wants to know, the longest waiting first.</summary>
    public static Task<IReadOnlyList<Guid>> Waiting(NpgsqlConnection connection, CancellationToken stop) =>
        Sql.Rows<Guid>(connection, WaitingSql, null, stop);

    public static Task<bool> IsWaitedFor(NpgsqlConnection connection, Guid dialogue, CancellationToken stop) =>
        Sql.One<bool>(connection, IsWaitedForSql, new { dialogue }, stop);

    public static Task Make(
        NpgsqlConnection connection, Guid dialogue, IReadOnlyList<TaskEstimate> tasks, string? model, DateOnly? pricesOn,
        CancellationToken stop) =>
        Sql.Run(connection, MakeSql, new { dialogue, tasks = JsonSerializer.Serialize(tasks), model, pricesOn }, stop);

    /// <summary>Null where none was made.</summary>
    public static async Task<ModelEstimate?> Newest(NpgsqlConnection connection, Guid dialogue, CancellationToken stop) =>
        await Sql.OneOrNone<Row>(connection, NewestSql, new { dialogue }, stop) is { } row
            ? new ModelEstimate(JsonSerializer.Deserialize<TaskEstimate[]>(row.Tasks)!, row.Model, row.PricesOn, row.MadeAt) : null;

    private sealed record Row
    {
        public string Tasks { get; init; } = "";
        public string? Model { get; init; }
        public DateOnly? PricesOn { get; init; }
        public DateTime MadeAt { get; init; }
    }
}
