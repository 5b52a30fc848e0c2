namespace Pulse.Language.Calling;

/// <summary>One request has so long in all: a server that drips a byte a second does not keep it alive.</summary>
public sealed class LimitingTime(ModelSettings settings, TimeProvider clock) : ICallLink
{
    public async Task<Answered<T>> Around<T>(
        ModelCall call, Func<CancellationToken, Task<Answered<T>>> next, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(settings.Deadline, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        try
        {
            return await next(either.Token);
        }
        catch (OperationCanceledException error) when (late.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw new ServerFailureException(FailureKind.TooLate, inner: error);
        }
    }
}
