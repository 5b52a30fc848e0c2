using System.Collections.Concurrent;

namespace Pulse.Api;

/// <summary>
/// How many requests one session may make: a bucket of tokens in memory, refilled steadily. Keyed by the pseudonym, so
/// no address is ever looked at.
/// </summary>
public sealed class Pace(TimeProvider clock)
{
    public const int PerSecond = 30;
    public const int Burst = 90;

    // beyond this, buckets that are full again are dropped; they would be made anew just the same
    private const int MostBuckets = 20_000;

    private readonly ConcurrentDictionary<Guid, Bucket> _buckets = new();

    public bool Admits(Guid participantId)
    {
        var now = clock.GetTimestamp();
        if (_buckets.Count > MostBuckets)
        {
            Sweep(now);
        }

        var bucket = _buckets.GetOrAdd(participantId, static (_, time) => new Bucket(time), now);
        lock (bucket)
        {
            bucket.Tokens = Refilled(bucket, now);
            bucket.At = now;
            if (bucket.Tokens < 1)
            {
                return false;
            }

            bucket.Tokens -= 1;
            return true;
        }
    }

    private double Refilled(Bucket bucket, long now) =>
        Math.Min(Burst, bucket.Tokens + PerSecond * clock.GetElapsedTime(bucket.At, now).TotalSeconds);

    private void Sweep(long now)
    {
        foreach (var (participantId, bucket) in _buckets)
        {
            if (Refilled(bucket, now) >= Burst)
            {
                _buckets.TryRemove(participantId, out _);
            }
        }
    }

    private sealed class Bucket(long at)
    {
        public double Tokens { get; set; } = Burst;
        public long At { get; set; } = at;
    }
}
