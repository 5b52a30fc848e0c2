namespace Pulse.Language;

/// <summary>Reads texts without any model: stems and character n-grams, weighted, reduced, and freed of language itself.</summary>
public static class BuiltInEngine
{
    private const int Dimensions = 48;
    private const int SmallestCentred = 5;

    /// <summary>
    /// One unit vector per text, close where texts are about the same; empty where a text shares nothing with any other.
    /// </summary>
    /// <remarks>
    /// What separates untranslated texts most is the language they are in. Each set of languages is therefore moved to
    /// a common centre; that brings languages to the same place only as far as some texts exist in several of them.
    /// </remarks>
    public static IReadOnlyList<TextVector> Vectors(IReadOnlyList<IReadOnlyList<TextVersion>> texts, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var reduced = Reducing.Of(Vectorising.Of(texts), Dimensions, seed);
        var written = texts.Select(versions =>
            string.Join(' ', versions.Select(version => version.Language).Distinct().Order(StringComparer.Ordinal))).ToArray();
        var usable = Enumerable.Range(0, reduced.Count).Where(i => !reduced[i].IsEmpty).GroupBy(i => written[i]).ToArray();
        if (usable.Length < 2)
        {
            return reduced;
        }
        var result = reduced.ToArray();
        foreach (var group in usable.Where(group => group.Count() >= SmallestCentred))
        {
            var size = group.Max(i => reduced[i].Indices[^1]) + 1;
            var mean = new double[size];
            foreach (var i in group)
            {
                for (var j = 0; j < reduced[i].Indices.Length; j++)
                {
                    mean[reduced[i].Indices[j]] += reduced[i].Values[j] / group.Count();
                }
            }
            foreach (var i in group)
            {
                var moved = mean.Select(value => -value).ToArray();
                for (var j = 0; j < reduced[i].Indices.Length; j++)
                {
                    moved[reduced[i].Indices[j]] += reduced[i].Values[j];
                }
                result[i] = TextVector.Dense(moved).Unit();
            }
        }
        return result;
    }
}
