using Pulse.Analysing.Matrices;
using Pulse.Analysing.Segments;
using Pulse.Language;

namespace Pulse.Analysing.Estimates;

/// <summary>
/// Estimates agreement per statement and segment where votes are too few to count. A participant agrees where
/// θ[statement, segment] + habit[participant] + N(0, 1) is positive; θ is pooled over segments and over similar texts.
/// How far, the votes decide (empirical Bayes). docs/methodology.md has the formulas and what was measured.
/// </summary>
public static class EstimatingAgreement
{
    /// <summary>On the probit scale: a share moves by less than half a thousandth.</summary>
    private const double Settled = 1e-3;

    /// <summary>Levels and texts need one large solve; votes settle between two of them.</summary>
    private const int PassesPerFit = 4;

    /// <param name="matrix">All cast votes; a pass counts as cast and not agreeing.</param>
    /// <param name="segmentOf">Each participant's segment, −1 for none; such a participant's votes still inform.</param>
    /// <param name="segments">How many segments.</param>
    /// <param name="texts">One vector per statement, of any length; empty where there is none. Null without texts.</param>
    /// <param name="seed">Seed of the priors drawn around the likeliest one, and of the draws behind <see cref="BridgingEstimate"/>.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">Counts do not match, or a segment is out of range.</exception>
    public static AgreementEstimates Of(
        VoteMatrix matrix,
        ReadOnlySpan<int> segmentOf,
        int segments,
        IReadOnlyList<TextVector>? texts,
        ulong seed,
        EstimatingOptions? options = null)
    {
        options ??= new EstimatingOptions();
        Check(matrix, segmentOf, segments, texts, options);

        // Who declared no segment is pooled as one more, so that their votes still tell something about a statement.
        var columnOf = segmentOf.ToArray();
        var columns = columnOf.Contains(-1) || segments == 0 ? segments + 1 : segments;
        columnOf = Array.ConvertAll(columnOf, segment => segment < 0 ? segments : segment);

        var effects = new StatementEffects(matrix.Statements, columns, texts, options.Threads);
        var votes = new Propagating(matrix, columnOf, effects, options.Threads);
        var passes = Settle(effects, votes, options.Passes);
        var priors = new EstimatedPriors(
            effects.Texts.Levels[..segments],
            Square(effects.Spread, columns, segments),
            Square(effects.Texts.Spread, columns, segments),
            votes.HabitSpread[..segments],
            effects.Evidence,
            effects.Texts.Evidence,
            votes.Evidence()[..segments],
            passes);
        var average = AveragingPriors.Of(effects, votes, matrix.Votes, seed);
        var bridged = options.Bridging ?? Enumerable.Range(0, segments).ToArray();
        return new AgreementEstimates(
            segments,
            Cells(Tallying.Of(matrix, columnOf, columns), columns, segments, average),
            EstimatingBridging.Of(average.Means, average.Covariances, columns, [.. bridged.Distinct().Order()], seed, options),
            new VoteExpectations(
                columns, columnOf, average.Positions, average.PositionVariances, average.Habits, average.HabitVariances),
            priors);
    }

    private static int Settle(StatementEffects effects, Propagating votes, int most)
    {
        var passes = 0;
        for (var settled = false; passes < most && !settled;)
        {
            var moved = 0.0;
            for (var pass = 0; pass < PassesPerFit; pass++)
            {
                moved = Math.Max(moved, votes.Pass());
                votes.Learn();
                effects.Learn();
                passes++;
            }
            effects.Fit();
            settled = moved < Settled;
        }
        return passes;
    }

    private static AgreementEstimate[] Cells(Tally[][] cast, int columns, int segments, AveragingPriors average)
    {
        var cells = new AgreementEstimate[cast.Length * segments];
        for (var i = 0; i < cells.Length; i++)
        {
            var (statement, segment) = (i / segments, i % segments);
            var at = statement * columns + segment;
            var (position, variance) = (average.Means[at], average.Covariances[at * columns + segment]);
            var deviation = Math.Sqrt(variance);
            var share = NormalDistribution.Below(position / Math.Sqrt(1 + variance));
            var cell = new AgreementEstimate(statement, segment, share, 0, 1, cast[statement][segment].Seen, position, deviation);
            var interval = cell.Interval(Wilson.NinetyFive);
            // Far out the mean of the share may leave the interval's middle; it never leaves the interval.
            cells[i] = cell with { Low = Math.Min(interval.Low, share), High = Math.Max(interval.High, share) };
        }
        return cells;
    }

    private static double[][] Square(double[] matrix, int size, int kept) =>
        Enumerable.Range(0, kept).Select(row => matrix[(row * size)..(row * size + kept)]).ToArray();

    private static void Check(
        VoteMatrix matrix, ReadOnlySpan<int> segmentOf, int segments, IReadOnlyList<TextVector>? texts, EstimatingOptions options)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentOutOfRangeException.ThrowIfNegative(segments);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Draws, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Passes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        if (segmentOf.Length != matrix.Participants)
        {
            throw new ArgumentException($"{matrix.Participants} participants need as many segments, not {segmentOf.Length}.", nameof(segmentOf));
        }
        foreach (var segment in segmentOf)
        {
            if (segment < -1 || segment >= segments)
            {
                throw new ArgumentException($"There is no segment {segment} among {segments}.", nameof(segmentOf));
            }
        }
        if (texts is not null && texts.Count != matrix.Statements)
        {
            throw new ArgumentException($"{matrix.Statements} statements need as many texts, not {texts.Count}.", nameof(texts));
        }
        if (options.Bridging?.Any(segment => segment < 0 || segment >= segments) == true)
        {
            throw new ArgumentException($"A bridging segment is not among the {segments}.", nameof(options));
        }
    }
}
