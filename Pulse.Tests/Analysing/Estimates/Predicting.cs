using Pulse.Analysing.Estimates;

namespace Pulse.Tests.Analysing.Estimates;

/// <summary>Whether counts that were held out fall where an estimate says they should.</summary>
internal static class Predicting
{
    /// <summary>Level and z of the central intervals that are checked.</summary>
    public static IReadOnlyList<(double Level, double Z)> Levels { get; } =
        [(0.5, 0.6744897501960817), (0.8, 1.2815515655446004), (0.95, 1.959963984540054)];

    /// <summary>
    /// Where <paramref name="agreeing"/> of <paramref name="cast"/> later votes stands in the predictive distribution: uniform in
    /// 0 … 1 where the estimate is calibrated. Counts are lumpy, so the lump itself is spread by <paramref name="within"/>
    /// (the randomised probability integral transform; Czado, Gneiting and Held, Biometrics 65, 2009).
    /// </summary>
    public static double Rank(AgreementEstimate estimate, int agreeing, int cast, double within)
    {
        const double Step = 0.25;
        var rank = 0.0;
        for (var x = -5.0; x <= 5; x += Step)
        {
            var at = (estimate with { Position = estimate.Position + x * estimate.Deviation }).Interval(0).Low;
            var share = Math.Clamp(at, 1e-12, 1 - 1e-12);
            var log = cast * Math.Log(1 - share);
            var below = 0.0;
            for (var k = 0; k <= agreeing; k++)
            {
                below += Math.Exp(log) * (k < agreeing ? 1 : within);
                log += Math.Log((double)(cast - k) / (k + 1)) + Math.Log(share / (1 - share));
            }
            rank += below * Step * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
        }
        return rank;
    }

    public static double Coverage(IReadOnlyCollection<double> ranks, double level) =>
        ranks.Count(rank => rank >= (1 - level) / 2 && rank <= (1 + level) / 2) / (double)ranks.Count;

    /// <summary>Spearman's rank correlation, ties sharing their mean rank.</summary>
    public static double Spearman(IReadOnlyList<double> left, IReadOnlyList<double> right)
    {
        var (x, y) = (Ranks(left), Ranks(right));
        double meanX = x.Average(), meanY = y.Average();
        var both = x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum();
        return both / Math.Sqrt(x.Sum(a => (a - meanX) * (a - meanX)) * y.Sum(b => (b - meanY) * (b - meanY)));
    }

    private static double[] Ranks(IReadOnlyList<double> values)
    {
        var order = Enumerable.Range(0, values.Count).OrderBy(i => values[i]).ToArray();
        var ranks = new double[values.Count];
        for (int from = 0, to; from < order.Length; from = to)
        {
            to = from;
            while (to < order.Length && values[order[to]] == values[order[from]])
            {
                to++;
            }
            for (var i = from; i < to; i++)
            {
                ranks[order[i]] = (from + to - 1) / 2.0;
            }
        }
        return ranks;
    }
}
