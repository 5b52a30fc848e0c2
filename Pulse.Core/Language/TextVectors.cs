using System.Collections;

namespace Pulse.Language;

/// <summary>
/// One unit vector per text, all of the same length, in one array; the row of a text about which nothing is known is
/// zero, and empty when it is taken out.
/// </summary>
public sealed class TextVectors : IReadOnlyList<TextVector>
{
    /// <param name="values">Row by row, <paramref name="dimensions"/> each.</param>
    /// <param name="dimensions">Length of a row.</param>
    /// <param name="count">Number of rows.</param>
    /// <exception cref="ArgumentException">The array is not as long as its rows.</exception>
    public TextVectors(double[] values, int dimensions, int count)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length != (long)dimensions * count)
        {
            throw new ArgumentException($"{count} rows of {dimensions} are not {values.Length} values.", nameof(values));
        }
        (Values, Dimensions, Count) = (values, dimensions, count);
    }

    public int Dimensions { get; }

    public int Count { get; }

    /// <summary>What each text is written in, by number; null where nobody said.</summary>
    public IReadOnlyList<int>? Kinds { get; init; }

    internal double[] Values { get; }

    public TextVector this[int index] => IsEmpty(index) ? TextVector.Empty : TextVector.Dense(Row(index).ToArray());

    public ReadOnlySpan<double> Row(int index) => Values.AsSpan(index * Dimensions, Dimensions);

    public bool IsEmpty(int index) => !Row(index).ContainsAnyExcept(0.0);

    /// <summary>The same vectors at length 1, in one array.</summary>
    public static TextVectors From(IReadOnlyList<TextVector> vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        if (vectors is TextVectors already)
        {
            return already;
        }
        var dimensions = vectors.Count == 0 ? 0 : vectors.Max(vector => vector.IsEmpty ? 0 : vector.Indices[^1] + 1);
        var values = new double[vectors.Count * dimensions];
        for (var i = 0; i < vectors.Count; i++)
        {
            var unit = vectors[i].Unit();
            for (var j = 0; j < unit.Indices.Length; j++)
            {
                values[i * dimensions + unit.Indices[j]] = unit.Values[j];
            }
        }
        return new TextVectors(values, dimensions, vectors.Count);
    }

    public IEnumerator<TextVector> GetEnumerator() => Enumerable.Range(0, Count).Select(i => this[i]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
