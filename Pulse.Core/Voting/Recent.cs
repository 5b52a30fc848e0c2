using System.Collections.Concurrent;

namespace Pulse.Voting;

/// <summary>
/// Remembers what was used a moment ago and forgets the rest: nothing stays unused for longer than twice the time, and
/// there are never more than twice as many as told.
/// </summary>
internal sealed class Recent<T> : IDisposable
    where T : class
{
    private readonly int _most;
    private readonly ITimer _forgetting;
    private ConcurrentDictionary<Guid, T> _used = new();
    private ConcurrentDictionary<Guid, T> _before = new();

    // roughly, since counting a shared dictionary stops everybody
    private int _count;

    public Recent(TimeProvider clock, int most, TimeSpan time)
    {
        _most = most;
        _forgetting = clock.CreateTimer(_ => Forget(), null, time, time);
    }

    /// <summary>Null where it is not remembered.</summary>
    public T? Find(Guid id)
    {
        if (_used.TryGetValue(id, out var found))
        {
            return found;
        }

        if (_before.TryGetValue(id, out found))
        {
            Keep(id, found);
        }

        return found;
    }

    /// <summary>Finds something and forgets it, so that nobody else works with it meanwhile.</summary>
    public T? Take(Guid id)
    {
        var older = _before.TryRemove(id, out var before) ? before : null;
        if (!_used.TryRemove(id, out var found))
        {
            return older;
        }

        Interlocked.Decrement(ref _count);
        return found;
    }

    public void Keep(Guid id, T value)
    {
        if (!_used.TryAdd(id, value))
        {
            _used[id] = value;
        }
        else if (Interlocked.Increment(ref _count) > _most)
        {
            Forget();
        }
    }

    public void Dispose() => _forgetting.Dispose();

    private void Forget()
    {
        _before = Interlocked.Exchange(ref _used, new ConcurrentDictionary<Guid, T>());
        Volatile.Write(ref _count, 0);
    }
}
