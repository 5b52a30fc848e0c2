using System.Globalization;

namespace Pulse.Language.Calling;

/// <summary>Refuses a call that the model could not read whole: some servers cut it silently, and a voice would be lost.</summary>
public sealed class FittingContext(ModelSettings settings) : ICallLink
{
    public Task<Answered<T>> Around<T>(
        ModelCall call, Func<CancellationToken, Task<Answered<T>>> next, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(next);
        // Vectors are made text by text, each shorter than any context
        return call.Kind == CallKind.Embedding || call.InputTokens + call.MostOutputTokens <= settings.ContextTokens
            ? next(stop)
            : throw new ModelRejectedException(string.Create(
                CultureInfo.InvariantCulture,
                $"A message of about {call.InputTokens} tokens and a reply of up to {call.MostOutputTokens} do not fit into "
                + $"Pulse:Model:ContextTokens ({settings.ContextTokens}); nothing was sent."), Rejection.Unsent);
    }
}
