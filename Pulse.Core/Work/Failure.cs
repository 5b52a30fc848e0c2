using Npgsql;
using Pulse.Language.Calling;

namespace Pulse.Work;

/// <summary>What went wrong with a job on a subject. A permanent failure waits for a person; others are tried again.</summary>
public sealed record Failure(
    string Job, Guid Subject, int Attempts, bool Permanent, string Message, DateTime FailedAt);

/// <summary>Trying again cannot help; a person must change something. The message is shown at the desk.</summary>
public sealed class PermanentFailureException(string message) : Exception(message);

/// <summary>Tells what may heal by itself from what will not, and says it without anybody's words in it.</summary>
public static class JudgingFailures
{
    /// <summary>The network, the server's load, a lock, a rival: worth trying again.</summary>
    public static bool IsTransient(Exception error) => error switch
    {
        PermanentFailureException => false,
        PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation } => true,
        NpgsqlException database => database.IsTransient,
        TimeoutException or IOException or ModelUnavailableException => true,
        _ => false,
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
