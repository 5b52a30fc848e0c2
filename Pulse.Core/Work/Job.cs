namespace Pulse.Work;

/// <summary>
/// Looks for what is due and does it, then returns: the data is the queue. It may be called at any time, by any number
/// of workers at once, and knows nothing of the engine that calls it.
/// </summary>
public interface IJob
{
    /// <summary>A verb in kebab case; also the name its leases carry.</summary>
    string Name { get; }

    Task Execute(CancellationToken stop);
}
