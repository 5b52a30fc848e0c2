using Npgsql;

namespace Pulse.Work;

/// <summary>
/// Leases by the database's clock: workers' own clocks may disagree. A row is kept after its release, so that fences
/// only ever grow. A subject is a dialogue, a run or a text, never a participant or an answer: a lease carries a time.
/// </summary>
public static class Leases
{
    private const string ClaimSql = """
        insert into work.leases (job, subject, fence, leased_until)
        values (@Job, @Subject, 1, clock_timestamp() + @length)
        on conflict (job, subject) do update
          set fence = leases.fence + 1, leased_until = clock_timestamp() + @length
          where leases.leased_until <= clock_timestamp()
        returning fence
        """;

    private const string RenewSql = """
        update work.leases set leased_until = clock_timestamp() + @length
        where job = @Job and subject = @Subject and fence = @Fence
        """;

    private const string ReleaseSql = """
        update work.leases set leased_until = clock_timestamp()
        where job = @Job and subject = @Subject and fence = @Fence
        """;

    // The row lock makes a rival's claim wait until this transaction has ended
    private const string GuardSql = """
        select fence from work.leases
        where job = @Job and subject = @Subject and fence = @Fence
        for update
        """;

    /// <returns>The lease, or null while somebody else holds it.</returns>
    public static async Task<Lease?> Claim(
        NpgsqlConnection connection, string job, Guid subject, TimeSpan length, CancellationToken stop)
    {
        var fence = await Sql.OneOrNone<long?>(connection, ClaimSql, new { Job = job, Subject = subject, length }, stop);
        return fence is null ? null : new Lease(job, subject, fence.Value);
    }

    /// <returns>False if the lease was taken over.</returns>
    public static async Task<bool> Renew(
        NpgsqlConnection connection, Lease lease, TimeSpan length, CancellationToken stop) =>
        await Sql.Run(connection, RenewSql, new { lease.Job, lease.Subject, lease.Fence, length }, stop) == 1;

    public static Task Release(NpgsqlConnection connection, Lease lease, CancellationToken stop) =>
        Sql.Run(connection, ReleaseSql, new { lease.Job, lease.Subject, lease.Fence }, stop);

    /// <summary>
    /// Called first in the transaction that commits a job's effect: it goes on only while the fence is still its own.
    /// A lease that has lapsed but that nobody took over is still its own.
    /// </summary>
    /// <exception cref="LeaseLostException">The lease was taken over.</exception>
    public static async Task Guard(NpgsqlConnection connection, Lease lease, CancellationToken stop)
    {
        var parameters = new { lease.Job, lease.Subject, lease.Fence };
        if (await Sql.OneOrNone<long?>(connection, GuardSql, parameters, stop) is null)
        {
            throw new LeaseLostException(lease);
        }
    }
}
