namespace Pulse.Language;

/// <summary>
/// Texts as weighted sparse vectors of word stems and of character 3- to 5-grams. All language versions of one text
/// add up, each with the same weight, so that translations bring answers of different languages together.
/// </summary>
public static class Vectorising
{
    private const double GramWeight = 0.5;
    private const int MostFeatures = 60_000;
    private const int ShortestGram = 3;
    private const int LongestGram = 5;

    /// <summary>One unit vector per text; empty where a text has nothing that another text also has.</summary>
    public static IReadOnlyList<TextVector> Of(IReadOnlyList<IReadOnlyList<TextVersion>> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var words = texts.Select(versions => versions.Select(version => Tokenising.Words(version.Text)).ToArray()).ToArray();
        var stemming = Stemming.Learn(words.SelectMany(versions => versions).SelectMany(version => version));
        var counted = words.Select(versions => versions.Select(version => Count(version, stemming)).ToArray()).ToArray();
        var features = Select(counted, texts.Count);
        return Array.ConvertAll(counted, versions => Weigh(versions, features));
    }

    /// <summary>Features of one version. A stem starts with a space, a character n-gram with a tab.</summary>
    private static Dictionary<string, int> Count(IReadOnlyList<Word> words, Stemming stemming)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            var stem = stemming.Stem(word);
            if (StopWords.Contains(word.Folded) || StopWords.Contains(stem))
            {
                continue;
            }
            Add(" " + stem);
            var padded = "_" + stem + "_";
            for (var length = ShortestGram; length <= LongestGram; length++)
            {
                for (var at = 0; at + length <= padded.Length; at++)
                {
                    Add(string.Concat("\t", padded.AsSpan(at, length)));
                }
            }
        }
        return counts;

        void Add(string feature) => counts[feature] = counts.GetValueOrDefault(feature) + 1;
    }

    /// <summary>Features of at least two texts and at most half of them, the more frequent first; index and weight by name.</summary>
    private static Dictionary<string, (int Index, double Weight)> Select(Dictionary<string, int>[][] counted, int texts)
    {
        var frequency = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var feature in counted.SelectMany(versions => versions.SelectMany(version => version.Keys).Distinct()))
        {
            frequency[feature] = frequency.GetValueOrDefault(feature) + 1;
        }
        var most = Math.Max(2, texts / 2);
        return frequency.Where(pair => pair.Value >= 2 && pair.Value <= most)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(MostFeatures)
            .Select((pair, index) => (pair.Key, index, weight: Math.Log((1.0 + texts) / (1.0 + pair.Value)) + 1))
            .ToDictionary(entry => entry.Key, entry => (entry.index, entry.weight), StringComparer.Ordinal);
    }

    private static TextVector Weigh(
        Dictionary<string, int>[] versions, Dictionary<string, (int Index, double Weight)> features)
    {
        var sum = new SortedDictionary<int, double>();
        foreach (var version in versions)
        {
            AddBlock(' ', 1);
            AddBlock('\t', GramWeight);

            void AddBlock(char kind, double weight)
            {
                var block = version.Where(pair => pair.Key[0] == kind && features.ContainsKey(pair.Key))
                    .Select(pair => (features[pair.Key].Index, Value: (1 + Math.Log(pair.Value)) * features[pair.Key].Weight))
                    .OrderBy(entry => entry.Index).ToArray();
                var norm = Math.Sqrt(block.Sum(entry => entry.Value * entry.Value));
                foreach (var (index, value) in block)
                {
                    sum[index] = sum.GetValueOrDefault(index) + weight * value / norm;
                }
            }
        }
        return new TextVector([.. sum.Keys], [.. sum.Values]).Unit();
    }
}
