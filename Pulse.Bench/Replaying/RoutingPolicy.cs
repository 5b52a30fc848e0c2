namespace Pulse.Bench.Replaying;

/// <summary>A way to choose what is asked next.</summary>
internal abstract class RoutingPolicy
{
    public abstract string Name { get; }

    /// <summary>Called every so many votes, as the worker does; between calls weights may grow stale.</summary>
    public virtual void Refresh(ReplayState state)
    {
    }

    /// <summary>Weight of each open statement for this participant; at least one is positive.</summary>
    public abstract void Weigh(ReplayState state, int participant, ReadOnlySpan<int> open, Span<double> weights);
}
