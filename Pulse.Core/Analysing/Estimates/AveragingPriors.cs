namespace Pulse.Analysing.Estimates;

/// <summary>
/// The most likely prior is only one of those that the votes leave possible, and with two votes per cell it makes
/// intervals that are too narrow. Here priors are drawn around it, as widely as there is little evidence about them,
/// and the posteriors under each are averaged.
/// </summary>
internal sealed class AveragingPriors
{
    /// <summary>In pairs of opposite sign.</summary>
    private const int MostDraws = 16;

    private const int FewestDraws = 4;

    /// <summary>Draws times votes beyond which fewer draws do: where votes are that many, they outweigh any prior.</summary>
    private const long Work = 20_000_000;

    private AveragingPriors(int statements, int segments, int participants)
    {
        Means = new double[statements * segments];
        Covariances = new double[statements * segments * segments];
        Positions = new double[statements * segments];
        PositionVariances = new double[statements * segments];
        Habits = new double[participants];
        HabitVariances = new double[participants];
    }

    /// <summary>Statements × segments: mean of θ / √(1 + variance of habits), whose Φ is the segment's share.</summary>
    public double[] Means { get; }

    /// <summary>Statements × segments × segments: its covariance.</summary>
    public double[] Covariances { get; }

    /// <summary>Statements × segments: mean of θ itself.</summary>
    public double[] Positions { get; }

    /// <summary>Statements × segments.</summary>
    public double[] PositionVariances { get; }

    /// <summary>Per participant: mean.</summary>
    public double[] Habits { get; }

    /// <summary>Per participant.</summary>
    public double[] HabitVariances { get; }

    /// <summary>Moments over the priors around the present ones; the present ones are put back afterwards.</summary>
    public static AveragingPriors Of(StatementEffects effects, Propagating votes, int cast, ulong seed)
    {
        var g = effects.Segments;
        var result = new AveragingPriors(effects.Statements, g, votes.HabitMeans.Length);
        double[] spread = [.. effects.Spread], texts = [.. effects.Texts.Spread], habits = [.. votes.HabitSpread];
        double aboutSpread = effects.Evidence, aboutTexts = effects.Texts.Evidence;
        var aboutHabits = votes.Evidence();
        var draws = (int)Math.Clamp(Work / Math.Max(1, cast), FewestDraws, MostDraws) / 2 * 2;
        for (var draw = 0; draw < draws; draw++)
        {
            var chance = new DrawingPriors(Chance.Mix(seed + (ulong)(draw / 2)), draw % 2 == 0 ? 1 : -1);
            chance.Around(spread, g, aboutSpread, effects.Spread);
            if (effects.Texts.Used)
            {
                chance.Around(texts, g, aboutTexts, effects.Texts.Spread);
            }
            for (var i = 0; i < g; i++)
            {
                chance.Around(habits.AsSpan(i, 1), 1, aboutHabits[i], votes.HabitSpread.AsSpan(i, 1));
            }
            effects.Fit();
            votes.Pass();
            votes.Pass();
            effects.Fit();
            votes.Pass();
            result.Add(effects, votes, 1.0 / draws);
        }
        spread.CopyTo(effects.Spread, 0);
        texts.CopyTo(effects.Texts.Spread, 0);
        habits.CopyTo(votes.HabitSpread, 0);
        result.Centre(g);
        return result;
    }

    private void Add(StatementEffects effects, Propagating votes, double weight)
    {
        var g = effects.Segments;
        var scales = Array.ConvertAll(votes.HabitSpread, variance => Math.Sqrt(1 + variance));
        for (var cell = 0; cell < Means.Length; cell++)
        {
            var (first, own) = (cell / g * g, cell % g);
            var mean = effects.Means[cell];
            Means[cell] += weight * mean / scales[own];
            Positions[cell] += weight * mean;
            PositionVariances[cell] += weight * (effects.Covariances[cell * g + own] + mean * mean);
            for (var other = 0; other < g; other++)
            {
                Covariances[cell * g + other] += weight * (effects.Covariances[cell * g + other] + mean * effects.Means[first + other])
                    / (scales[own] * scales[other]);
            }
        }
        for (var p = 0; p < Habits.Length; p++)
        {
            Habits[p] += weight * votes.HabitMeans[p];
            HabitVariances[p] += weight * (votes.HabitVariances[p] + votes.HabitMeans[p] * votes.HabitMeans[p]);
        }
    }

    private void Centre(int g)
    {
        for (var cell = 0; cell < Means.Length; cell++)
        {
            PositionVariances[cell] -= Positions[cell] * Positions[cell];
            for (var other = 0; other < g; other++)
            {
                Covariances[cell * g + other] -= Means[cell] * Means[cell / g * g + other];
            }
        }
        for (var p = 0; p < Habits.Length; p++)
        {
            HabitVariances[p] -= Habits[p] * Habits[p];
        }
    }
}
