namespace Pulse.Language;

/// <summary>
/// Texts as numbered stems, flat: text t has versions <c>FirstVersion[t] … FirstVersion[t+1]−1</c>, and version v has
/// stems <c>FirstStem[v] … FirstStem[v+1]−1</c> in the order they were written. Stop words are not among them.
/// </summary>
/// <param name="FirstVersion">Length texts + 1.</param>
/// <param name="LanguageOf">Number of each version's language.</param>
/// <param name="FirstStem">Length versions + 1.</param>
/// <param name="Stems">Stem numbers.</param>
public sealed record StemmedTexts(int[] FirstVersion, int[] LanguageOf, int[] FirstStem, int[] Stems)
{
    public int Count => FirstVersion.Length - 1;

    public ReadOnlySpan<int> Of(int version) => Stems.AsSpan(FirstStem[version]..FirstStem[version + 1]);

    /// <summary>Some of the texts, in the order asked for.</summary>
    public StemmedTexts Only(IReadOnlyList<int> texts)
    {
        var (versions, languages, starts, stems) = (new int[texts.Count + 1], new List<int>(), new List<int> { 0 }, new List<int>());
        for (var i = 0; i < texts.Count; i++)
        {
            for (var version = FirstVersion[texts[i]]; version < FirstVersion[texts[i] + 1]; version++)
            {
                languages.Add(LanguageOf[version]);
                stems.AddRange(Of(version));
                starts.Add(stems.Count);
            }
            versions[i + 1] = languages.Count;
        }
        return new StemmedTexts(versions, [.. languages], [.. starts], [.. stems]);
    }
}
