using Pulse.Analysing.Matrices;

namespace Pulse.Analysing.Estimates;

/// <summary>
/// Expectation propagation (Minka 2001) over the votes: agree exactly where θ[statement, segment] + habit[participant] +
/// N(0, 1) is positive. Each vote tells its statement and its participant something in Gaussian terms, each time
/// without what it told them before. A habit is N(0, variance of the segment).
/// </summary>
internal sealed class Propagating
{
    /// <summary>All votes of a statement speak at once; taking their full word would overshoot.</summary>
    private const double Damping = 0.8;

    private const double StartVariance = 0.25;
    private const double StartCount = 2;

    private readonly VoteMatrix _matrix;
    private readonly int[] _segmentOf;
    private readonly int _segments;
    private readonly StatementEffects _effects;
    private readonly int[] _starts;
    private readonly float[] _toStatement;
    private readonly float[] _toParticipant;
    private readonly ParallelOptions _threads;

    /// <param name="matrix">All cast votes.</param>
    /// <param name="segmentOf">Each participant's column in <paramref name="effects"/>.</param>
    /// <param name="effects">Told what the votes say, and asked what it makes of it.</param>
    /// <param name="threads">At most so many.</param>
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
        // Precision and shift of each vote's word, in the order of the columns; 16 bytes per vote.
        _toStatement = new float[2 * matrix.Votes];
        _toParticipant = new float[2 * matrix.Votes];
        HabitMeans = new double[matrix.Participants];
        HabitVariances = Enumerable.Repeat(StartVariance, matrix.Participants).ToArray();
        HabitSpread = Enumerable.Repeat(StartVariance, _segments).ToArray();
    }

    /// <summary>Per participant.</summary>
    public double[] HabitMeans { get; }

    /// <summary>Per participant.</summary>
    public double[] HabitVariances { get; }

    /// <summary>Per segment: the variance of habits.</summary>
    public double[] HabitSpread { get; }

    /// <summary>One pass over all votes; returns the largest move of any mean.</summary>
    public double Pass()
    {
        var before = _effects.Means.ToArray();
        Parallel.For(0, _matrix.Statements, _threads, Ask);
        // One thread adds up, statement by statement: the sums then do not depend on how many threads asked.
        var precisions = new double[_matrix.Participants];
        var shifts = new double[_matrix.Participants];
        for (var s = 0; s < _matrix.Statements; s++)
        {
            var at = 2 * _starts[s];
            foreach (var entry in _matrix.Column(s))
            {
                var participant = VoteMatrix.ParticipantOf(entry);
                precisions[participant] += _toParticipant[at];
                shifts[participant] += _toParticipant[at + 1];
                at += 2;
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

    private void Ask(int s)
    {
        int g = _segments, at = 2 * _starts[s];
        var precisions = _effects.Precisions.AsSpan(s * g, g);
        var shifts = _effects.Shifts.AsSpan(s * g, g);
        precisions.Clear();
        shifts.Clear();
        foreach (var entry in _matrix.Column(s))
        {
            var participant = VoteMatrix.ParticipantOf(entry);
            var segment = _segmentOf[participant];
            var cell = s * g + segment;
            var (position, doubt) = Without(_effects.Means[cell], _effects.Covariances[cell * g + segment], _toStatement, at);
            var (habit, unsure) = Without(HabitMeans[participant], HabitVariances[participant], _toParticipant, at);
            var sign = VoteMatrix.ValueOf(entry) > 0 ? 1 : -1;
            var variance = 1 + doubt + unsure;
            var deviation = Math.Sqrt(variance);
            var t = sign * (position + habit) / deviation;
            var ratio = NormalDistribution.Ratio(t);
            var curve = ratio * (ratio + t);
            Tell(_toStatement, at, position, doubt, curve, sign * deviation * ratio, variance);
            Tell(_toParticipant, at, habit, unsure, curve, sign * deviation * ratio, variance);
            precisions[segment] += _toStatement[at];
            shifts[segment] += _toStatement[at + 1];
            at += 2;
        }
        _effects.Update(s);
    }

    private static (double Mean, double Variance) Without(double mean, double variance, float[] words, int at)
    {
        var precision = Math.Max(1 / variance - words[at], 1e-6);
        return ((mean / variance - words[at + 1]) / precision, 1 / precision);
    }

    /// <summary>The Gaussian factor that gives the mean and variance of N(mean, variance) · Φ(± … / deviation).</summary>
    private static void Tell(float[] words, int at, double mean, double variance, double curve, double pull, double total)
    {
        var scale = Damping / (total - variance * curve);
        words[at] = (float)((1 - Damping) * words[at] + curve * scale);
        words[at + 1] = (float)((1 - Damping) * words[at + 1] + (curve * mean + pull) * scale);
    }

    /// <summary>One step of expectation–maximisation for the variance of habits in each segment.</summary>
    public void Learn()
    {
        var sums = Enumerable.Repeat(StartCount * StartVariance, _segments).ToArray();
        var counts = Enumerable.Repeat(StartCount, _segments).ToArray();
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

    /// <summary>Per segment: how many participants' worth of evidence there is about the variance of habits.</summary>
    public double[] Evidence()
    {
        var evidence = Enumerable.Repeat(StartCount, _segments).ToArray();
        for (var p = 0; p < HabitMeans.Length; p++)
        {
            var known = 1 - HabitVariances[p] / HabitSpread[_segmentOf[p]];
            evidence[_segmentOf[p]] += known * known;
        }
        return evidence;
    }
}
