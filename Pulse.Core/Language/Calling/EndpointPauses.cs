using System.Collections.Concurrent;

namespace Pulse.Language.Calling;

/// <summary>Until when nobody in this process calls an endpoint, because it asked to be left alone.</summary>
public sealed class EndpointPauses(TimeProvider clock)
{
    private readonly ConcurrentDictionary<Uri, DateTimeOffset> _until = new();

    /// <summary>A longer pause that already stands is kept.</summary>
    public void Pause(Uri endpoint, TimeSpan length)
    {
        var until = clock.GetUtcNow() + length;
        _until.AddOrUpdate(endpoint, until, (_, standing) => until > standing ? until : standing);
    }

    public TimeSpan Left(Uri endpoint)
    {
        var left = _until.GetValueOrDefault(endpoint) - clock.GetUtcNow();
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
