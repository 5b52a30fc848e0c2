using System.Text.Json;
using Npgsql;

namespace Pulse.Language.Calling;

/// <summary>
/// language.calls and language.budgets: a row per request, written before it is made and completed after. A budget's row
/// holds what its month's calls used or hold in reserve, so that checking and reserving are one statement.
/// </summary>
public static class Calls
{
    private const string BeginSql = """
        with room as (
          insert into language.budgets as standing (dialogue_id, month, tokens, micro_usd)
          select @Dialogue, @Month, @TokensIn::bigint + @TokensOut::bigint, @MicroUsd
          where (@MostTokens::bigint is null or @TokensIn::bigint + @TokensOut::bigint <= @MostTokens)
            and (@MostMicroUsd::bigint is null or @MicroUsd::bigint <= @MostMicroUsd)
          on conflict (dialogue_id, month) do update
          set tokens = standing.tokens + excluded.tokens, micro_usd = standing.micro_usd + excluded.micro_usd
          where (@MostTokens::bigint is null or standing.tokens + excluded.tokens <= @MostTokens)
            and (@MostMicroUsd::bigint is null or standing.micro_usd + excluded.micro_usd <= @MostMicroUsd)
          returning dialogue_id
        )
        insert into language.calls (call_id, dialogue_id, run_id, kind, task, provider, model, prompt_hash, schema_hash,
          input_mark, tokens_in, tokens_out, estimated, micro_usd, prices_on, outcome, called_on, lapses_at, expected_in,
          expected_micro_usd)
        select @CallId, dialogue_id, @Run, @Kind, @Task, @Provider, @Model, @PromptHash, @SchemaHash,
          @InputMark, @TokensIn, @TokensOut, true, @MicroUsd, @PricesOn, 'under-way', @Today, clock_timestamp() + @Lapse,
          @ExpectedIn, @ExpectedMicroUsd
        from room
        """;

    private const string EndSql = """
        with held as (
          select call_id, dialogue_id, tokens_in + tokens_out as tokens, micro_usd
          from language.calls where call_id = @CallId and outcome in ('under-way', 'abandoned')
          for update
        ), settled as (
          update language.budgets b
          set tokens = b.tokens - held.tokens + @TokensIn + @TokensOut, micro_usd = b.micro_usd - held.micro_usd + @MicroUsd
          from held where b.dialogue_id = held.dialogue_id and b.month = @Month
        )
        update language.calls c
        set tokens_in = @TokensIn, tokens_out = @TokensOut, estimated = @Estimated, micro_usd = @MicroUsd,
          latency_ms = @LatencyMs, outcome = @Outcome, lapses_at = null
        from held where c.call_id = held.call_id
        """;

    // What was sent may have been worked on and billed; of a reply that nobody got nothing is known
    private const string ReleaseSql = """
        with lapsed as (
          select call_id, dialogue_id, date_trunc('month', called_on)::date as month,
            tokens_in + tokens_out - expected_in as tokens, micro_usd - expected_micro_usd as micro_usd
          from language.calls where outcome = 'under-way' and lapses_at < clock_timestamp()
          for update skip locked
        ), abandoned as (
          update language.calls c
          set outcome = 'abandoned', tokens_in = expected_in, tokens_out = 0, micro_usd = expected_micro_usd, lapses_at = null
          from lapsed where c.call_id = lapsed.call_id
        ), freed as (
          select dialogue_id, month, sum(tokens)::bigint as tokens, sum(micro_usd)::bigint as micro_usd
          from lapsed group by dialogue_id, month
        ), released as (
          update language.budgets b
          set tokens = b.tokens - freed.tokens, micro_usd = b.micro_usd - freed.micro_usd
          from freed where b.dialogue_id = freed.dialogue_id and b.month = freed.month
        )
        select count(*)::int from lapsed
        """;

    private const string NextLapseSql = """
        select case when count(*) > 0 then greatest(min(lapses_at) - clock_timestamp(), interval '0') end from language.calls
        where dialogue_id = @dialogue and outcome = 'under-way'
        """;

    private const string UsedSql = """
        select tokens, micro_usd from language.budgets where dialogue_id = @dialogue and month = @month
        """;

    /// <returns>False where the month's budget has no room for it; then nothing was written.</returns>
    internal static async Task<bool> Begin(
        NpgsqlConnection connection, OpenedCall call, DialogueTerms terms, CancellationToken stop) =>
        await Sql.Run(connection, BeginSql, new
        {
            call.CallId,
            call.Call.Context.Dialogue,
            call.Call.Context.Run,
            Kind = Word(call.Call.Kind),
            call.Call.Context.Task,
            call.Provider,
            call.Model,
            call.Call.Context.PromptHash,
            call.Call.Context.SchemaHash,
            call.InputMark,
            call.TokensIn,
            call.TokensOut,
            call.MicroUsd,
            call.PricesOn,
            call.Today,
            call.Month,
            MostTokens = terms.TokensPerMonth,
            MostMicroUsd = terms.MicroUsdPerMonth,
            call.Lapse,
            call.ExpectedIn,
            call.ExpectedMicroUsd,
        }, stop) == 1;

    internal static Task End(NpgsqlConnection connection, OpenedCall call, ClosedCall closed, CancellationToken stop) =>
        Sql.Run(connection, EndSql, new
        {
            call.CallId,
            call.Month,
            closed.TokensIn,
            closed.TokensOut,
            closed.Estimated,
            closed.MicroUsd,
            closed.LatencyMs,
            Outcome = Word(closed.Outcome),
        }, stop);

    /// <summary>
    /// Calls that are past their deadline and that nobody ended were a worker's that was killed: their reserve goes back, and
    /// what was sent stays booked. One that ends after all is booked as it ended.
    /// </summary>
    /// <returns>How many there were.</returns>
    public static Task<int> ReleaseReserves(NpgsqlConnection connection, CancellationToken stop) =>
        Sql.One<int>(connection, ReleaseSql, null, stop);

    /// <summary>How long until the first reserve of a dialogue can come back at the latest; null where none is held.</summary>
    internal static Task<TimeSpan?> NextLapse(NpgsqlConnection connection, Guid dialogue, CancellationToken stop) =>
        Sql.One<TimeSpan?>(connection, NextLapseSql, new { dialogue }, stop);

    /// <summary>What a dialogue's calls of a month used or hold in reserve.</summary>
    /// <param name="month">Its first day.</param>
    public static async Task<(long Tokens, long MicroUsd)> Used(
        NpgsqlConnection connection, Guid dialogue, DateOnly month, CancellationToken stop) =>
        await Sql.OneOrNone<Use>(connection, UsedSql, new { dialogue, month }, stop) is { } use
            ? (use.Tokens, use.MicroUsd) : (0, 0);

    private static string Word<T>(T value) where T : struct, Enum =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private sealed record Use(long Tokens, long MicroUsd);
}

/// <summary>A request that is about to be made: its tokens and money are what is held in reserve for it.</summary>
/// <param name="Lapse">How long the reserve stands at most where nobody ends the call.</param>
/// <param name="ExpectedMicroUsd">What the message alone costs.</param>
internal sealed record OpenedCall(
    Guid CallId, ModelCall Call, string Provider, string Model, Guid InputMark, long TokensIn, long TokensOut,
    long MicroUsd, DateOnly? PricesOn, DateOnly Today, TimeSpan Lapse, long ExpectedMicroUsd)
{
    public long ExpectedIn => Call.InputTokens;
    public DateOnly Month => new(Today.Year, Today.Month, 1);
}

/// <summary>How a request ended.</summary>
internal sealed record ClosedCall(
    CallOutcome Outcome, long TokensIn, long TokensOut, bool Estimated, long MicroUsd, int LatencyMs);
