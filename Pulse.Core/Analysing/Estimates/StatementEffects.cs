using Pulse.Language;

namespace Pulse.Analysing.Estimates;

/// <summary>
/// Where each statement stands with each segment, on the probit scale: θ_s ~ N(W·x_s, K), with K a full segments ×
/// segments covariance, so that segments inform each other as far as they have been seen to go together. What votes say
/// arrives as a precision and a shift per cell; given those, everything here is Gaussian and exact.
/// </summary>
internal sealed class StatementEffects
{
    private readonly TextEffects _texts;
    private readonly ParallelOptions _threads;
    private readonly double[] _squares;
    private readonly double[] _evidence;
    private readonly double[] _start;
    private readonly double _startCount;

    public StatementEffects(int statements, int segments, IReadOnlyList<TextVector>? texts, int threads)
    {
        Statements = statements;
        Segments = segments;
        _texts = new TextEffects(statements, segments, texts, threads);
        _threads = new ParallelOptions { MaxDegreeOfParallelism = threads };
        _start = SmallMatrix.Uniform(segments, 0.25, 0.125);
        _startCount = segments + 1;
        Spread = [.. _start];
        Precisions = new double[statements * segments];
        Shifts = new double[statements * segments];
        Means = new double[statements * segments];
        Covariances = new double[statements * segments * segments];
        _squares = new double[statements * segments * segments];
        _evidence = new double[statements];
        Fit();
        Parallel.For(0, statements, _threads, Update);
    }

    public int Statements { get; }

    public int Segments { get; }

    /// <summary>Statements × segments: precision of what the votes say.</summary>
    public double[] Precisions { get; }

    /// <summary>Statements × segments: precision times position of what the votes say.</summary>
    public double[] Shifts { get; }

    /// <summary>Statements × segments.</summary>
    public double[] Means { get; }

    /// <summary>Statements × segments × segments.</summary>
    public double[] Covariances { get; }

    /// <summary>K: how statements differ beyond their text.</summary>
    public double[] Spread { get; }

    /// <summary>What texts let expect; its Ω is learned here too.</summary>
    public TextEffects Texts => _texts;

    /// <summary>How many statements' worth of evidence there is about K (the pseudo-counts it starts with included).</summary>
    public double Evidence => _startCount + Enumerable.Range(0, Statements).Where(_texts.Reads).Sum(s => _evidence[s]);

    /// <summary>The posterior of one statement: C = K − K·R·K around the fitted mean, with the doubt about that mean carried through.</summary>
    public void Update(int statement)
    {
        int g = Segments, cell = g * g;
        var size = 5 * cell + g;
        Span<double> work = size <= 1024 ? stackalloc double[size] : new double[size];
        var prior = work[..cell];
        var gain = work.Slice(cell, cell);
        var own = work.Slice(2 * cell, cell);
        var scratch = work.Slice(3 * cell, cell);
        var doubt = work.Slice(4 * cell, cell);
        var away = work.Slice(5 * cell, g);
        Prior(statement, prior);
        Information(statement, prior, own, scratch);
        SmallMatrix.Multiply(prior, own, g, gain);
        SmallMatrix.Multiply(gain, prior, g, own);
        for (var i = 0; i < cell; i++)
        {
            own[i] = prior[i] - own[i];
        }
        var fitted = _texts.Means.AsSpan(statement * g, g);
        var shifts = Shifts.AsSpan(statement * g, g);
        for (var i = 0; i < g; i++)
        {
            away[i] = SmallMatrix.Dot(own.Slice(i * g, g), shifts) - SmallMatrix.Dot(gain.Slice(i * g, g), fitted);
            Means[statement * g + i] = fitted[i] + away[i];
        }
        var uncertain = _texts.Covariances.AsSpan(statement * cell, cell);
        SmallMatrix.Sandwich(gain, uncertain, g, scratch, doubt);
        var evidence = 0.0;
        for (var i = 0; i < g; i++)
        {
            for (var j = 0; j < g; j++)
            {
                _squares[statement * cell + i * g + j] = own[i * g + j] + doubt[i * g + j] + away[i] * away[j];
                evidence += gain[i * g + j] * gain[j * g + i];
            }
        }
        _evidence[statement] = evidence / g;
        for (var i = 0; i < cell; i++)
        {
            gain[i] = (i % (g + 1) == 0 ? 1 : 0) - gain[i];
        }
        SmallMatrix.Sandwich(gain, uncertain, g, scratch, doubt);
        for (var i = 0; i < g; i++)
        {
            for (var j = 0; j < g; j++)
            {
                Covariances[statement * cell + i * g + j] =
                    (own[i * g + j] + own[j * g + i] + doubt[i * g + j] + doubt[j * g + i]) / 2;
            }
        }
    }

    /// <summary>Levels and texts from all cells.</summary>
    public void Fit()
    {
        var g = Segments;
        var information = new double[Statements * g * g];
        var targets = new double[Statements * g];
        Parallel.For(0, Statements, _threads, s =>
        {
            Span<double> prior = new double[g * g], scratch = new double[g * g];
            var own = information.AsSpan(s * g * g, g * g);
            Prior(s, prior);
            Information(s, prior, own, scratch);
            SmallMatrix.Multiply(own, prior, g, scratch);
            // R·Λ⁻¹·shift without dividing by a precision that may be zero: (I − R·K)·shift.
            var shifts = Shifts.AsSpan(s * g, g);
            for (var i = 0; i < g; i++)
            {
                targets[s * g + i] = shifts[i] - SmallMatrix.Dot(scratch.Slice(i * g, g), shifts);
            }
        });
        _texts.Fit(information, targets);
    }

    /// <summary>One step of expectation–maximisation for K and Ω.</summary>
    public void Learn()
    {
        var cell = Segments * Segments;
        var sum = Array.ConvertAll(_start, value => value * _startCount);
        var count = _startCount;
        for (var s = 0; s < Statements; s++)
        {
            if (_texts.Reads(s))
            {
                SmallMatrix.Add(sum, 1, _squares.AsSpan(s * cell, cell));
                count++;
            }
        }
        for (var i = 0; i < Segments; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                Spread[i * Segments + j] = Spread[j * Segments + i] =
                    (sum[i * Segments + j] + sum[j * Segments + i]) / (2 * count);
            }
        }
        _texts.Learn();
    }

    /// <summary>A text that cannot be read may say anything that texts say.</summary>
    private void Prior(int statement, Span<double> prior)
    {
        var unread = _texts.Reads(statement) ? 0 : 1;
        for (var i = 0; i < prior.Length; i++)
        {
            prior[i] = Spread[i] + unread * _texts.Spread[i];
        }
    }

    /// <summary>R = (K + Λ⁻¹)⁻¹ = Λ^½ (I + Λ^½ K Λ^½)⁻¹ Λ^½, which does not need a vote in every cell.</summary>
    private void Information(int statement, ReadOnlySpan<double> prior, Span<double> information, Span<double> scratch)
    {
        var g = Segments;
        var precisions = Precisions.AsSpan(statement * g, g);
        for (var i = 0; i < g; i++)
        {
            for (var j = 0; j < g; j++)
            {
                scratch[i * g + j] = (i == j ? 1 : 0) + Math.Sqrt(precisions[i] * precisions[j]) * prior[i * g + j];
            }
        }
        SmallMatrix.Factor(scratch, g);
        SmallMatrix.Invert(scratch, g, information);
        for (var i = 0; i < g; i++)
        {
            for (var j = 0; j < g; j++)
            {
                information[i * g + j] *= Math.Sqrt(precisions[i] * precisions[j]);
            }
        }
    }
}
