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

    /// <summary>Halvings of the interval [0, 1] in the search for the bar: 2.4e-4 wide at the end, since it only steers.</summary>
    private const int Halvings = 12;

    /// <summary>
    /// <c>[segment][statement]</c>: each segment's weights sum to 1 (or are all 0 where it may see nothing). A weight is
    /// at least <c>options.Floor / statements visible to the segment</c> where the statement is visible, and exactly 0
    /// elsewhere; it is at least an even share, <c>1 / statements visible</c>, while nobody of the segment has looked at the
    /// statement (and options.MinimumLooks is not 0). Leaving out what a participant has already seen only raises the conditional
    /// propensities, so the bound holds for every draw.
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
        var worth = Worth(beliefs, input.Bridging.Count, bar);
        return [.. worth.Select((own, segment) => Mix(input, options, segment, own))];
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
                above += beliefs.Above(statement, middle);
            }
            (low, high) = above > sought ? (middle, high) : (low, middle);
        }
        return (low + high) / 2;
    }

    private static double[][] Worth(SegmentBeliefs beliefs, int segments, double bar)
    {
        var worth = Enumerable.Range(0, segments).Select(_ => new double[beliefs.Statements]).ToArray();
        var row = new double[segments];
        for (var statement = 0; statement < beliefs.Statements; statement++)
        {
            beliefs.Worth(statement, bar, row);
            for (var segment = 0; segment < segments; segment++)
            {
                worth[segment][statement] = row[segment];
            }
        }
        return worth;
    }

    private static double[] Mix(OfferingInput input, OfferingOptions options, int segment, double[] worth)
    {
        var visible = input.Visible[segment];
        var looks = new double[worth.Length];
        var (count, most, missing) = (0, 0.0, 0.0);
        for (var statement = 0; statement < worth.Length; statement++)
        {
            if (!visible[statement])
            {
                worth[statement] = -1;
                continue;
            }
            count++;
            most = Math.Max(most, worth[statement]);
            var seen = input.Tallies[statement][segment].Seen;
            missing += looks[statement] = seen < options.MinimumLooks ? 1 - (double)seen / options.MinimumLooks : 0;
        }
        var sum = 0.0;
        for (var statement = 0; statement < worth.Length; statement++)
        {
            if (worth[statement] >= 0)
            {
                // Relative to the largest, so that no power underflows everywhere at once; nothing undecided: all alike.
                sum += worth[statement] = most > 0 ? Math.Pow(worth[statement] / most, options.Sharpness) : 1;
            }
        }
        var even = 1.0 / count;
        // What lacks looks is owed up to an even share, so that it never waits longer than under uniform random.
        var owed = missing * even;
        for (var statement = 0; statement < worth.Length; statement++)
        {
            worth[statement] = worth[statement] < 0 ? 0 : options.Floor * even + (1 - options.Floor)
                * (looks[statement] * even + (1 - owed) * worth[statement] / sum);
        }
        return worth;
    }

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
        if (options is not { Sought: > 0, Floor: > 0 and <= 1, MinimumLooks: >= 0, PriorVotes: > 0, Sharpness: >= 0 })
        {
            throw new ArgumentException($"A dial is outside its range: {options}.", nameof(options));
        }
    }
}
