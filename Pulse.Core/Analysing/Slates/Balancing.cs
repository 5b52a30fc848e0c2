namespace Pulse.Analysing.Slates;

/// <summary>
/// Looks for a slate that serves the worst served segment better and still satisfies EJR+: all slates of the same size
/// where there are few enough, otherwise one statement exchanged for another as long as that helps.
/// </summary>
internal sealed class Balancing
{
    /// <summary>All slates are tried one by one where there are no more than this, and reading them all is as little work.</summary>
    private const int MostSlates = 3_000;
    private const long MostWork = 20_000_000;

    /// <summary>The search ends here; what it has found by then satisfies the check as well.</summary>
    private const int MostSwaps = 200;
    private const int MostChecks = 2_000;

    private readonly Approvals _approvals;
    private readonly int _seats;
    private readonly IReadOnlyList<int> _rank;
    private readonly IReadOnlyList<IReadOnlyList<int>> _nearCopies;
    private readonly int[] _segmentOf;
    private readonly int[] _voters;
    private readonly int[] _has;
    private int _checks;
    private int _lastViolated;

    /// <param name="segmentOf">Each person's segment, as an index into <paramref name="voters"/>; −1 for none.</param>
    /// <param name="voters">Voters per segment.</param>
    public Balancing(
        Approvals approvals, int seats, IReadOnlyList<int> rank, IReadOnlyList<IReadOnlyList<int>> nearCopies,
        int[] segmentOf, int[] voters)
    {
        (_approvals, _seats, _rank, _nearCopies, _segmentOf, _voters) = (approvals, seats, rank, nearCopies, segmentOf, voters);
        _has = new int[approvals.People];
    }

    public IReadOnlyList<int> Voters => _voters;

    /// <summary>A slate of the same size, at least as good; the one given if none is better.</summary>
    public (int[] Slate, bool Exact) Of(int[] slate)
    {
        if (slate.Length == 0 || _voters.All(count => count == 0))
        {
            return (slate, true);
        }
        var candidates = Enumerable.Range(0, _approvals.Statements)
            .Where(statement => _approvals.Supporters(statement).Length > 0).OrderBy(statement => _rank[statement]).ToArray();
        var slates = Slates(candidates.Length, slate.Length);
        return slates <= MostSlates && slates * (_has.Length + candidates.Sum(one => (long)_approvals.Supporters(one).Length)) <= MostWork
            ? (BestOfAll(slate, candidates), true)
            : (Swapped(slate, candidates), false);
    }

    public (int[] Represented, int[] Agreements) Served(IEnumerable<int> slate)
    {
        var (represented, agreements) = (new int[_voters.Length], new int[_voters.Length]);
        CountWhatPeopleHave(slate);
        for (var person = 0; person < _has.Length; person++)
        {
            if (_segmentOf[person] >= 0 && _has[person] > 0)
            {
                represented[_segmentOf[person]]++;
                agreements[_segmentOf[person]] += _has[person];
            }
        }
        return (represented, agreements);
    }

    private Standing StandingOf(IEnumerable<int> slate)
    {
        var (represented, agreements) = Served(slate);
        return new Standing(_voters, represented, agreements);
    }

    private int[] BestOfAll(int[] slate, int[] candidates)
    {
        var (best, standing) = (slate, StandingOf(slate));
        foreach (var tried in Combinations(candidates, slate.Length))
        {
            if (tried.Any(statement => _nearCopies[statement].Any(tried.Contains)))
            {
                continue;
            }
            var one = StandingOf(tried);
            if (one.CompareTo(standing) > 0 && Satisfies(tried))
            {
                (best, standing) = ([.. tried], one);
            }
        }
        return best;
    }

    private int[] Swapped(int[] slate, int[] candidates)
    {
        var current = slate.ToArray();
        for (var swap = 0; swap < MostSwaps; swap++)
        {
            var standing = StandingOf(current);
            var better = Better(current, candidates, standing)
                .OrderByDescending(one => one.Standing).ThenBy(one => _rank[one.In]).ThenByDescending(one => _rank[current[one.Out]]);
            var found = false;
            foreach (var (position, statement, _) in better)
            {
                var tried = current.ToArray();
                tried[position] = statement;
                if (_checks >= MostChecks || Satisfies(tried))
                {
                    found = _checks < MostChecks;
                    current = found ? tried : current;
                    break;
                }
            }
            if (!found)
            {
                break;
            }
        }
        return current;
    }

    /// <summary>All exchanges of one statement that serve the segments better. One reading of the approvals serves all of them.</summary>
    private List<(int Out, int In, Standing Standing)> Better(int[] current, int[] candidates, Standing standing)
    {
        var (represented, agreements) = Served(current);
        var segments = _voters.Length;
        // Which chosen statement is a person's only one: taking it out takes away their representation.
        var onlyOne = new int[_has.Length];
        var alone = new int[current.Length, segments];
        var approving = new int[current.Length, segments];
        for (var position = 0; position < current.Length; position++)
        {
            foreach (var person in _approvals.Supporters(current[position]))
            {
                onlyOne[person] = _has[person] == 1 ? position : -1;
                if (_segmentOf[person] >= 0)
                {
                    approving[position, _segmentOf[person]]++;
                    alone[position, _segmentOf[person]] += _has[person] == 1 ? 1 : 0;
                }
            }
        }
        var better = new List<(int, int, Standing)>();
        var (gained, more) = (new int[current.Length + 1, segments], new int[segments]);
        var (newRepresented, newAgreements) = (new int[segments], new int[segments]);
        foreach (var statement in candidates.Where(statement => !current.Contains(statement)))
        {
            Array.Clear(gained);
            Array.Clear(more);
            foreach (var person in _approvals.Supporters(statement))
            {
                var segment = _segmentOf[person];
                if (segment >= 0)
                {
                    more[segment]++;
                    if (_has[person] <= 1)
                    {
                        // Row 0: represented by nobody so far; row 1 + position: only by that one.
                        gained[_has[person] == 0 ? 0 : onlyOne[person] + 1, segment]++;
                    }
                }
            }
            for (var position = 0; position < current.Length; position++)
            {
                if (_nearCopies[statement].Any(copy => copy != current[position] && current.Contains(copy)))
                {
                    continue;
                }
                for (var segment = 0; segment < segments; segment++)
                {
                    newRepresented[segment] = represented[segment] - alone[position, segment]
                        + gained[0, segment] + gained[position + 1, segment];
                    newAgreements[segment] = agreements[segment] - approving[position, segment] + more[segment];
                }
                var one = new Standing(_voters, newRepresented, newAgreements);
                if (one.CompareTo(standing) > 0)
                {
                    better.Add((position, statement, one));
                }
            }
        }
        return better;
    }

    /// <summary>EJR+, trying first the demand that broke the last slate: most failures are that one again.</summary>
    private bool Satisfies(int[] slate)
    {
        _checks++;
        CountWhatPeopleHave(slate);
        var near = slate.SelectMany(statement => _nearCopies[statement]).Concat(slate).ToHashSet();
        if (!near.Contains(_lastViolated) && CheckingRepresentation.Surplus(_approvals, _lastViolated, _has, _seats, _seats) is not null)
        {
            return false;
        }
        for (var statement = 0; statement < _approvals.Statements; statement++)
        {
            if (!near.Contains(statement) && CheckingRepresentation.Surplus(_approvals, statement, _has, _seats, _seats) is not null)
            {
                _lastViolated = statement;
                return false;
            }
        }
        return true;
    }

    private void CountWhatPeopleHave(IEnumerable<int> slate)
    {
        Array.Clear(_has);
        foreach (var statement in slate)
        {
            foreach (var person in _approvals.Supporters(statement))
            {
                _has[person]++;
            }
        }
    }

    private static long Slates(int candidates, int size)
    {
        var count = 1L;
        for (var i = 1; i <= Math.Min(size, candidates - size) && count <= MostSlates; i++)
        {
            count = count * (candidates - i + 1) / i;
        }
        return count;
    }

    /// <summary>All choices of so many, in the order of the candidates. The array is the same one each time.</summary>
    private static IEnumerable<int[]> Combinations(int[] candidates, int size)
    {
        var at = Enumerable.Range(0, size).ToArray();
        var chosen = new int[size];
        for (var moved = 0; moved >= 0;)
        {
            for (var i = 0; i < size; i++)
            {
                chosen[i] = candidates[at[i]];
            }
            yield return chosen;
            for (moved = size - 1; moved >= 0 && at[moved] == candidates.Length - size + moved; moved--)
            {
            }
            if (moved >= 0)
            {
                at[moved]++;
                for (var i = moved + 1; i < size; i++)
                {
                    at[i] = at[i - 1] + 1;
                }
            }
        }
    }
}
