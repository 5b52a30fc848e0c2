using System.Globalization;
using Npgsql;
using Pulse.People;

namespace Pulse.Language.Calling;

/// <summary>
/// Budget and ledger in one: reserves what a request could use at most, makes it, and writes what it used. It stands
/// inside the retries, because every request can be billed. No connection is held while the server thinks. Where nobody
/// knows what was billed (a worker was killed), the reserve stands until the call's deadline is over, then what was sent.
/// </summary>
public sealed class PayingCalls(
    ModelSettings settings, NpgsqlDataSource database, Keyring keyring, TimeProvider clock) : ICallLink
{
    /// <summary>Beyond the deadline: a call that ended in time is also written down in time.</summary>
    private static readonly TimeSpan _slack = TimeSpan.FromMinutes(1);

    public async Task<Answered<T>> Around<T>(
        ModelCall call, Func<CancellationToken, Task<Answered<T>>> next, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(next);
        var opened = await Open(call, stop);
        var began = clock.GetTimestamp();
        var closed = Closed(call, began, CallOutcome.Cancelled, call.InputTokens, call.MostOutputTokens, estimated: true);
        try
        {
            var answered = await next(stop);
            closed = Closed(
                call, began, answered.Outcome, answered.TokensIn ?? call.InputTokens, answered.TokensOut ?? answered.OutputTokens,
                estimated: answered.TokensIn is null || answered.TokensOut is null);
            return answered;
        }
        catch (ServerFailureException failure)
        {
            closed = failure.MayBeBilled
                ? Closed(call, began, failure.Outcome, call.InputTokens, call.MostOutputTokens, estimated: true)
                : Closed(call, began, failure.Outcome, 0, 0, estimated: false);
            throw;
        }
        finally
        {
            // Also while the host is stopping: what was used was used
            await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
            await Calls.End(connection, opened, closed, CancellationToken.None);
        }
    }

    private async Task<OpenedCall> Open(ModelCall call, CancellationToken stop)
    {
        var kept = call.Terms
            ?? throw new InvalidOperationException($"A call that somebody pays for carries DialogueTerms under '{DialogueTerms.Key}'.");
        if (kept.MicroUsdPerMonth is not null && settings.Prices.On is null && !settings.Inside)
        {
            throw new BudgetSpentException(
                "This dialogue has a budget in money, but Pulse:Model:Prices is not set, so nothing can be spent.");
        }

        await using var connection = await database.OpenConnectionAsync(stop);
        var key = await keyring.Of(connection, call.Context.Dialogue, stop);
        var opened = new OpenedCall(
            Guid.NewGuid(), call, settings.Provider, settings.ModelFor(call.Kind),
            // A bare hash of somebody's words would outlive them and could be guessed at
            key.IdOf($"call|{call.Context.InputHash}"),
            call.MostInputTokens, call.MostOutputTokens,
            settings.Prices.MicroUsd(call.Kind, call.MostInputTokens, call.MostOutputTokens), settings.Prices.On,
            DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), settings.Deadline + _slack,
            settings.Prices.MicroUsd(call.Kind, call.InputTokens, 0));
        return await Calls.Begin(connection, opened, kept, stop)
            ? opened
            : throw new BudgetSpentException(
                await Spent(connection, opened, kept, stop), await Calls.NextLapse(connection, call.Context.Dialogue, stop));
    }

    private static async Task<string> Spent(
        NpgsqlConnection connection, OpenedCall call, DialogueTerms kept, CancellationToken stop)
    {
        var (tokens, microUsd) = await Calls.Used(connection, call.Call.Context.Dialogue, call.Month, stop);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"This dialogue's budget for {call.Month:yyyy-MM} has no room for the next call: {tokens} of "
            + $"{kept.TokensPerMonth?.ToString(CultureInfo.InvariantCulture) ?? "any number of"} tokens and "
            + $"{microUsd / 1e6:0.00} of {(kept.MicroUsdPerMonth / 1e6)?.ToString("0.00", CultureInfo.InvariantCulture) ?? "any number of"} "
            + $"US dollars are used or reserved.");
    }

    private ClosedCall Closed(
        ModelCall call, long began, CallOutcome outcome, long tokensIn, long tokensOut, bool estimated) => new(
            outcome, tokensIn, tokensOut, estimated, settings.Prices.MicroUsd(call.Kind, tokensIn, tokensOut),
            (int)Math.Min(clock.GetElapsedTime(began).TotalMilliseconds, int.MaxValue));
}
