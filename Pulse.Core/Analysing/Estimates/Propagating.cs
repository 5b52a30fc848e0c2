using Pulse.Analysing.Matrices;

namespace Pulse.Analysing.Estimates;

/// <summary>
/// Expectation propagation (Minka 2001) over the votes: agree exactly when θ[statement, segment] + habit[participant] +
/// N(0, 1) is positive. Each vote tells its statement and its participant something in Gaussian terms, each time
/// without what it told them before.
/// </summary>
internal sealed class Propagating
{
    private const double Damping = 0.8;
    private const double PriorVariance = 0.25;
    private const double PriorCount = 2;

    private readonly VoteMatrix _matrix;
    private readonly int[] _segmentOf;
    private readonly int _segments;
    private readonly StatementEffects _effects;
    private readonly int[] _starts;
    private readonly float[] _toStatement;
    private readonly float[] _toParticipant;
    private readonly ParallelOptions _threads;

    public Propagating(VoteMatrix matrix, int[] segmentOf, StatementEffects effects, int threads)
    {
        _matrix = matrix;
        _segmentOf = segmentOf;
        _segments = effects.Segments;
        _effects = effects;
        _threads = new ParallelOptions { MaxDegreeOfParallelism = threads };
        _starts = new int[matrix.Statements + 1];
        for (var s = 0; s < matrix.Statements; s++)
        {
            _starts[s + 1] = _starts[s] + matrix.CastOn(s);
        }
        _toStatement = new float[2 * matrix.Votes];
        _toParticipant = new float[2 * matrix.Votes];
        HabitMeans = new double[matrix.Participants];
        HabitVariances = Enumerable.Repeat(PriorVariance, matrix.Participants).ToArray();
        HabitSpread = Enumerable.Repeat(PriorVariance, effects.Segments).ToArray();
    }

    public double[] HabitMeans { get; }

    public double[] HabitVariances { get; }

    public double[] HabitSpread { get; }

    /// <summary>One pass over all votes; returns the largest move of any mean.</summary>
    public double Pass()
    {
        var before = _effects.Means.ToArray();
        Parallel.For(0, _matrix.Statements, _threads, One);
        var precisions = new double[_matrix.Participants];
        var shifts = new double[_matrix.Participants];
        for (var s = 0; s < _matrix.Statements; s++)
        {
            var at = _starts[s];
            foreach (var entry in _matrix.Column(s))
            {
                var p = VoteMatrix.ParticipantOf(entry);
                precisions[p] += _toParticipant[2 * at];
                shifts[p] += _toParticipant[2 * at + 1];
                at++;
            }
        }
        var moved = 0.0;
        for (var p = 0; p < precisions.Length; p++)
        {
            HabitVariances[p] = 1 / (1 / HabitSpread[_segmentOf[p]] + precisions[p]);
            var mean = HabitVariances[p] * shifts[p];
            moved = Math.Max(moved, Math.Abs(mean - HabitMeans[p]));
            HabitMeans[p] = mean;
        }
        for (var i = 0; i < before.Length; i++)
        {
            moved = Math.Max(moved, Math.Abs(before[i] - _effects.Means[i]));
        }
        return moved;
    }

    private void One(int s)
    {
        int g = _segments, at = _starts[s];
        var precisions = _effects.Precisions.AsSpan(s * g, g);
        var shifts = _effects.Shifts.AsSpan(s * g, g);
        precisions.Clear();
        shifts.Clear();
        foreach (var entry in _matrix.Column(s))
        {
            var p = VoteMatrix.ParticipantOf(entry);
            var segment = _segmentOf[p];
            var sign = VoteMatrix.ValueOf(entry) > 0 ? 1.0 : -1.0;
            var (m, v) = Without(_effects.Means[s * g + segment], _effects.Covariances[(s * g + segment) * g + segment], _toStatement, at);
            var (c, w) = Without(HabitMeans[p], HabitVariances[p], _toParticipant, at);
            var variance = 1 + v + w;
            var deviation = Math.Sqrt(variance);
            var t = sign * (m + c) / deviation;
            var ratio = NormalDistribution.Ratio(t);
            var curve = ratio * (ratio + t);
            Tell(_toStatement, at, m, v, curve, sign * deviation * ratio, variance);
            Tell(_toParticipant, at, c, w, curve, sign * deviation * ratio, variance);
            precisions[segment] += _toStatement[2 * at];
            shifts[segment] += _toStatement[2 * at + 1];
            at++;
        }
        _effects.Update(s);
    }

    private static (double Mean, double Variance) Without(double mean, double variance, float[] messages, int at)
    {
        var precision = Math.Max(1 / variance - messages[2 * at], 1e-6);
        return ((mean / variance - messages[2 * at + 1]) / precision, 1 / precision);
    }

    private static void Tell(float[] messages, int at, double mean, double variance, double curve, double pull, double total)
    {
        var scale = 1 / (total - variance * curve);
        messages[2 * at] = (float)((1 - Damping) * messages[2 * at] + Damping * curve * scale);
        messages[2 * at + 1] = (float)((1 - Damping) * messages[2 * at + 1] + Damping * (curve * mean + pull) * scale);
    }

    /// <summary>One step of expectation–maximisation for the spread of habits in each segment.</summary>
    public void Learn()
    {
        var sums = Enumerable.Repeat(PriorCount * PriorVariance, _segments).ToArray();
        var counts = Enumerable.Repeat(PriorCount, _segments).ToArray();
        for (var p = 0; p < HabitMeans.Length; p++)
        {
            if (_matrix.CastBy(p) > 0)
            {
                sums[_segmentOf[p]] += HabitMeans[p] * HabitMeans[p] + HabitVariances[p];
                counts[_segmentOf[p]]++;
            }
        }
        for (var g = 0; g < _segments; g++)
        {
            HabitSpread[g] = sums[g] / counts[g];
        }
    }
}
