namespace Pulse.Analysing.Estimates;

/// <summary>The lowest share over the bridging segments, drawn from the joint posterior of a statement's segments.</summary>
internal static class EstimatingBridging
{
    /// <remarks>
    /// Every statement sees the same normal numbers, in pairs of opposite sign: their order then owes less to chance,
    /// and none to the order in which statements are worked on. With nothing to bridge there is nothing to expect: zeros.
    /// </remarks>
    /// <param name="means">Statements × segments: posterior mean of Φ⁻¹(share).</param>
    /// <param name="covariances">Statements × segments × segments.</param>
    /// <param name="segments">Segments in a row of <paramref name="means"/>.</param>
    /// <param name="bridged">The columns to take the minimum over.</param>
    /// <param name="seed">Seed of the normal numbers.</param>
    /// <param name="options">Threshold, draws, threads.</param>
    public static BridgingEstimate[] Of(
        double[] means, double[] covariances, int segments, int[] bridged, ulong seed, EstimatingOptions options)
    {
        var (size, draws) = (bridged.Length, options.Draws);
        var result = new BridgingEstimate[means.Length / segments];
        if (size == 0)
        {
            return Enumerable.Range(0, result.Length).Select(s => new BridgingEstimate(s, 0, 0, 0, 0)).ToArray();
        }
        var normals = Normals(draws, size, seed);
        Parallel.For(0, result.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Threads }, s =>
        {
            var factor = Factor(covariances.AsSpan(s * segments * segments, segments * segments), segments, bridged);
            var lowest = new double[draws];
            for (var draw = 0; draw < draws; draw++)
            {
                var least = double.MaxValue;
                for (var i = 0; i < size; i++)
                {
                    least = Math.Min(least, means[s * segments + bridged[i]]
                        + SmallMatrix.Dot(factor.AsSpan(i * size, i + 1), normals.AsSpan(draw * size, i + 1)));
                }
                lowest[draw] = NormalDistribution.Below(least);
            }
            Array.Sort(lowest);
            var above = lowest.Length - FirstAbove(lowest, options.Threshold);
            result[s] = new BridgingEstimate(
                s, lowest.Sum() / draws, Quantile(lowest, 0.025), Quantile(lowest, 0.975), (double)above / draws);
        });
        return result;
    }

    private static double[] Factor(ReadOnlySpan<double> covariance, int segments, int[] bridged)
    {
        var size = bridged.Length;
        var factor = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                factor[i * size + j] = covariance[bridged[i] * segments + bridged[j]];
            }
            // Two segments that hardly differ leave a pivot that rounding may turn negative.
            factor[i * size + i] = factor[i * size + i] * (1 + 1e-9) + 1e-12;
        }
        SmallMatrix.Factor(factor, size);
        return factor;
    }

    private static double[] Normals(int draws, int size, ulong seed)
    {
        var chance = new Chance(seed);
        var normals = new double[draws * size];
        for (var i = 0; i < normals.Length; i++)
        {
            normals[i] = i / size % 2 == 1
                ? -normals[i - size]
                : NormalDistribution.Draw(ref chance);
        }
        return normals;
    }

    private static double Quantile(double[] sorted, double at)
    {
        var position = at * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    private static int FirstAbove(double[] sorted, double threshold)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] > threshold ? (low, middle) : (middle + 1, high);
        }
        return low;
    }
}
