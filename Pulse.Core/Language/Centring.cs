namespace Pulse.Language;

/// <summary>
/// Takes out what texts share by language alone: each set of languages is moved to a common centre. That brings
/// languages to the same place only as far as some texts exist in several of them.
/// </summary>
internal static class Centring
{
    /// <summary>The mean of fewer is mostly what they say.</summary>
    private const int SmallestCentred = 5;

    /// <summary>The set of languages of each text, numbered as they come.</summary>
    /// <typeparam name="T">However languages are told apart: tags or numbers.</typeparam>
    public static int[] Kinds<T>(IEnumerable<IEnumerable<T>> languages)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. languages.Select(of =>
        {
            var kind = string.Join(' ', of.Distinct().Order());
            return numbers.TryGetValue(kind, out var number) ? number : numbers[kind] = numbers.Count;
        })];
    }

    /// <summary>In place; rows are of length 1 again afterwards, and empty ones stay empty.</summary>
    public static void Of(TextVectors vectors, int[] kinds)
    {
        var groups = Enumerable.Range(0, vectors.Count).Where(i => !vectors.IsEmpty(i)).GroupBy(i => kinds[i])
            .Select(group => group.ToArray()).Where(group => group.Length >= SmallestCentred);
        foreach (var group in groups)
        {
            var mean = new double[vectors.Dimensions];
            foreach (var i in group)
            {
                Multiplying.AddScaled(mean, 1.0 / group.Length, vectors.Row(i));
            }
            foreach (var i in group)
            {
                var row = vectors.Values.AsSpan(i * vectors.Dimensions, vectors.Dimensions);
                Multiplying.AddScaled(row, -1, mean);
                Multiplying.Normalise(row);
            }
        }
    }
}
