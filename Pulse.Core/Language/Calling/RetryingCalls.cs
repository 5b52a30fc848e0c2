using System.Globalization;

namespace Pulse.Language.Calling;

/// <summary>
/// Sends a call again where that can help, a few times, never at once: after 429 and 503 the whole endpoint is left alone
/// for as long as it asks, or for a pause that doubles. A pause too long to sleep through goes back to the job as a time.
/// </summary>
/// <param name="chance">Uniform in [0, 1): spreads the callers, so that they do not all come back at once.</param>
public sealed class RetryingCalls(ModelSettings settings, EndpointPauses pauses, TimeProvider clock, Func<double> chance) : ICallLink
{
    private static readonly TimeSpan _first = TimeSpan.FromSeconds(1);

    public async Task<Answered<T>> Around<T>(
        ModelCall call, Func<CancellationToken, Task<Answered<T>>> next, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            await WaitForEndpoint(stop);
            try
            {
                return await next(stop);
            }
            catch (ServerFailureException failure) when (failure.Kind is FailureKind.Elsewhere)
            {
                throw new OutsideModelsForbiddenException(failure.Message);
            }
            catch (ServerFailureException failure) when (failure.IsPermanent)
            {
                throw new ModelRejectedException(failure.Message, failure.Status is 400 or 413 or 422 ? Rejection.Request : Rejection.Everything);
            }
            catch (ServerFailureException failure)
            {
                var pause = failure.After is { } asked && asked > TimeSpan.Zero ? asked : BackOff(attempt);
                if (failure.AsksForPause)
                {
                    pauses.Pause(settings.Endpoint, pause);
                }

                if (!failure.IsWorthRepeating || attempt >= settings.Attempts || pause > settings.MostWait)
                {
                    throw new ModelUnavailableException(Waiting(failure.Message, pause), pause, failure);
                }

                if (!failure.AsksForPause)
                {
                    await Task.Delay(pause, clock, stop);
                }
            }
        }
    }

    // Another caller may have lengthened the pause meanwhile, so it is looked at again; all of it counts
    private async Task WaitForEndpoint(CancellationToken stop)
    {
        var began = clock.GetTimestamp();
        while (pauses.Left(settings.Endpoint) is var left && left > TimeSpan.Zero)
        {
            if (clock.GetElapsedTime(began) + left > settings.MostWait)
            {
                throw new ModelUnavailableException(Waiting("The model's server asked for a pause.", left), left, null);
            }

            await Task.Delay(left + TimeSpan.FromMilliseconds(1 + 250 * chance()), clock, stop);
        }
    }

    private TimeSpan BackOff(int attempt) =>
        _first * Math.Min(Math.Pow(2, attempt - 1), 30) * (0.5 + chance());

    private static string Waiting(string what, TimeSpan pause) => string.Create(
        CultureInfo.InvariantCulture, $"{what} It is worth trying again in {Math.Ceiling(pause.TotalSeconds):0} s.");
}
