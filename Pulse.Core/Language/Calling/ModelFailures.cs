namespace Pulse.Language.Calling;

/// <summary>The model cannot be reached now: network, 429, 5xx or a deadline. The job waits.</summary>
/// <param name="message">One sentence that a researcher understands.</param>
/// <param name="retryAfter">How long to wait before it is worth trying again, where that is known.</param>
/// <param name="inner">What it was seen by.</param>
public sealed class ModelUnavailableException(string message, TimeSpan? retryAfter, Exception? inner) : Exception(message, inner)
{
    /// <summary>How long to wait before it is worth trying again; null where nothing is known.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}

/// <summary>The dialogue's budget for the month is spent or reserved: a hard stop before the call.</summary>
/// <param name="message">One sentence that a researcher understands.</param>
/// <param name="retryAfter">When a reserve of another call comes back at the latest; null where none is held.</param>
public sealed class BudgetSpentException(string message, TimeSpan? retryAfter = null) : Exception(message)
{
    public TimeSpan? RetryAfter { get; } = retryAfter;
}

/// <summary>The dialogue forbids models outside its own network, and the configured one is outside.</summary>
public sealed class OutsideModelsForbiddenException(string message) : Exception(message);

/// <summary>The model's server refuses what is asked (400, 401, 403, 404): a setting is wrong, and waiting will not help.</summary>
/// <param name="message">One sentence that a researcher understands.</param>
public sealed class ModelRejectedException(string message, Rejection of = Rejection.Everything) : Exception(message)
{
    public Rejection Of { get; } = of;
}

/// <summary>What is refused: every request until a setting is put right, this one, or this one by us before it was sent.</summary>
public enum Rejection { Everything, Request, Unsent }
