namespace Pulse.Analysing.Slates;

/// <summary>One statement bought, or taken to fill a seat.</summary>
/// <param name="Statement">Its index.</param>
/// <param name="By">Equal shares or completion.</param>
/// <param name="Price">What the supporter who paid most paid, or the load that each supporter then carries.</param>
public sealed record Purchase(int Statement, ChosenBy By, Fraction Price);

/// <summary>
/// The Method of Equal Shares (Peters and Skowron, EC 2020, arXiv 1911.11747, "Rule X"): n people own k/n seats each; a
/// statement costs one seat, split evenly among its supporters as far as each can pay; the one whose greatest payment ρ
/// is least is bought next. When nobody can buy any more, the rest is filled by Phragmén's sequential rule with the
/// money left over as a head start, as the authors propose.
/// </summary>
public static class EqualShares
{
    /// <summary>
    /// In the order of choice, at most <paramref name="seats"/>; statements without a supporter are never chosen.
    /// All comparisons are exact; ties go to the statement with the lowest <paramref name="rank"/>.
    /// </summary>
    /// <remarks>
    /// The bought statements satisfy EJR+ (Brill and Peters 2023), and no statement added later can break it. That also
    /// holds where near copies of chosen statements drop out, over the statements that never did.
    /// </remarks>
    /// <param name="approvals">Who approves what.</param>
    /// <param name="seats">How many statements at most; at least 1.</param>
    /// <param name="rank">The stated order that breaks ties, one different number per statement.</param>
    /// <param name="nearCopies">Per statement, those that drop out once it is chosen; null for none.</param>
    /// <param name="complete">Whether seats that nobody can pay for are filled.</param>
    public static IReadOnlyList<Purchase> Of(
        Approvals approvals, int seats, IReadOnlyList<int> rank, IReadOnlyList<IReadOnlyList<int>>? nearCopies = null, bool complete = true)
    {
        ArgumentNullException.ThrowIfNull(approvals);
        ArgumentNullException.ThrowIfNull(rank);
        ArgumentOutOfRangeException.ThrowIfLessThan(seats, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(rank.Count, approvals.Statements);
        var bought = new List<Purchase>();
        if (approvals.People == 0)
        {
            return bought;
        }
        var open = Enumerable.Range(0, approvals.Statements).Where(statement => approvals.Supporters(statement).Length > 0).ToHashSet();
        var purses = new Purses(approvals, new Fraction(seats, approvals.People));
        Buy(ChosenBy.EqualShares, purses.AboutPrice, purses.Price, purses.Pay);
        if (complete)
        {
            Buy(ChosenBy.Completion, purses.AboutLoad, purses.Load, purses.Carry);
        }
        return bought;

        void Buy(
            ChosenBy by, Func<int, (double Low, double High)> about, Func<int, Fraction?> exact, Action<int, Fraction> pay)
        {
            // Prices and loads only rise as others are chosen, so an old lower bound still is one.
            var atLeast = open.ToDictionary(statement => statement, _ => double.NegativeInfinity);
            while (bought.Count < seats && Cheapest(atLeast, about, exact, rank) is { } next)
            {
                bought.Add(new Purchase(next.Statement, by, next.Price));
                pay(next.Statement, next.Price);
                foreach (var statement in (nearCopies?[next.Statement] ?? []).Append(next.Statement))
                {
                    open.Remove(statement);
                    atLeast.Remove(statement);
                }
            }
        }
    }

    private static (int Statement, Fraction Price)? Cheapest(
        Dictionary<int, double> atLeast, Func<int, (double Low, double High)> about, Func<int, Fraction?> exact, IReadOnlyList<int> rank)
    {
        var nearest = double.PositiveInfinity;
        var looked = new List<int>();
        foreach (var statement in atLeast.OrderBy(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => pair.Key).ToArray())
        {
            if (atLeast[statement] > nearest || double.IsPositiveInfinity(atLeast[statement]))
            {
                break;
            }
            var (low, high) = about(statement);
            atLeast[statement] = low;
            nearest = Math.Min(nearest, high);
            looked.Add(statement);
        }
        (int Statement, Fraction Price)? best = null;
        foreach (var statement in looked.Where(statement => atLeast[statement] <= nearest && !double.IsPositiveInfinity(atLeast[statement])))
        {
            if (exact(statement) is { } price && (best is null || price < best.Value.Price
                || (price == best.Value.Price && rank[statement] < rank[best.Value.Statement])))
            {
                best = (statement, price);
            }
        }
        return best;
    }
}
