namespace Pulse.Analysing.Routing;

/// <summary>
/// Draws statements in proportion to one segment's prepared weights, leaving out what the participant has seen. Built
/// once per published set of weights, immutable, safe to share between requests. A draw costs O(left out + log statements).
/// </summary>
/// <remarks>
/// Weights are rounded to whole units (2^52 in all), so that sums are exact and the stated propensity is the true one.
/// A positive weight is at least one unit.
/// </remarks>
public sealed class OfferSampler
{
    private const double Units = 1L << 52;

    private readonly long[] _starts;

    /// <param name="weights">One weight per statement, finite and not negative; at most 2^20 of them.</param>
    public OfferSampler(IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(weights.Count, 1 << 20);
        var sum = 0.0;
        foreach (var weight in weights)
        {
            if (!double.IsFinite(weight) || weight < 0)
            {
                throw new ArgumentException($"A weight of {weight} is none.", nameof(weights));
            }
            sum += weight;
        }
        _starts = new long[weights.Count + 1];
        for (var i = 0; i < weights.Count; i++)
        {
            var units = weights[i] == 0 ? 0 : Math.Max(1, (long)(weights[i] / sum * Units));
            _starts[i + 1] = _starts[i] + units;
        }
    }

    public int Statements => _starts.Length - 1;

    /// <summary>The probability that <paramref name="statement"/> is drawn when nothing is left out.</summary>
    public double Probability(int statement) => _starts[^1] == 0 ? 0 : (double)Weight(statement) / _starts[^1];

    /// <summary>
    /// One statement that is not in <paramref name="leftOut"/>, or nothing where none is left.
    /// </summary>
    /// <param name="leftOut">Statements already seen: strictly rising, within range.</param>
    /// <param name="random">64 random bits. From a secret generator in production, from a seed in a replay.</param>
    public Offer? Draw(ReadOnlySpan<int> leftOut, ulong random)
    {
        var left = _starts[^1];
        var before = -1;
        foreach (var statement in leftOut)
        {
            if (statement <= before || statement >= Statements)
            {
                throw new ArgumentException("What is left out must be strictly rising and within range.", nameof(leftOut));
            }
            before = statement;
            left -= Weight(statement);
        }
        if (left == 0)
        {
            return null;
        }
        // The high half of a 64 × 64-bit product: uniform in 0 … left − 1 up to left / 2^64 ≤ 2^-11.
        var at = (long)Math.BigMul(random, (ulong)left, out _);
        foreach (var statement in leftOut)
        {
            if (at < _starts[statement])
            {
                break;
            }
            at += Weight(statement);
        }
        // The last start that is not beyond the point; statements of weight 0 share their start with the next one.
        var (low, high) = (0, Statements - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _starts[middle] <= at ? (middle, high) : (low, middle - 1);
        }
        return new Offer(low, (double)Weight(low) / left);
    }

    /// <summary>
    /// Several statements in the order drawn, none twice. Each propensity is conditional on all drawn before it, as if
    /// the participant had been asked one by one.
    /// </summary>
    public IReadOnlyList<Offer> Draw(int count, IReadOnlyList<int> leftOut, ref Chance chance)
    {
        ArgumentNullException.ThrowIfNull(leftOut);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var seen = new List<int>(leftOut.Count + count);
        seen.AddRange(leftOut);
        var offers = new List<Offer>(count);
        while (offers.Count < count && Draw(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(seen), chance.Next()) is { } offer)
        {
            offers.Add(offer);
            seen.Insert(~seen.BinarySearch(offer.Statement), offer.Statement);
        }
        return offers;
    }

    private long Weight(int statement) => _starts[statement + 1] - _starts[statement];
}
