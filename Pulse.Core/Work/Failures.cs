using Npgsql;

namespace Pulse.Work;

/// <summary>One row per job and subject that failed last time; gone as soon as it succeeds.</summary>
public static class Failures
{
    /// <summary>After so many transient failures in a row a person has to look.</summary>
    public const int MostAttempts = 8;

    // Attempts count failures of one kind in a row: a pause that was asked for says nothing about those without one
    private const string RecordSql = """
        insert into work.failures (job, subject, attempts, permanent, message, waits_until)
        values (@job, @subject, 1, @permanent, @message, clock_timestamp() + @pause::interval)
        on conflict (job, subject) do update
          set attempts = case when (failures.waits_until is null) = (excluded.waits_until is null)
                then failures.attempts + 1 else 1 end,
              permanent = @permanent or (excluded.waits_until is null and failures.waits_until is null
                and failures.attempts + 1 >= @mostAttempts),
              message = @message, failed_at = clock_timestamp(), waits_until = excluded.waits_until
        returning job, subject, attempts, permanent, message, failed_at, waits_until
        """;

    private const string ClearSql = "delete from work.failures where job = @job and subject = @subject";

    // Twice as long after every failure, up to five minutes, and never less than was asked for
    private const string MustWaitSql = """
        select exists (
          select from work.failures
          where job = @job and subject = @subject
            and (permanent or greatest(waits_until,
              failed_at + least(power(2, least(attempts, 20) - 1), 300) * interval '1 second') > clock_timestamp()))
        """;

    private const string AllSql = """
        select job, subject, attempts, permanent, message, failed_at, waits_until
        from work.failures order by failed_at desc, job, subject
        """;

    /// <param name="pause">From now; null for the usual one.</param>
    public static Task<Failure> Record(
        NpgsqlConnection connection, string job, Guid subject, bool permanent, string message, TimeSpan? pause,
        CancellationToken stop) =>
        Sql.One<Failure>(
            connection, RecordSql, new { job, subject, permanent, message, pause, mostAttempts = MostAttempts }, stop);

    public static Task Clear(NpgsqlConnection connection, string job, Guid subject, CancellationToken stop) =>
        Sql.Run(connection, ClearSql, new { job, subject }, stop);

    /// <summary>True while the pause after a transient failure lasts, and always after a permanent one.</summary>
    public static Task<bool> MustWait(NpgsqlConnection connection, string job, Guid subject, CancellationToken stop) =>
        Sql.One<bool>(connection, MustWaitSql, new { job, subject }, stop);

    public static Task<IReadOnlyList<Failure>> All(NpgsqlConnection connection, CancellationToken stop) =>
        Sql.Rows<Failure>(connection, AllSql, null, stop);
}
