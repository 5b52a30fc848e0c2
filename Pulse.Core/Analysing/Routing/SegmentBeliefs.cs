namespace Pulse.Analysing.Routing;

/// <summary>
/// What the votes so far let one believe about each segment's agreeing share: a Beta posterior around the prediction, or
/// around the segment's mean over all statements, taken as normal. Used to steer only.
/// </summary>
internal sealed class SegmentBeliefs
{
    /// <summary>The slope at which the logistic distribution is nearest to the normal one.</summary>
    private const double Logistic = 1.702;

    private readonly bool[] _bridges;
    private readonly double[] _means;
    private readonly double[] _deviations;
    private readonly double[] _slopes;

    private SegmentBeliefs(int statements, bool[] bridges)
    {
        Statements = statements;
        _bridges = bridges;
        _means = new double[statements * bridges.Length];
        _deviations = new double[statements * bridges.Length];
        _slopes = new double[statements * bridges.Length];
    }

    public int Statements { get; }

    public static SegmentBeliefs Of(OfferingInput input, double priorVotes)
    {
        var segments = input.Bridging.Count;
        var any = input.Bridging.Any(bridges => bridges);
        var beliefs = new SegmentBeliefs(input.Tallies.Count, [.. input.Bridging.Select(bridges => bridges || !any)]);
        var (agree, seen) = (new long[segments], new long[segments]);
        foreach (var row in input.Tallies)
        {
            for (var segment = 0; segment < segments; segment++)
            {
                agree[segment] += row[segment].Agree;
                seen[segment] += row[segment].Seen;
            }
        }
        for (var statement = 0; statement < beliefs.Statements; statement++)
        {
            var row = input.Tallies[statement];
            for (var segment = 0; segment < segments; segment++)
            {
                var centre = input.Prior?[statement][segment] ?? double.NaN;
                if (double.IsNaN(centre))
                {
                    centre = (agree[segment] + 1.0) / (seen[segment] + 2);
                }
                // Half a vote each way keeps a prediction of exactly 0 or 1 from being certainty.
                var votes = row[segment].Seen + priorVotes + 1;
                var at = statement * segments + segment;
                var mean = (row[segment].Agree + priorVotes * centre + 0.5) / votes;
                beliefs._means[at] = mean;
                beliefs._deviations[at] = Math.Sqrt(mean * (1 - mean) / (votes + 1));
                beliefs._slopes[at] = Logistic / beliefs._deviations[at];
            }
        }
        return beliefs;
    }

    /// <summary>P(above the bar in every bridging segment).</summary>
    public double Above(int statement, double bar)
    {
        var odds = 1.0;
        var at = statement * _bridges.Length;
        foreach (var bridges in _bridges)
        {
            if (bridges)
            {
                odds *= 1 + Odds(at, bar);
            }
            at++;
        }
        return 1 / odds;
    }

    /// <summary>
    /// What one more vote of each segment is worth. In a bridging segment: P(above the bar in all others) · P(above here) ·
    /// P(below here) · uncertainty here. In any other: P(above in all bridging ones) · uncertainty here, since its votes
    /// decide nothing but are still shown.
    /// </summary>
    public void Worth(int statement, double bar, Span<double> worth)
    {
        var above = Above(statement, bar);
        var first = statement * _bridges.Length;
        for (var segment = 0; segment < _bridges.Length; segment++)
        {
            var below = _bridges[segment] ? Odds(first + segment, bar) : 1;
            worth[segment] = above * _deviations[first + segment]
                * (_bridges[segment] ? double.IsPositiveInfinity(below) ? 0 : below / (1 + below) : 1);
        }
    }

    /// <summary>
    /// P(below) / P(above), the normal distribution taken by its logistic neighbour (largest difference 0.0095): this
    /// only steers.
    /// </summary>
    private double Odds(int at, double bar) => Math.Exp((bar - _means[at]) * _slopes[at]);
}
