namespace Pulse.Language.Calling;

/// <summary>What a dialogue's definition says about models.</summary>
/// <param name="Provider">none, azure, openai or compatible: the participants were told so, and no other may be called.</param>
/// <param name="OutsideModels">Whether words may leave the house.</param>
/// <param name="TokensPerMonth">Null for no bound.</param>
/// <param name="MicroUsdPerMonth">Millionths of a US dollar; null for no bound.</param>
public sealed record DialogueTerms(string Provider, bool OutsideModels, long? TokensPerMonth, long? MicroUsdPerMonth);

/// <summary>Looks a dialogue's terms up; the door knows no room, so the host brings it.</summary>
public delegate Task<DialogueTerms> FindingTerms(Guid dialogue, CancellationToken stop);

/// <summary>The first link: what a dialogue forbids does not even reach the cache.</summary>
public sealed class KeepingTerms(ModelSettings settings, FindingTerms terms) : ICallLink
{
    public async Task<Answered<T>> Around<T>(
        ModelCall call, Func<CancellationToken, Task<Answered<T>>> next, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(next);
        var kept = await terms(call.Context.Dialogue, stop);
        if (kept.Provider != settings.Provider)
        {
            throw new OutsideModelsForbiddenException(
                $"This dialogue's definition says 'provider: {kept.Provider}', but '{settings.Provider}' is configured; nothing was sent.");
        }

        return settings.Inside || kept.OutsideModels
            ? await next(stop)
            : throw new OutsideModelsForbiddenException(
                "This dialogue forbids models outside the house ('outside-models: false'); nothing was sent.");
    }
}
