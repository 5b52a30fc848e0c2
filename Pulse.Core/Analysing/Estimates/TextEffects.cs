using Pulse.Language;

namespace Pulse.Analysing.Estimates;

/// <summary>
/// What a statement's text lets expect in each segment before anybody votes: W·x with x = (1, text of length 1). The level
/// of a segment is N(0, 1), which makes its share anything between 0 and 1 alike; the weights of one text direction
/// are N(0, Ω) over segments. A ridge regression whose ridge is learned (MacKay 1992).
/// </summary>
internal sealed class TextEffects
{
    private readonly int _statements;
    private readonly int _segments;
    private readonly int _width;
    private readonly double[] _features;
    private readonly bool[] _hasText;
    private readonly ParallelOptions _threads;
    private readonly double[] _weights;
    private readonly double[] _start;
    private readonly double _startCount;
    private double[] _covariance = [];

    public TextEffects(int statements, int segments, IReadOnlyList<TextVector>? texts, int threads)
    {
        var units = texts?.Select(text => text.Unit()).ToArray() ?? [];
        Used = units.Any(unit => !unit.IsEmpty);
        _statements = statements;
        _segments = segments;
        _width = Used ? 2 + units.Max(unit => unit.IsEmpty ? -1 : unit.Indices[^1]) : 1;
        _hasText = new bool[statements];
        _features = new double[statements * _width];
        for (var s = 0; s < statements; s++)
        {
            _features[s * _width] = 1;
            for (var i = 0; Used && i < units[s].Indices.Length; i++)
            {
                _hasText[s] = true;
                _features[s * _width + 1 + units[s].Indices[i]] = units[s].Values[i];
            }
        }
        _threads = new ParallelOptions { MaxDegreeOfParallelism = threads };
        _weights = new double[segments * _width];
        _start = SmallMatrix.Uniform(segments, 0.1, 0.05);
        _startCount = segments + 1;
        Spread = Used ? [.. _start] : new double[segments * segments];
        Means = new double[statements * segments];
        Covariances = new double[statements * segments * segments];
    }

    /// <summary>Whether any statement has a text.</summary>
    public bool Used { get; }

    /// <summary>Ω: segments × segments; all zero without texts.</summary>
    public double[] Spread { get; }

    /// <summary>Statements × segments: the mean of W·x.</summary>
    public double[] Means { get; }

    /// <summary>Statements × segments × segments: the covariance of W·x.</summary>
    public double[] Covariances { get; }

    /// <summary>How many text directions' worth of evidence there is about Ω (the pseudo-counts it starts with included).</summary>
    public double Evidence { get; private set; }

    /// <summary>Per segment: the mean over statements.</summary>
    public double[] Levels => Enumerable.Range(0, _segments).Select(g => _weights[g * _width]).ToArray();

    /// <summary>Whether the statement's text could be read, or there is no text at all to be missed.</summary>
    public bool Reads(int statement) => !Used || _hasText[statement];

    /// <summary>The posterior of W given what each statement tells.</summary>
    /// <param name="information">Statements × segments × segments: R = (K + Λ⁻¹)⁻¹, the precision of W·x as the votes show it.</param>
    /// <param name="targets">Statements × segments: R times the position that the votes show.</param>
    public void Fit(double[] information, double[] targets)
    {
        int g = _segments, d = _width, size = g * d;
        var precision = new double[size * size];
        var right = new double[size];
        Parallel.For(0, g * g, _threads, pair =>
        {
            int i = pair / g, j = pair % g;
            for (var s = 0; j <= i && s < _statements; s++)
            {
                var weight = information[s * g * g + pair];
                var features = _features.AsSpan(s * d, d);
                for (var row = 0; row < d && weight != 0; row++)
                {
                    if (features[row] != 0)
                    {
                        var length = i == j ? row + 1 : d;
                        SmallMatrix.Add(precision.AsSpan((i * d + row) * size + j * d, length), weight * features[row], features[..length]);
                    }
                }
                if (i == j)
                {
                    SmallMatrix.Add(right.AsSpan(i * d, d), targets[s * g + i], features);
                }
            }
        });
        var ridge = Used ? SmallMatrix.Inverse(Spread, g) : new double[g * g];
        for (var i = 0; i < g; i++)
        {
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
        _covariance = new double[size * size];
        SmallMatrix.Invert(precision, size, _covariance);
        for (var i = 0; i < size; i++)
        {
            _weights[i] = SmallMatrix.Dot(_covariance.AsSpan(i * size, size), right);
        }
        Parallel.For(0, _statements, _threads, Expect);
        Evidence = _startCount + Learned(ridge);
    }

    private void Expect(int s)
    {
        int g = _segments, d = _width, size = g * d;
        var features = _features.AsSpan(s * d, d);
        for (var i = 0; i < g; i++)
        {
            Means[s * g + i] = SmallMatrix.Dot(_weights.AsSpan(i * d, d), features);
            for (var j = 0; j <= i; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < d; k++)
                {
                    sum += features[k] * SmallMatrix.Dot(_covariance.AsSpan((i * d + k) * size + j * d, d), features);
                }
                Covariances[(s * g + i) * g + j] = Covariances[(s * g + j) * g + i] = sum;
            }
        }
    }

    /// <summary>
    /// tr[(I − Ω⁻¹C)²] / segments over text directions: the information about Ω's scale that the votes hold, in units of
    /// what a weight known exactly would hold.
    /// </summary>
    private double Learned(double[] ridge)
    {
        int g = _segments, d = _width, size = g * d;
        if (!Used)
        {
            return 0;
        }
        var left = new double[size * size];
        for (var i = 0; i < g; i++)
        {
            for (var k = 1; k < d; k++)
            {
                var row = left.AsSpan((i * d + k) * size, size);
                row[i * d + k] = 1;
                for (var j = 0; j < g; j++)
                {
                    SmallMatrix.Add(row, -ridge[i * g + j], _covariance.AsSpan((j * d + k) * size, size));
                }
            }
        }
        var sum = 0.0;
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                sum += i % d == 0 || j % d == 0 ? 0 : left[i * size + j] * left[j * size + i];
            }
        }
        return sum / g;
    }

    /// <summary>One step of expectation–maximisation for Ω.</summary>
    public void Learn()
    {
        if (!Used)
        {
            return;
        }
        int g = _segments, d = _width, size = g * d;
        for (var i = 0; i < g; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = _startCount * _start[i * g + j];
                for (var k = 1; k < d; k++)
                {
                    sum += _weights[i * d + k] * _weights[j * d + k] + _covariance[(i * d + k) * size + j * d + k];
                }
                Spread[i * g + j] = Spread[j * g + i] = sum / (_startCount + d - 1);
            }
        }
    }
}
