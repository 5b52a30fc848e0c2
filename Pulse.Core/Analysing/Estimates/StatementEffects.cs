using Pulse.Language;

namespace Pulse.Analysing.Estimates;

/// <summary>
/// Where each statement stands with each segment, on the probit scale: θ_s ~ N(W·x_s, K) with x_s = (1, text) and K a
/// full segments × segments covariance. What votes say arrives as a precision and a shift per cell; given those,
/// everything here is Gaussian and exact.
/// </summary>
internal sealed class StatementEffects
{
    /// <summary>Pseudo-counts beyond the segments with which a covariance starts, so that three statements do not make one.</summary>
    private const double PriorCount = 1;

    private readonly int _statements;
    private readonly int _segments;
    private readonly int _width;
    private readonly double[] _features;
    private readonly bool[] _hasText;
    private readonly bool _useText;
    private readonly ParallelOptions _threads;
    private readonly double[] _fitted;
    private readonly double[] _fittedCovariance;
    private readonly double[] _second;

    public StatementEffects(int statements, int segments, IReadOnlyList<TextVector>? texts, int threads)
    {
        _statements = statements;
        _segments = segments;
        var units = texts?.Select(text => text.Unit()).ToArray() ?? [];
        _useText = units.Any(unit => !unit.IsEmpty);
        _hasText = new bool[statements];
        _width = _useText ? 2 + units.Max(unit => unit.IsEmpty ? -1 : unit.Indices[^1]) : 1;
        _features = new double[statements * _width];
        for (var s = 0; s < statements; s++)
        {
            _features[s * _width] = 1;
            for (var i = 0; _useText && i < units[s].Indices.Length; i++)
            {
                _hasText[s] = true;
                _features[s * _width + 1 + units[s].Indices[i]] = units[s].Values[i];
            }
        }
        _threads = new ParallelOptions { MaxDegreeOfParallelism = threads };
        var cell = segments * segments;
        Precisions = new double[statements * segments];
        Shifts = new double[statements * segments];
        Means = new double[statements * segments];
        Covariances = new double[statements * cell];
        _fitted = new double[statements * segments];
        _fittedCovariance = new double[statements * cell];
        _second = new double[statements * cell];
        Weights = new double[segments * _width];
        Spread = Start(0.25);
        TextSpread = _useText ? Start(0.1) : new double[cell];
        Fit();
        Parallel.For(0, statements, _threads, Update);
    }

    public int Statements => _statements;

    public int Segments => _segments;

    /// <summary>Per segment: the mean over statements.</summary>
    public double[] Levels => Enumerable.Range(0, _segments).Select(g => Weights[g * _width]).ToArray();

    /// <summary>Statements × segments: precision of what the votes say.</summary>
    public double[] Precisions { get; }

    /// <summary>Statements × segments: precision times position of what the votes say.</summary>
    public double[] Shifts { get; }

    public double[] Means { get; }

    /// <summary>Statements × segments × segments.</summary>
    public double[] Covariances { get; }

    /// <summary>K: how statements differ beyond their text.</summary>
    public double[] Spread { get; }

    /// <summary>Ω: covariance over segments of the weight of one text direction; texts have length 1.</summary>
    public double[] TextSpread { get; }

    /// <summary>Segments × (1 + text dimensions): the mean of W.</summary>
    public double[] Weights { get; }

    private double[] Start(double variance)
    {
        var start = new double[_segments * _segments];
        for (var i = 0; i < start.Length; i++)
        {
            start[i] = i % (_segments + 1) == 0 ? variance : variance / 2;
        }
        return start;
    }

    /// <summary>The posterior of one statement from its cells' precisions and shifts.</summary>
    public void Update(int statement)
    {
        int g = _segments, cell = g * g;
        Span<double> work = stackalloc double[g <= 16 ? 6 * cell + 2 * g : 0];
        work = work.IsEmpty ? new double[6 * cell + 2 * g] : work;
        var prior = work[..cell];
        var gain = work[cell..(2 * cell)];
        var left = work[(2 * cell)..(3 * cell)];
        var scratch = work[(3 * cell)..(4 * cell)];
        var inner = work[(4 * cell)..(5 * cell)];
        var outer = work[(5 * cell)..(6 * cell)];
        var away = work[(6 * cell)..(6 * cell + g)];
        Prior(statement, prior);
        Information(statement, prior, left, scratch);
        // C = K − K·R·K with R = (K + Λ⁻¹)⁻¹, and KR carries the fitted mean's error into the rest.
        SmallMatrix.Multiply(prior, left, g, gain);
        SmallMatrix.Multiply(gain, prior, g, inner);
        var covariance = Covariances.AsSpan(statement * cell, cell);
        for (var i = 0; i < cell; i++)
        {
            inner[i] = prior[i] - inner[i];
        }
        var fitted = _fitted.AsSpan(statement * g, g);
        var shifts = Shifts.AsSpan(statement * g, g);
        var means = Means.AsSpan(statement * g, g);
        for (var i = 0; i < g; i++)
        {
            away[i] = SmallMatrix.Dot(inner.Slice(i * g, g), shifts) - SmallMatrix.Dot(gain.Slice(i * g, g), fitted);
            means[i] = fitted[i] + away[i];
        }
        var uncertain = _fittedCovariance.AsSpan(statement * cell, cell);
        SmallMatrix.Sandwich(gain, uncertain, g, scratch, outer);
        var second = _second.AsSpan(statement * cell, cell);
        for (var i = 0; i < g; i++)
        {
            for (var j = 0; j < g; j++)
            {
                second[i * g + j] = inner[i * g + j] + outer[i * g + j] + away[i] * away[j];
            }
        }
        for (var i = 0; i < cell; i++)
        {
            gain[i] = (i % (g + 1) == 0 ? 1 : 0) - gain[i];
        }
        SmallMatrix.Sandwich(gain, uncertain, g, scratch, outer);
        for (var i = 0; i < g; i++)
        {
            for (var j = 0; j < g; j++)
            {
                covariance[i * g + j] = (inner[i * g + j] + inner[j * g + i]) / 2 + outer[i * g + j];
            }
        }
    }

    /// <summary>A text that could not be read may say anything that texts say.</summary>
    private void Prior(int statement, Span<double> prior)
    {
        for (var i = 0; i < prior.Length; i++)
        {
            prior[i] = Spread[i] + (_useText && !_hasText[statement] ? TextSpread[i] : 0);
        }
    }

    /// <summary>R = (K + Λ⁻¹)⁻¹ = Λ^½ (I + Λ^½ K Λ^½)⁻¹ Λ^½, which needs no vote to be there.</summary>
    private void Information(int statement, ReadOnlySpan<double> prior, Span<double> information, Span<double> scratch)
    {
        var g = _segments;
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

    /// <summary>W from all cells (levels and texts): a ridge regression whose ridge is <see cref="TextSpread"/>.</summary>
    public void Fit()
    {
        int g = _segments, d = _width, size = g * d;
        var information = new double[_statements * g * g];
        var targets = new double[_statements * g];
        Parallel.For(0, _statements, _threads, s =>
        {
            Span<double> prior = new double[g * g], scratch = new double[g * g];
            var own = information.AsSpan(s * g * g, g * g);
            Prior(s, prior);
            Information(s, prior, own, scratch);
            SmallMatrix.Multiply(own, prior, g, scratch);
            var shifts = Shifts.AsSpan(s * g, g);
            for (var i = 0; i < g; i++)
            {
                targets[s * g + i] = shifts[i] - SmallMatrix.Dot(scratch.Slice(i * g, g), shifts);
            }
        });
        var precision = new double[size * size];
        var right = new double[size];
        Parallel.For(0, g * g, _threads, pair =>
        {
            int i = pair / g, j = pair % g;
            if (j > i)
            {
                return;
            }
            for (var s = 0; s < _statements; s++)
            {
                var weight = information[s * g * g + pair];
                var features = _features.AsSpan(s * d, d);
                if (weight != 0)
                {
                    for (var row = 0; row < d; row++)
                    {
                        if (features[row] != 0)
                        {
                            SmallMatrix.Add(precision.AsSpan((i * d + row) * size + j * d, i == j ? row + 1 : d), weight * features[row], features[..(i == j ? row + 1 : d)]);
                        }
                    }
                }
                if (i == j)
                {
                    SmallMatrix.Add(right.AsSpan(i * d, d), targets[s * g + i], features);
                }
            }
        });
        var ridge = new double[g * g];
        if (_useText)
        {
            var factor = TextSpread.ToArray();
            SmallMatrix.Factor(factor, g);
            SmallMatrix.Invert(factor, g, ridge);
        }
        for (var i = 0; i < g; i++)
        {
            // A level of N(0, 1) is a share that may be anything between 0 and 1 alike.
            precision[i * d * size + i * d] += 1;
            for (var j = 0; j <= i; j++)
            {
                for (var k = 1; k < d; k++)
                {
                    precision[(i * d + k) * size + j * d + k] += ridge[i * g + j];
                }
            }
        }
        SmallMatrix.Factor(precision, size);
        var covariance = new double[size * size];
        SmallMatrix.Invert(precision, size, covariance);
        for (var i = 0; i < size; i++)
        {
            Weights[i] = SmallMatrix.Dot(covariance.AsSpan(i * size, size), right);
        }
        Parallel.For(0, _statements, _threads, s =>
        {
            var features = _features.AsSpan(s * d, d);
            for (var i = 0; i < g; i++)
            {
                _fitted[s * g + i] = SmallMatrix.Dot(Weights.AsSpan(i * d, d), features);
                for (var j = 0; j <= i; j++)
                {
                    var sum = 0.0;
                    for (var k = 0; k < d; k++)
                    {
                        sum += features[k] * SmallMatrix.Dot(covariance.AsSpan((i * d + k) * size + j * d, d), features);
                    }
                    _fittedCovariance[(s * g + i) * g + j] = _fittedCovariance[(s * g + j) * g + i] = sum;
                }
            }
        });
        _weightCovariance = covariance;
    }

    private double[] _weightCovariance = [];

    /// <summary>One step of expectation–maximisation for K and Ω.</summary>
    public void Learn()
    {
        int g = _segments, d = _width, size = g * d;
        var count = g + PriorCount;
        var start = Start(0.25);
        var sum = Array.ConvertAll(start, value => value * count);
        var total = count;
        for (var s = 0; s < _statements; s++)
        {
            if (!_useText || _hasText[s])
            {
                SmallMatrix.Add(sum, 1, _second.AsSpan(s * g * g, g * g));
                total++;
            }
        }
        Symmetric(sum, total, Spread);
        if (!_useText)
        {
            return;
        }
        var text = Array.ConvertAll(Start(0.1), value => value * count);
        for (var i = 0; i < g; i++)
        {
            for (var j = 0; j < g; j++)
            {
                for (var k = 1; k < d; k++)
                {
                    text[i * g + j] += Weights[i * d + k] * Weights[j * d + k] + _weightCovariance[(i * d + k) * size + j * d + k];
                }
            }
        }
        Symmetric(text, count + d - 1, TextSpread);
    }

    private void Symmetric(double[] sum, double count, double[] into)
    {
        for (var i = 0; i < _segments; i++)
        {
            for (var j = 0; j < _segments; j++)
            {
                into[i * _segments + j] = (sum[i * _segments + j] + sum[j * _segments + i]) / (2 * count);
            }
        }
    }
}
