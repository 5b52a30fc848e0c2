namespace Pulse.Language;

/// <summary>
/// Texts as weighted sparse vectors of word stems and of character 3- to 5-grams. All language versions of one text
/// add up, each with the same weight, so that translations bring answers of different languages together.
/// </summary>
public sealed class Vectorising
{
    private const double GramWeight = 0.5;
    private const int MostFeatures = 60_000;
    private const int ShortestGram = 3;
    private const int LongestGram = 5;

    /// <summary>Grams of each stem, by number, with repetition; a gram's number follows those of the stems.</summary>
    private readonly int[][] _gramsOf;
    private readonly int _stems;
    private readonly int _names;

    /// <summary>Column of each stem or gram, −1 for one that is left out, and its weight.</summary>
    private readonly int[] _column;
    private readonly double[] _weight;

    private Vectorising(Corpus corpus)
    {
        var grams = new Dictionary<string, int>(StringComparer.Ordinal);
        _stems = corpus.Stems.Count;
        _gramsOf = corpus.Stems.Select(stem => Grams(stem, grams)).ToArray();
        _names = _stems + grams.Count;
        var frequency = Frequency(corpus.Texts);
        var most = Math.Max(2, corpus.Count / 2);
        var names = corpus.Stems.Select(stem => " " + stem).Concat(grams.Keys).ToArray();
        // The more frequent first, then by name: a column means the same whatever order the texts came in.
        var kept = Enumerable.Range(0, _names).Where(name => frequency[name] >= 2 && frequency[name] <= most)
            .OrderByDescending(name => frequency[name]).ThenBy(name => names[name], StringComparer.Ordinal)
            .Take(MostFeatures).ToArray();
        (_column, _weight, Features) = (new int[_names], new double[_names], kept.Length);
        Array.Fill(_column, -1);
        for (var column = 0; column < kept.Length; column++)
        {
            _column[kept[column]] = column;
            _weight[kept[column]] = Math.Log((1.0 + corpus.Count) / (1.0 + frequency[kept[column]])) + 1;
        }
    }

    /// <summary>Stems and grams that count: in at least two texts and in at most half of them.</summary>
    public int Features { get; }

    /// <summary>Learns which features count, and how much.</summary>
    public static Vectorising Learn(Corpus corpus)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        return new Vectorising(corpus);
    }

    /// <summary>One unit row per text; an empty one where a text has nothing that another text also has.</summary>
    public TermMatrix Rows(StemmedTexts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var blocks = new TermMatrix.Block[(texts.Count + TermMatrix.BlockRows - 1) / TermMatrix.BlockRows];
        Parallel.For(0, blocks.Length, NewCounts, (at, _, counts) =>
        {
            blocks[at] = Block(texts, at * TermMatrix.BlockRows, Math.Min(texts.Count, (at + 1) * TermMatrix.BlockRows), counts);
            return counts;
        }, _ => { });
        return new TermMatrix(texts.Count, Features, blocks);
    }

    private static int[] Grams(string stem, Dictionary<string, int> grams)
    {
        var padded = "_" + stem + "_";
        var result = new List<int>();
        for (var length = ShortestGram; length <= LongestGram; length++)
        {
            for (var at = 0; at + length <= padded.Length; at++)
            {
                var gram = string.Concat("\t", padded.AsSpan(at, length));
                if (!grams.TryGetValue(gram, out var number))
                {
                    grams[gram] = number = grams.Count;
                }
                result.Add(number);
            }
        }
        return [.. result];
    }

    /// <summary>In how many texts each stem and gram is.</summary>
    private int[] Frequency(StemmedTexts texts)
    {
        var (frequency, last) = (new int[_names], new int[_names]);
        for (var text = 0; text < texts.Count; text++)
        {
            for (var version = texts.FirstVersion[text]; version < texts.FirstVersion[text + 1]; version++)
            {
                foreach (var stem in texts.Of(version))
                {
                    if (last[stem] == text + 1)
                    {
                        continue;
                    }
                    (last[stem], frequency[stem]) = (text + 1, frequency[stem] + 1);
                    foreach (var gram in _gramsOf[stem])
                    {
                        if (last[_stems + gram] != text + 1)
                        {
                            last[_stems + gram] = text + 1;
                            frequency[_stems + gram]++;
                        }
                    }
                }
            }
        }
        return frequency;
    }

    internal Counts NewCounts() => new(this);

    /// <summary>Rows of the texts from … to − 1.</summary>
    internal TermMatrix.Block Block(StemmedTexts texts, int from, int to, Counts? counts)
    {
        counts ??= NewCounts();
        var (starts, indices, values) = (new int[to - from + 1], new List<int>(), new List<double>());
        for (var text = from; text < to; text++)
        {
            for (var version = texts.FirstVersion[text]; version < texts.FirstVersion[text + 1]; version++)
            {
                counts.Add(texts.Of(version));
            }
            counts.Finish(indices, values);
            starts[text - from + 1] = indices.Count;
        }
        return new TermMatrix.Block(from, starts, [.. indices], [.. values]);
    }

    /// <summary>One thread's scratch paper: how often each feature is in a version, and the row that versions add up to.</summary>
    internal sealed class Counts(Vectorising vectorising)
    {
        private readonly int[] _times = new int[vectorising._names];
        private readonly List<int> _stemsSeen = [];
        private readonly List<int> _gramsSeen = [];
        private readonly double[] _row = new double[vectorising.Features];
        private readonly List<int> _columns = [];

        public void Add(ReadOnlySpan<int> stems)
        {
            foreach (var stem in stems)
            {
                Count(stem, _stemsSeen);
                foreach (var gram in vectorising._gramsOf[stem])
                {
                    Count(vectorising._stems + gram, _gramsSeen);
                }
            }
            AddBlock(_stemsSeen, 1);
            AddBlock(_gramsSeen, GramWeight);
        }

        public void Finish(List<int> indices, List<double> values)
        {
            _columns.Sort();
            var square = 0.0;
            foreach (var column in _columns)
            {
                square += _row[column] * _row[column];
            }
            var norm = Math.Sqrt(square);
            foreach (var column in _columns)
            {
                indices.Add(column);
                values.Add(_row[column] / norm);
                _row[column] = 0;
            }
            _columns.Clear();
        }

        private void Count(int name, List<int> seen)
        {
            if (vectorising._column[name] >= 0 && _times[name]++ == 0)
            {
                seen.Add(name);
            }
        }

        private void AddBlock(List<int> seen, double weight)
        {
            var square = 0.0;
            foreach (var name in seen)
            {
                var value = Value(name);
                square += value * value;
            }
            var norm = Math.Sqrt(square);
            foreach (var name in seen)
            {
                var column = vectorising._column[name];
                if (_row[column] == 0)
                {
                    _columns.Add(column);
                }
                _row[column] += weight * Value(name) / norm;
                _times[name] = 0;
            }
            seen.Clear();
        }

        private double Value(int name) => (1 + Math.Log(_times[name])) * vectorising._weight[name];
    }
}
