namespace Pulse.Work;

/// <summary>The right to work on one subject until it lapses. The fence is higher than that of every lease before it.</summary>
public sealed record Lease(string Job, Guid Subject, long Fence);

/// <summary>Somebody else took the lease over while this worker was asleep: nothing it did may be committed.</summary>
public sealed class LeaseLostException(Lease lease)
    : Exception($"The lease of {lease.Job} on {lease.Subject} with fence {lease.Fence} was taken over.")
{
    public Lease Lease { get; } = lease;
}
