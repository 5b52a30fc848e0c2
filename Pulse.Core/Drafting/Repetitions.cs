using System.Text.Json;
using Npgsql;
using Pulse.Language.Calling;
using Pulse.People;

namespace Pulse.Drafting;

/// <summary>drafting.repetitions: per run and language, what a repetition would cost, whether it is wanted, and what it showed.</summary>
public static class Repetitions
{
    private const string OfferSql = """
        insert into drafting.repetitions (run_id, language, calls, tokens_in, tokens_out, micro_usd, prices_on, estimated_on)
        values (@run, @language, @Calls, @TokensIn, @TokensOut, @MicroUsd, @On, @today)
        on conflict (run_id, language) do nothing
        """;

    private const string OfRunSql = $"""
        select language, calls, tokens_in, tokens_out, micro_usd, requested_on is not null as requested,
          case when {Parities.NobodyLeft} then report_sealed end as report_sealed
        from drafting.repetitions where run_id = @run order by language
        """;

    // Once the run's own editing is done: what it asked is then in the cache. One whose run lost somebody is not worth a call
    private const string RequestSql = """
        update drafting.repetitions p set requested_on = coalesce(p.requested_on, @today)
        from analysing.runs r
        where p.run_id = @run and p.language = @language and r.run_id = p.run_id and r.dialogue_id = @dialogue and not r.stale
          and exists (select from drafting.edited_runs e where e.run_id = p.run_id)
        """;

    private const string DueRunsSql = """
        select distinct p.run_id
        from drafting.repetitions p
        join analysing.runs r using (run_id)
        join drafting.edited_runs using (run_id)
        where p.requested_on is not null and p.finished_on is null and not r.stale and r.dialogue_id = any(@dialogues)
        order by p.run_id
        """;

    private const string DueLanguagesSql = """
        select language from drafting.repetitions
        where run_id = @run and requested_on is not null and finished_on is null
        order by requested_on, language
        """;

    private const string FinishSql = """
        update drafting.repetitions set finished_on = @today, report_sealed = @report
        where run_id = @run and language = @language and finished_on is null
        """;

    private const string ForgetSql = """
        delete from drafting.repetitions p using analysing.runs r where r.run_id = p.run_id and r.dialogue_id = @dialogue
        """;

    /// <summary>Says what a repetition in a language would cost; nothing is asked before somebody wants it.</summary>
    public static Task Offer(
        NpgsqlConnection connection, Guid run, string language, CallEstimate expected, Prices prices, DateOnly today, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(prices);
        return Sql.Run(connection, OfferSql, new
        {
            run,
            language,
            expected.Calls,
            expected.TokensIn,
            expected.TokensOut,
            expected.MicroUsd,
            prices.On,
            today,
        }, stop);
    }

    /// <summary>By language. Empty where none was offered, or a withdrawal took them.</summary>
    public static async Task<IReadOnlyList<Repetition>> OfRun(
        NpgsqlConnection connection, DialogueKey key, Guid run, CancellationToken stop) =>
        [.. (await Sql.Rows<Row>(connection, OfRunSql, new { run }, stop)).Select(row => new Repetition(
            row.Language, new CallEstimate(row.Calls, row.TokensIn, row.TokensOut, row.MicroUsd), row.Requested,
            row.ReportSealed is null ? null : JsonSerializer.Deserialize<RepetitionReport>(key.Open(row.ReportSealed, Column(row.Language), run))))];

    /// <summary>Wants it. Whoever asks again changes nothing.</summary>
    /// <returns>False where nothing was offered, the run is still being edited, or somebody in it has withdrawn.</returns>
    public static async Task<bool> Request(
        NpgsqlConnection connection, Guid dialogue, Guid run, string language, DateOnly today, CancellationToken stop) =>
        await Sql.Run(connection, RequestSql, new { dialogue, run, language, today }, stop) == 1;

    public static Task<IReadOnlyList<Guid>> DueRuns(
        NpgsqlConnection connection, IReadOnlyCollection<Guid> dialogues, CancellationToken stop) =>
        Sql.Rows<Guid>(connection, DueRunsSql, new { dialogues = dialogues.ToArray() }, stop);

    public static Task<IReadOnlyList<string>> DueLanguages(NpgsqlConnection connection, Guid run, CancellationToken stop) =>
        Sql.Rows<string>(connection, DueLanguagesSql, new { run }, stop);

    internal static Task Finish(
        NpgsqlConnection connection, DialogueKey key, Guid run, RepetitionReport report, DateOnly today, CancellationToken stop) =>
        Sql.Run(connection, FinishSql, new
        {
            run,
            report.Language,
            today,
            report = key.Seal(JsonSerializer.Serialize(report), Column(report.Language), run),
        }, stop);

    /// <summary>After a withdrawal: reports and steps were made of words that are gone. What is offered goes too: its run is out of date.</summary>
    public static Task<int> ForgetWithdrawn(NpgsqlConnection connection, Guid dialogue, CancellationToken stop) =>
        Sql.Run(connection, ForgetSql, new { dialogue }, stop);

    private static string Column(string language) => $"drafting.repetitions.report:{language}";

    private sealed record Row(
        string Language, int Calls, long TokensIn, long TokensOut, long MicroUsd, bool Requested, byte[]? ReportSealed);
}
