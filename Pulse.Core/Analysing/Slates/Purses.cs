namespace Pulse.Analysing.Slates;

/// <summary>
/// What each person still owns, exactly. People with the same amount share a class, so that an amount is computed once
/// for all of them; bounds in doubles spare most of the exact work and never decide anything.
/// </summary>
internal sealed class Purses
{
    /// <summary>More than the rounding of one sum's every step, relative to what was summed.</summary>
    private const double Rounding = 1e-15;

    private readonly Approvals _approvals;
    private readonly int[] _classOf;
    private readonly int[] _count;
    private readonly List<int> _touched = [];
    private Fraction[] _amounts;
    private double[] _about;

    public Purses(Approvals approvals, Fraction each)
    {
        _approvals = approvals;
        _classOf = new int[approvals.People];
        _count = new int[approvals.People + 1];
        (_amounts, _about) = ([each], [each.ToDouble()]);
    }

    /// <summary>
    /// The price ρ at which a statement's supporters can buy one seat together, each paying ρ or all that they have; null
    /// if they cannot.
    /// </summary>
    public Fraction? Price(int statement)
    {
        var left = (Fraction)1;
        var payers = Count(statement);
        foreach (var amount in _touched)
        {
            if (left <= _amounts[amount] * payers)
            {
                return left / payers;
            }
            left -= _amounts[amount] * _count[amount];
            payers -= _count[amount];
        }
        return null;
    }

    /// <summary>Bounds of <see cref="Price"/>: infinite below where it surely cannot be bought, above where it perhaps cannot.</summary>
    public (double Low, double High) AboutPrice(int statement)
    {
        var payers = Count(statement);
        var all = 0.0;
        foreach (var amount in _touched)
        {
            all += _about[amount] * _count[amount];
        }
        var error = (_touched.Count + 2) * Rounding * (1 + all);
        if (all < 1 - error)
        {
            return (double.PositiveInfinity, double.PositiveInfinity);
        }
        var left = 1.0;
        foreach (var amount in _touched)
        {
            if (left <= _about[amount] * payers)
            {
                return (Math.Max(0, left - error) / payers, all > 1 + error ? (left + error) / payers : double.PositiveInfinity);
            }
            left -= _about[amount] * _count[amount];
            payers -= _count[amount];
        }
        return (0, double.PositiveInfinity);
    }

    /// <summary>The load that every supporter would carry if they carried one seat evenly, what they own being a negative load.</summary>
    public Fraction? Load(int statement)
    {
        var supporters = Count(statement);
        var left = (Fraction)1;
        foreach (var amount in _touched)
        {
            left -= _amounts[amount] * _count[amount];
        }
        return supporters == 0 ? null : left / supporters;
    }

    /// <summary>Bounds of <see cref="Load"/>.</summary>
    public (double Low, double High) AboutLoad(int statement)
    {
        var supporters = Count(statement);
        var (left, size) = (1.0, 1.0);
        foreach (var amount in _touched)
        {
            var part = _about[amount] * _count[amount];
            (left, size) = (left - part, size + Math.Abs(part));
        }
        var error = (_touched.Count + 2) * Rounding * size;
        return supporters == 0
            ? (double.PositiveInfinity, double.PositiveInfinity)
            : ((left - error) / supporters, (left + error) / supporters);
    }

    public void Pay(int statement, Fraction price) =>
        Change(statement, amount => amount > price ? amount - price : 0);

    public void Carry(int statement, Fraction load) => Change(statement, _ => 0 - load);

    /// <summary>Supporters per class, classes by rising amount.</summary>
    private int Count(int statement)
    {
        foreach (var amount in _touched)
        {
            _count[amount] = 0;
        }
        _touched.Clear();
        var supporters = _approvals.Supporters(statement);
        foreach (var person in supporters)
        {
            var amount = _classOf[person];
            if (_count[amount]++ == 0)
            {
                _touched.Add(amount);
            }
        }
        // Classes are numbered by rising amount.
        _touched.Sort();
        return supporters.Length;
    }

    private void Change(int statement, Func<Fraction, Fraction> change)
    {
        Count(statement);
        var changed = new Dictionary<int, Fraction>();
        foreach (var amount in _touched)
        {
            changed[amount] = change(_amounts[amount]);
        }
        var isSupporter = new bool[_classOf.Length];
        foreach (var person in _approvals.Supporters(statement))
        {
            isSupporter[person] = true;
        }
        var stays = new bool[_amounts.Length];
        for (var person = 0; person < _classOf.Length; person++)
        {
            stays[_classOf[person]] |= !isSupporter[person];
        }
        var amounts = changed.Values.Concat(_amounts.Where((_, i) => stays[i])).Distinct().Order().ToArray();
        var number = amounts.Select((value, i) => (value, i)).ToDictionary(pair => pair.value, pair => pair.i);
        var keeps = _amounts.Select((value, i) => stays[i] ? number[value] : -1).ToArray();
        var moves = changed.ToDictionary(pair => pair.Key, pair => number[pair.Value]);
        foreach (var amount in _touched)
        {
            _count[amount] = 0;
        }
        _touched.Clear();
        for (var person = 0; person < _classOf.Length; person++)
        {
            _classOf[person] = isSupporter[person] ? moves[_classOf[person]] : keeps[_classOf[person]];
        }
        (_amounts, _about) = (amounts, Array.ConvertAll(amounts, amount => amount.ToDouble()));
    }
}
