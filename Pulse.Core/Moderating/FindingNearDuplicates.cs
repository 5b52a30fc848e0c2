using Pulse.Language;

namespace Pulse.Moderating;

/// <summary>
/// Finds texts that repeat an earlier one but for spelling, punctuation or a word that decides nothing. Exact, not
/// sampled: prefix filtering (Bayardo, Ma and Srikant, "Scaling up all pairs similarity search", 2007) proves which
/// pairs cannot reach the threshold, the rest are compared in full. Nothing random, so same order, same answer.
/// </summary>
public static class FindingNearDuplicates
{
    /// <summary>Least share of common character 5-grams: about one changed word in a sentence of twenty.</summary>
    public const double Threshold = 0.8;

    private const int Gram = 5;

    /// <summary>
    /// The duplicates among the texts, in their order. Each is measured against texts that are not duplicates
    /// themselves, so a chain of small changes cannot make two unlike texts one.
    /// </summary>
    public static IReadOnlyList<NearDuplicate<TId>> Among<TId>(IReadOnlyList<(TId Id, CanonicalText Text)> inStableOrder)
    {
        ArgumentNullException.ThrowIfNull(inStableOrder);
        var words = inStableOrder.Select(item => TellingApart.Words(item.Text)).ToList();
        var shingles = words.Select(Shingles).ToList();
        var rarity = new Rarity(shingles);
        var index = new PrefixIndex();
        var lastSeenBy = Enumerable.Repeat(-1, words.Count).ToArray();
        var firstWith = new Dictionary<string, int>(StringComparer.Ordinal);
        var duplicates = new List<NearDuplicate<TId>>();

        for (var at = 0; at < words.Count; at++)
        {
            var text = string.Join(' ', words[at]);
            if (text.Length == 0)
            {
                continue;
            }

            if (firstWith.TryGetValue(text, out var same))
            {
                duplicates.Add(new NearDuplicate<TId>(inStableOrder[at].Id, inStableOrder[same].Id, 1));
                continue;
            }

            var prefix = rarity.Rarest(shingles[at], PrefixLength(shingles[at].Length));
            if (Earliest(at, prefix) is { } found)
            {
                duplicates.Add(new NearDuplicate<TId>(inStableOrder[at].Id, inStableOrder[found.At].Id, found.Similarity));
            }
            else
            {
                firstWith.Add(text, at);
                index.Add(prefix, at);
            }
        }

        return duplicates;

        (int At, double Similarity)? Earliest(int at, ulong[] prefix)
        {
            (int At, double Similarity)? earliest = null;
            foreach (var earlier in prefix.SelectMany(index.Holding))
            {
                if (lastSeenBy[earlier] == at || earlier > earliest?.At)
                {
                    continue;
                }

                lastSeenBy[earlier] = at;
                var similarity = Jaccard(shingles[at], shingles[earlier]);
                if (similarity >= Threshold && TellingApart.SaysTheSame(words[at], words[earlier]))
                {
                    earliest = (earlier, similarity);
                }
            }

            return earliest;
        }
    }

    /// <summary>Two sets as similar as the threshold must share one of this many of their rarest members.</summary>
    private static int PrefixLength(int count) => count - (int)Math.Ceiling((Threshold * count) - 1e-9) + 1;

    /// <summary>Distinct 5-grams of the words, hashed (FNV-1a, 64 bits), ascending.</summary>
    private static ulong[] Shingles(string[] words)
    {
        var text = string.Join(' ', words);
        var hashes = new ulong[Math.Max(1, text.Length - Gram + 1)];
        for (var start = 0; start < hashes.Length; start++)
        {
            var hash = 14695981039346656037;
            for (var at = start; at < Math.Min(text.Length, start + Gram); at++)
            {
                hash = (hash ^ text[at]) * 1099511628211;
            }

            hashes[start] = hash;
        }

        Array.Sort(hashes);
        return [.. hashes.Where((hash, at) => at == 0 || hash != hashes[at - 1])];
    }

    private static double Jaccard(ulong[] a, ulong[] b)
    {
        if (Math.Min(a.Length, b.Length) < (Threshold * Math.Max(a.Length, b.Length)) - 1e-9)
        {
            return 0;
        }

        int i = 0, j = 0, common = 0;
        while (i < a.Length && j < b.Length)
        {
            var order = a[i].CompareTo(b[j]);
            common += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return (double)common / (a.Length + b.Length - common);
    }

    /// <summary>A total order of shingles, rarest first; counts may share a slot, which costs time, never a find.</summary>
    private sealed class Rarity
    {
        private const int Slots = 1 << 20;
        private readonly int[] _counts = new int[Slots];

        public Rarity(IEnumerable<ulong[]> texts)
        {
            foreach (var shingle in texts.SelectMany(shingles => shingles))
            {
                _counts[Slot(shingle)]++;
            }
        }

        public ulong[] Rarest(ulong[] shingles, int count)
        {
            var sorted = (ulong[])shingles.Clone();
            var keys = Array.ConvertAll(sorted, shingle => (Count: _counts[Slot(shingle)], shingle));
            Array.Sort(keys, sorted);
            return sorted[..count];
        }

        private static int Slot(ulong shingle) => (int)((shingle ^ (shingle >> 32)) & (Slots - 1));
    }

    /// <summary>Which texts have a shingle among their rarest: chains in one array, because there are millions.</summary>
    private sealed class PrefixIndex
    {
        private readonly Dictionary<ulong, int> _last = [];
        private readonly List<(int Text, int Before)> _entries = [];

        public void Add(ulong[] prefix, int text)
        {
            foreach (var shingle in prefix)
            {
                _entries.Add((text, _last.GetValueOrDefault(shingle, -1)));
                _last[shingle] = _entries.Count - 1;
            }
        }

        public IEnumerable<int> Holding(ulong shingle)
        {
            for (var at = _last.GetValueOrDefault(shingle, -1); at >= 0; at = _entries[at].Before)
            {
                yield return _entries[at].Text;
            }
        }
    }
}
