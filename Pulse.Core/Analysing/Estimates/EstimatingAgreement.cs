using Pulse.Analysing.Matrices;
using Pulse.Language;

namespace Pulse.Analysing.Estimates;

/// <summary>
/// Estimates agreement per statement and segment where votes are too few to count. A participant agrees when
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
    /// <param name="seed">Seed of the draws behind <see cref="BridgingEstimate"/>; nothing else depends on chance.</param>
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
        var rounds = 0;
        var settled = false;
        while (rounds < options.Rounds && !settled)
        {
            var moved = 0.0;
            for (var pass = 0; pass < PassesPerFit; pass++)
            {
                moved = Math.Max(moved, votes.Pass());
                votes.Learn();
                effects.Learn();
                rounds++;
            }
            effects.Fit();
            settled = moved < Settled;
        }
        return Results(matrix, columnOf, segments, effects, votes, rounds, seed, options);
    }

    private static AgreementEstimates Results(
        VoteMatrix matrix, int[] columnOf, int segments, StatementEffects effects, Propagating votes, int rounds, ulong seed, EstimatingOptions options)
    {
        var columns = effects.Segments;
        var variances = new double[matrix.Statements * columns];
        for (var cell = 0; cell < variances.Length; cell++)
        {
            variances[cell] = effects.Covariances[cell * columns + cell % columns];
        }
        var priors = new EstimatedPriors(
            effects.Levels[..segments], Square(effects.Spread, columns, segments), Square(effects.TextSpread, columns, segments),
            votes.HabitSpread[..segments], rounds);
        var expectations = new VoteExpectations(columns, columnOf, effects.Means, variances, votes.HabitMeans, votes.HabitVariances);
        var cells = new AgreementEstimate[matrix.Statements * segments];
        var result = new AgreementEstimates(segments, cells, [], expectations, priors);
        var cast = Tallying.Of(matrix, columnOf, columns);
        for (var s = 0; s < matrix.Statements; s++)
        {
            for (var g = 0; g < segments; g++)
            {
                var cell = s * columns + g;
                var share = NormalDistribution.Below(effects.Means[cell] / Math.Sqrt(1 + votes.HabitSpread[g] + variances[cell]));
                var interval = result.Interval(s, g, Segments.Wilson.NinetyFive);
                cells[s * segments + g] = new AgreementEstimate(
                    s, g, share, Math.Min(interval.Low, share), Math.Max(interval.High, share), cast[s][g].Seen);
            }
        }
        var bridged = options.Bridging ?? Enumerable.Range(0, segments).ToArray();
        return result with
        {
            Bridging = EstimatingBridging.Of(effects, votes.HabitSpread, [.. bridged.Distinct().Order()], seed, options),
        };
    }

    private static double[][] Square(double[] matrix, int size, int kept) =>
        Enumerable.Range(0, kept).Select(row => matrix[(row * size)..(row * size + kept)]).ToArray();

    private static void Check(
        VoteMatrix matrix, ReadOnlySpan<int> segmentOf, int segments, IReadOnlyList<TextVector>? texts, EstimatingOptions options)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentOutOfRangeException.ThrowIfNegative(segments);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Draws, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Rounds, 1);
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
