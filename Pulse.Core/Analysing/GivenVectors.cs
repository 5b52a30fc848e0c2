using Pulse.Language;

namespace Pulse.Analysing;

/// <summary>
/// Vectors that came in with the answers, made comparable: what texts share by language alone is taken out, by moving each
/// set of languages to a common centre, as the built-in engine does with its own.
/// </summary>
internal static class GivenVectors
{
    private const int SmallestCentred = 5;

    /// <summary>Null unless every answer brings one of the same length: two kinds of vectors cannot be compared.</summary>
    public static TextVectors? Of(AnalysedAnswer[] answers)
    {
        if (answers.Length == 0 || answers.Any(answer => answer.Vector is null || answer.Vector.Length != answers[0].Vector!.Length))
        {
            return null;
        }
        var rows = Array.ConvertAll(answers, answer => Unit(Array.ConvertAll(answer.Vector!, value => (double)value)));
        var kinds = answers.Select(answer => string.Join(' ', answer.Versions.Select(version => version.Language).Distinct().Order(StringComparer.Ordinal))).ToArray();
        var numbers = kinds.Distinct().Select((kind, number) => (kind, number)).ToDictionary(pair => pair.kind, pair => pair.number, StringComparer.Ordinal);
        foreach (var same in Enumerable.Range(0, rows.Length).GroupBy(i => kinds[i], StringComparer.Ordinal).Where(same => same.Count() >= SmallestCentred))
        {
            var mean = new double[rows[0].Length];
            foreach (var i in same)
            {
                Multiplying.AddScaled(mean, 1.0 / same.Count(), rows[i]);
            }
            foreach (var i in same)
            {
                Multiplying.AddScaled(rows[i], -1, mean);
            }
        }
        return TextVectors.From([.. rows.Select(row => TextVector.Dense(row))]) is var vectors
            ? new TextVectors(vectors.Values, vectors.Dimensions, vectors.Count) { Kinds = [.. kinds.Select(kind => numbers[kind])] } : null;
    }

    private static double[] Unit(double[] row)
    {
        var norm = Math.Sqrt(row.Sum(value => value * value));
        return norm > 0 ? Array.ConvertAll(row, value => value / norm) : row;
    }
}
