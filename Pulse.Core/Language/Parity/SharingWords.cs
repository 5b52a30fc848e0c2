namespace Pulse.Language.Parity;

/// <summary>How much of their content two texts of one language have in common.</summary>
public static class SharingWords
{
    /// <summary>Share of content stems in both (Dice), 0 … 1; 1 where neither has any.</summary>
    public static double Share(string one, string other)
    {
        var (words, others) = (Tokenising.Words(one), Tokenising.Words(other));
        var stemming = Stemming.Learn(words.Concat(others));
        var (first, second) = (Stems(words), Stems(others));
        return first.Count + second.Count == 0 ? 1 : 2.0 * first.Count(second.Contains) / (first.Count + second.Count);

        HashSet<string> Stems(IReadOnlyList<Word> all) =>
            [.. all.Where(word => !StopWords.Contains(word.Folded)).Select(stemming.Stem)];
    }
}
