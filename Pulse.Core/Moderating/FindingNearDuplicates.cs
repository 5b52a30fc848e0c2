using Pulse.Language;

namespace Pulse.Moderating;

/// <summary>
/// Finds texts that repeat an earlier one but for spelling, punctuation or a word that decides nothing. Exact, not
/// sampled: prefix filtering (Bayardo, Ma and Srikant, "Scaling up all pairs similarity search", 2007) proves which
/// pairs cannot reach the threshold, the position of the first common shingle proves more (Xiao et al., "Efficient
/// similarity joins for near duplicate detection", 2008), and the rest are compared in full. Nothing random, so same order, same answer.
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
        var index = new PrefixIndex(words.Count);
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
                index.Add(prefix, at, shingles[at].Length);
            }
        }

        return duplicates;

        (int At, double Similarity)? Earliest(int at, ulong[] prefix)
        {
            (int At, double Similarity)? earliest = null;
            foreach (var earlier in index.Promising(prefix, at, shingles[at].Length))
            {
                if (earlier > earliest?.At)
                {
                    continue;
                }

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
            // The shingles come in ascending order, so equal counts must keep it: the place stands in the lower half
            var keys = new long[shingles.Length];
            for (var at = 0; at < keys.Length; at++)
            {
                keys[at] = ((long)_counts[Slot(shingles[at])] << 32) | (uint)at;
            }

            Array.Sort(keys);
            return Array.ConvertAll(keys[..count], key => shingles[(int)key]);
        }

        private static int Slot(ulong shingle) => (int)((shingle ^ (shingle >> 32)) & (Slots - 1));
    }

    /// <summary>Which texts have a shingle among their rarest: chains in one list, because there are millions.</summary>
    private sealed class PrefixIndex(int texts)
    {
        private readonly Dictionary<ulong, int> _last = [];
        private readonly List<(int Text, int Length, int Place, int Before)> _entries = [];
        private readonly int[] _lastSeenBy = [.. Enumerable.Repeat(-1, texts)];

        public void Add(ulong[] prefix, int text, int length)
        {
            for (var place = 0; place < prefix.Length; place++)
            {
                _entries.Add((text, length, place, _last.GetValueOrDefault(prefix[place], -1)));
                _last[prefix[place]] = _entries.Count - 1;
            }
        }

        /// <summary>
        /// Each text once that shares one of these shingles and still could reach the threshold. Shingles come rarest
        /// first in both, so before the first common one there is nothing in common.
        /// </summary>
        public List<int> Promising(ulong[] prefix, int text, int length)
        {
            var promising = new List<int>();
            for (var place = 0; place < prefix.Length; place++)
            {
                for (var at = _last.GetValueOrDefault(prefix[place], -1); at >= 0; at = _entries[at].Before)
                {
                    var entry = _entries[at];
                    if (_lastSeenBy[entry.Text] == text)
                    {
                        continue;
                    }

                    _lastSeenBy[entry.Text] = text;
                    var common = Math.Min(length - place, entry.Length - entry.Place);
                    if (common >= (Threshold * (length + entry.Length - common)) - 1e-9)
                    {
                        promising.Add(entry.Text);
                    }
                }
            }

            return promising;
        }
    }
}
