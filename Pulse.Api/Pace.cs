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

    // about how many there are (asking the dictionary would stop every other request), and at how many to look next
    private int _count;
    private int _most = MostBuckets;

    public bool Admits(Guid participantId)
    {
        var now = clock.GetTimestamp();
        if (Volatile.Read(ref _count) > Volatile.Read(ref _most))
        {
            Sweep(now);
        }

        if (!_buckets.TryGetValue(participantId, out var bucket))
        {
            bucket = _buckets.GetOrAdd(participantId, new Bucket(now));
            Interlocked.Increment(ref _count);
        }

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
        var left = 0;
        foreach (var (participantId, bucket) in _buckets)
        {
            left++;
            if (Refilled(bucket, now) >= Burst)
            {
                _buckets.TryRemove(participantId, out _);
                left--;
            }
        }

        Volatile.Write(ref _count, left);
        Volatile.Write(ref _most, Math.Max(MostBuckets, 2 * left));
    }

    private sealed class Bucket(long at)
    {
        public double Tokens { get; set; } = Burst;
        public long At { get; set; } = at;
    }
}
