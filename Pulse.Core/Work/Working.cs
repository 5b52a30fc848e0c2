using Npgsql;

namespace Pulse.Work;

/// <summary>How a piece of work ended.</summary>
public enum WorkOutcome { Done, HeldByAnother, MustWait, LeaseLost, FailedForNow, FailedForGood }

/// <summary>
/// Does a piece of work under a lease that is renewed while it lasts. The work itself opens what connections and
/// transactions it needs, and calls <see cref="Leases.Guard"/> first in every transaction that writes.
/// </summary>
/// <param name="database">As the role that may keep leases.</param>
/// <param name="clock">Paces the renewing; how long a lease lasts is the database's business.</param>
/// <param name="leaseLength">How long a worker that died keeps others waiting.</param>
/// <param name="told">Hears of every failure.</param>
public sealed class Working(
    NpgsqlDataSource database, TimeProvider clock, TimeSpan leaseLength, Action<Failure>? told = null)
{
    public static readonly TimeSpan UsualLease = TimeSpan.FromSeconds(30);

    /// <param name="failed">Called with the recorded failure, so that the room can show it on its own row.</param>
    public async Task<WorkOutcome> On(
        string job, Guid subject, Func<Lease, CancellationToken, Task> work,
        Func<NpgsqlConnection, Failure, CancellationToken, Task>? failed, CancellationToken stop)
    {
        var lease = await Claim(job, subject, stop);
        if (lease.Lease is null)
        {
            return lease.Otherwise;
        }
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var renewing = KeepRenewing(lease.Lease, ending);
        try
        {
            await work(lease.Lease, ending.Token);
            await Tidy(job, subject);
            return WorkOutcome.Done;
        }
        catch (LeaseLostException)
        {
            return WorkOutcome.LeaseLost;
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            stop.ThrowIfCancellationRequested();
            return WorkOutcome.LeaseLost;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return await Record(job, subject, error, failed);
        }
        finally
        {
            await ending.CancelAsync();
            await renewing;
            await LetGo(lease.Lease);
        }
    }

    private async Task<(Lease? Lease, WorkOutcome Otherwise)> Claim(string job, Guid subject, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        if (await Failures.MustWait(connection, job, subject, stop))
        {
            return (null, WorkOutcome.MustWait);
        }
        return (await Leases.Claim(connection, job, subject, leaseLength, stop), WorkOutcome.HeldByAnother);
    }

    private async Task KeepRenewing(Lease lease, CancellationTokenSource ending)
    {
        using var timer = new PeriodicTimer(leaseLength / 3, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ending.Token))
            {
                try
                {
                    await using var connection = await database.OpenConnectionAsync(ending.Token);
                    if (!await Leases.Renew(connection, lease, leaseLength, ending.Token))
                    {
                        await ending.CancelAsync();
                    }
                }
                catch (NpgsqlException)
                {
                    // The next tick tries again; if the lease lapses meanwhile, the guard decides
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The work has ended
        }
    }

    private async Task<WorkOutcome> Record(
        string job, Guid subject, Exception error, Func<NpgsqlConnection, Failure, CancellationToken, Task>? failed)
    {
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        var failure = await Failures.Record(
            connection, job, subject, !JudgingFailures.IsTransient(error), JudgingFailures.Describe(error),
            JudgingFailures.Pause(error), CancellationToken.None);
        told?.Invoke(failure);
        if (failed is not null)
        {
            await failed(connection, failure, CancellationToken.None);
        }
        return failure.Permanent ? WorkOutcome.FailedForGood : WorkOutcome.FailedForNow;
    }

    private async Task Tidy(string job, Guid subject)
    {
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        await Failures.Clear(connection, job, subject, CancellationToken.None);
    }

    private async Task LetGo(Lease lease)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
            await Leases.Release(connection, lease, CancellationToken.None);
        }
        catch (NpgsqlException)
        {
            // It lapses by itself
        }
    }
}
