using System.Diagnostics;

namespace Pulse.Bench.Loading;

/// <summary>Times of requests from the first byte sent to the last byte received, in ticks of <see cref="Stopwatch"/>.</summary>
internal sealed class Latencies
{
    private readonly long[] _sorted;

    public Latencies(IEnumerable<long> ticks)
    {
        _sorted = [.. ticks];
        Array.Sort(_sorted);
    }

    public int Count => _sorted.Length;

    /// <summary>Milliseconds within which this share of the requests was answered (nearest rank).</summary>
    public double Within(double share) => _sorted.Length == 0 ? double.NaN
        : 1000.0 * _sorted[Math.Max(0, (int)Math.Ceiling(share * _sorted.Length) - 1)] / Stopwatch.Frequency;
}
