using Npgsql;
using Pulse.Language.Calling;

namespace Pulse.Work;

/// <summary>What went wrong with a job on a subject. A permanent failure waits for a person; others are tried again.</summary>
/// <param name="WaitsUntil">Not before then; null where the usual pause holds.</param>
public sealed record Failure(
    string Job, Guid Subject, int Attempts, bool Permanent, string Message, DateTime FailedAt, DateTime? WaitsUntil);

/// <summary>Trying again cannot help; a person must change something. The message is shown at the desk.</summary>
public sealed class PermanentFailureException(string message) : Exception(message);

/// <summary>Tells what may heal by itself from what will not, and says it without anybody's words in it.</summary>
public static class JudgingFailures
{
    /// <summary>Looked at again this often where a person must change a setting or a budget: looking makes no call, or one.</summary>
    public static readonly TimeSpan SettingPause = TimeSpan.FromHours(1);

    private static readonly TimeSpan _unknownPause = TimeSpan.FromMinutes(1);

    // Reserves are looked through every few seconds
    private static readonly TimeSpan _settled = TimeSpan.FromSeconds(10);

    /// <summary>The network, the server's load, a lock, a rival, a model that says no for now: worth trying again.</summary>
    public static bool IsTransient(Exception error) => error switch
    {
        PermanentFailureException => false,
        PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation } => true,
        NpgsqlException database => database.IsTransient,
        TimeoutException or IOException => true,
        _ => Pause(error) is not null,
    };

    /// <summary>
    /// How long to leave the work alone; null where the usual pause holds. With a pause a failure never becomes
    /// permanent: a server may be away for days, a month's budget comes back, a setting can be put right.
    /// </summary>
    public static TimeSpan? Pause(Exception error) => error switch
    {
        ModelUnavailableException unavailable => unavailable.RetryAfter ?? _unknownPause,
        BudgetSpentException { RetryAfter: { } after } => after + _settled,
        ModelRejectedException or BudgetSpentException or OutsideModelsForbiddenException => SettingPause,
        _ => null,
    };

    /// <summary>A database message can carry a row, so of those only code and constraint are kept.</summary>
    public static string Describe(Exception error) => error switch
    {
        PermanentFailureException => error.Message,
        // Sentences of our own, without a word of what was sent or answered
        ModelUnavailableException or ModelRejectedException or BudgetSpentException or OutsideModelsForbiddenException =>
            error.Message,
        PostgresException database => $"The database refused ({database.SqlState} {database.ConstraintName}).",
        NpgsqlException => "The database could not be reached.",
        _ => $"{error.GetType().Name} in {error.TargetSite?.DeclaringType?.Name}.{error.TargetSite?.Name}.",
    };
}
