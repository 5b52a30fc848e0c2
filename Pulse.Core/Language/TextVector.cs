namespace Pulse.Language;

/// <summary>A sparse vector: rising indices and their values. No entries means that nothing in the text could be used.</summary>
public sealed record TextVector(int[] Indices, double[] Values)
{
    public static readonly TextVector Empty = new([], []);

    public bool IsEmpty => Indices.Length == 0;

    /// <summary>A dense vector, for numbers that come from elsewhere (an embedding).</summary>
    public static TextVector Dense(IReadOnlyList<double> values) =>
        new(Enumerable.Range(0, values.Count).ToArray(), [.. values]);

    /// <summary>The same direction with length 1; an all-zero vector becomes empty.</summary>
    public TextVector Unit()
    {
        var norm = Math.Sqrt(Values.Sum(value => value * value));
        return norm > 0 ? new TextVector(Indices, Array.ConvertAll(Values, value => value / norm)) : Empty;
    }
}
