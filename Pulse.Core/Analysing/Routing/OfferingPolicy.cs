namespace Pulse.Analysing.Routing;

/// <summary>
/// Which statement should a participant of each segment be offered next? The search for the best bridging statements is
/// a search for the best k arms whose value is the least of several shares: a vote is worth most where a statement may
/// still be among the best as far as the other segments go, and this segment has not decided it (the idea of LUCB,
/// Kalyanakrishnan et al. 2012, with weights in place of a single choice, so that every offer has a known probability).
/// </summary>
public static class OfferingPolicy
{
    /// <summary>Stored with every offer: which rule its propensity came from.</summary>
    public const string Version = "bottleneck-1";

    /// <summary>Halvings of the interval [0, 1] in the search for the bar: 1.5e-5 wide at the end.</summary>
    private const int Halvings = 16;

    /// <summary>
    /// <c>[segment][statement]</c>: each segment's weights sum to 1 (or are all 0 where it may see nothing). A weight is
    /// at least <c>options.Floor / statements visible to the segment</c> where the statement is visible, and exactly 0
    /// elsewhere. Leaving out what a participant has already seen only raises the conditional propensities, so the bound
    /// holds for every draw.
    /// </summary>
    /// <exception cref="ArgumentException">The input's shapes disagree, a prior is outside [0, 1], or a dial is outside
    /// its range.</exception>
    public static double[][] Weights(OfferingInput input, OfferingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        options ??= new OfferingOptions();
        Check(input, options);
        var beliefs = SegmentBeliefs.Of(input, options.PriorVotes);
        var alive = Alive(input);
        var bar = Bar(beliefs, alive, Math.Min(options.Sought, alive.Length / 2.0));
        var weights = new double[input.Bridging.Count][];
        for (var segment = 0; segment < weights.Length; segment++)
        {
            weights[segment] = Mix(input, options, segment, Worth(beliefs, segment, bar));
        }
        return weights;
    }

    /// <summary>
    /// The share that so many statements are expected to exceed in every bridging segment: the place that a statement
    /// has to compete for.
    /// </summary>
    private static double Bar(SegmentBeliefs beliefs, int[] alive, double sought)
    {
        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            var above = 0.0;
            foreach (var statement in alive)
            {
                above += beliefs.AboveElsewhere(statement, -1, middle);
            }
            (low, high) = above > sought ? (middle, high) : (low, middle);
        }
        return (low + high) / 2;
    }

    /// <summary>
    /// In a bridging segment: P(above the bar elsewhere) · P(above here) · P(below here) · uncertainty here. In any other:
    /// P(above the bar in all bridging segments) · uncertainty here, since its votes decide nothing but are still shown.
    /// </summary>
    private static double[] Worth(SegmentBeliefs beliefs, int segment, double bar)
    {
        var worth = new double[beliefs.Statements];
        for (var statement = 0; statement < worth.Length; statement++)
        {
            worth[statement] = beliefs.AboveElsewhere(statement, segment, bar) * beliefs.Deviation(statement, segment);
            if (beliefs.Bridges(segment))
            {
                worth[statement] *= beliefs.Above(statement, segment, bar) * beliefs.Below(statement, segment, bar);
            }
        }
        return worth;
    }

    private static double[] Mix(OfferingInput input, OfferingOptions options, int segment, double[] worth)
    {
        var visible = input.Visible[segment];
        var (count, most, missing) = (0, 0.0, 0.0);
        for (var statement = 0; statement < worth.Length; statement++)
        {
            if (visible[statement])
            {
                count++;
                most = Math.Max(most, worth[statement]);
                missing += Missing(input, options, segment, statement);
            }
        }
        var mixed = new double[worth.Length];
        if (count == 0)
        {
            return mixed;
        }
        var sum = 0.0;
        for (var statement = 0; statement < worth.Length; statement++)
        {
            // Relative to the largest, so that no power underflows everywhere at once; nothing undecided: all alike.
            worth[statement] = !visible[statement] ? 0 : most > 0 ? Math.Pow(worth[statement] / most, options.Sharpness) : 1;
            sum += worth[statement];
        }
        var even = 1.0 / count;
        var looks = missing == 0 ? 0 : Math.Min(0.5, options.LooksPull * missing * even);
        for (var statement = 0; statement < worth.Length; statement++)
        {
            if (visible[statement])
            {
                var look = missing == 0 ? 0 : Missing(input, options, segment, statement) / missing;
                mixed[statement] = options.Floor * even
                    + (1 - options.Floor) * (looks * look + (1 - looks) * worth[statement] / sum);
            }
        }
        return mixed;
    }

    /// <summary>From 1 (never looked at) to 0 (looked at often enough).</summary>
    private static double Missing(OfferingInput input, OfferingOptions options, int segment, int statement) =>
        options.MinimumLooks == 0
            ? 0 : Math.Max(0, options.MinimumLooks - input.Tallies[statement][segment].Seen) / (double)options.MinimumLooks;

    /// <summary>Statements that somebody may see: the others compete for nothing.</summary>
    private static int[] Alive(OfferingInput input) => [.. Enumerable.Range(0, input.Tallies.Count)
        .Where(statement => input.Visible.Any(visible => visible[statement]))];

    private static void Check(OfferingInput input, OfferingOptions options)
    {
        var (statements, segments) = (input.Tallies.Count, input.Bridging.Count);
        if (input.Visible.Count != segments || input.Visible.Any(row => row.Count != statements)
            || input.Tallies.Any(row => row.Count != segments)
            || (input.Prior is { } prior && (prior.Count != statements || prior.Any(row => row.Count != segments))))
        {
            throw new ArgumentException($"Every part must speak of {statements} statements and {segments} segments.", nameof(input));
        }
        if (input.Prior is { } shares && shares.Any(row => row.Any(share => share is < 0 or > 1)))
        {
            throw new ArgumentException("A predicted share lies within 0 and 1, or is NaN.", nameof(input));
        }
        if (options is not { Sought: > 0, Floor: > 0 and <= 1, MinimumLooks: >= 0, LooksPull: >= 0, PriorVotes: > 0, Sharpness: >= 0 })
        {
            throw new ArgumentException($"A dial is outside its range: {options}.", nameof(options));
        }
    }
}
