using Pulse.Analysing.Segments;

namespace Pulse.Analysing.Specifics;

/// <summary>Ranks by bridging and concreteness together, since bridging alone rewards platitudes.</summary>
public static class RankingSpecific
{
    /// <summary>
    /// By falling floor × concreteness, then by falling floor, then by index. A statement without any floor, or without
    /// a text to judge, is not ranked.
    /// </summary>
    /// <param name="headlines">One per statement.</param>
    /// <param name="concreteness">One per statement, null where there is no text.</param>
    public static IReadOnlyList<SpecificStatement> Of(
        IReadOnlyList<Headline> headlines, IReadOnlyList<Concreteness?> concreteness)
    {
        ArgumentNullException.ThrowIfNull(headlines);
        ArgumentNullException.ThrowIfNull(concreteness);
        ArgumentOutOfRangeException.ThrowIfNotEqual(concreteness.Count, headlines.Count);
        var ranked = Enumerable.Range(0, headlines.Count)
            .Where(i => headlines[i].Floor > 0 && concreteness[i] is not null)
            .Select(i => new SpecificStatement(i, headlines[i].Floor, concreteness[i]!.Score, false))
            .OrderByDescending(one => one.Score).ThenByDescending(one => one.Floor).ThenBy(one => one.Statement).ToArray();
        // From the highest floor down, a statement is on the front if it is more concrete than all before it;
        // equals in both are on it together.
        var front = new HashSet<int>();
        var (concretest, atFloor) = (double.NegativeInfinity, double.NaN);
        foreach (var one in ranked.OrderByDescending(one => one.Floor).ThenByDescending(one => one.Concreteness))
        {
            if (one.Concreteness > concretest || (one.Concreteness == concretest && one.Floor == atFloor))
            {
                front.Add(one.Statement);
                (concretest, atFloor) = (one.Concreteness, one.Floor);
            }
        }
        return ranked.Select(one => one with { OnFront = front.Contains(one.Statement) }).ToArray();
    }
}
