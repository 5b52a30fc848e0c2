namespace Pulse.Analysing.Routing;

/// <summary>
/// What the votes so far let one believe about each segment's agreeing share: a Beta posterior around the prediction, or
/// around the segment's mean over all statements, taken as normal. Used to steer only.
/// </summary>
internal sealed class SegmentBeliefs
{
    private readonly bool[] _bridges;
    private readonly double[] _means;
    private readonly double[] _deviations;

    private SegmentBeliefs(int statements, bool[] bridges)
    {
        Statements = statements;
        _bridges = bridges;
        _means = new double[statements * bridges.Length];
        _deviations = new double[statements * bridges.Length];
    }

    public int Statements { get; }

    public bool Bridges(int segment) => _bridges[segment];

    public double Deviation(int statement, int segment) => _deviations[statement * _bridges.Length + segment];

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
                var mean = (row[segment].Agree + priorVotes * centre + 0.5) / votes;
                beliefs._means[statement * segments + segment] = mean;
                beliefs._deviations[statement * segments + segment] = Math.Sqrt(mean * (1 - mean) / (votes + 1));
            }
        }
        return beliefs;
    }

    public double Above(int statement, int segment, double bar) => Normal(statement, segment, bar, 1);

    public double Below(int statement, int segment, double bar) => Normal(statement, segment, bar, -1);

    /// <summary>P(above the bar in every bridging segment but this one).</summary>
    public double AboveElsewhere(int statement, int segment, double bar)
    {
        var product = 1.0;
        for (var other = 0; other < _bridges.Length; other++)
        {
            if (other != segment && _bridges[other])
            {
                product *= Above(statement, other, bar);
            }
        }
        return product;
    }

    /// <summary>The normal distribution by its logistic neighbour (largest difference 0.0095): this only steers.</summary>
    private double Normal(int statement, int segment, double bar, int sign)
    {
        var at = statement * _bridges.Length + segment;
        return 1 / (1 + Math.Exp(-1.702 * sign * (_means[at] - bar) / _deviations[at]));
    }
}
