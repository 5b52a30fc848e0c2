namespace Pulse.Voting;

/// <summary>Draws places in proportion to the weights it was made of, none twice and none that is left out.</summary>
/// <param name="leftOut">Places that may not be drawn, strictly rising.</param>
/// <returns>At most <paramref name="count"/>, each with its probability given those before it.</returns>
public delegate IReadOnlyList<(int Place, double Probability)> DrawPlaces(
    int count, IReadOnlyList<int> leftOut, ref Chance chance);

/// <summary>
/// The statements of one voting item that one segment may see now, ready to be drawn from. Holds ids and weights, no
/// texts and nobody's votes; immutable, shared by all requests.
/// </summary>
public sealed class StatementPool
{
    /// <param name="Weight">Null where no offer was made yet.</param>
    /// <param name="Cast">Votes that the segment has cast on it.</param>
    public sealed record Row(Guid StatementId, double? Weight, int Cast);

    private readonly Guid[] _statements;
    private readonly Dictionary<Guid, int> _places;
    private readonly DrawPlaces _draw;

    /// <param name="revision">Of the offers that the rows hold; null where none were made.</param>
    /// <param name="sampler">Prepares weights for drawing.</param>
    public StatementPool(IReadOnlyList<Row> rows, long? revision, Func<IReadOnlyList<double>, DrawPlaces> sampler)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(sampler);
        Revision = revision;
        _statements = [.. rows.Select(row => row.StatementId)];
        _places = new Dictionary<Guid, int>(rows.Count);
        for (var place = 0; place < rows.Count; place++)
        {
            _places.Add(rows[place].StatementId, place);
        }

        _draw = sampler(WeightsOf(rows));
    }

    public long? Revision { get; }

    public int Count => _statements.Length;

    /// <summary>
    /// What the worker weighed; a statement that it has not seen yet takes the highest weight there is, so that nothing
    /// new starves. Where nothing was weighed at all, 1 / (1 + votes of the segment): the least seen are likelier, and
    /// every draw still has a probability.
    /// </summary>
    public static IReadOnlyList<double> WeightsOf(IReadOnlyList<Row> rows)
    {
        var highest = rows.Max(row => row.Weight);
        return [.. rows.Select(row => row.Weight ?? highest ?? 1.0 / (1 + row.Cast))];
    }

    public bool Has(Guid statement) => _places.ContainsKey(statement);

    /// <summary>How many of these statements stand in the pool.</summary>
    public int CountOf(IEnumerable<Guid> statements) => statements.Count(_places.ContainsKey);

    /// <param name="seen">Statements that may not be drawn; those outside the pool are passed over.</param>
    /// <param name="seed">From a secret generator in production: nobody can compute what somebody was shown.</param>
    public IReadOnlyList<(Guid StatementId, double Probability)> Draw(IEnumerable<Guid> seen, int count, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(seen);
        var leftOut = new List<int>();
        foreach (var statement in seen)
        {
            if (_places.TryGetValue(statement, out var place))
            {
                leftOut.Add(place);
            }
        }

        leftOut.Sort();
        var chance = new Chance(seed);
        return [.. _draw(count, leftOut, ref chance).Select(one => (_statements[one.Place], one.Probability))];
    }
}
