using Pulse.Analysing.Matrices;

namespace Pulse.Analysing.OpinionGroups;

/// <summary>
/// Polis' comment priority (conversation.clj): how much a further vote on a statement is worth to the map. Kept to
/// compare routing with; Polis draws the next statement with probability proportional to it.
/// </summary>
public static class Prioritising
{
    /// <summary>What a statement about the participants themselves gets, whatever its votes.</summary>
    public const double OfMeta = 49;

    /// <summary>
    /// <c>result[statement]</c>: the length of the projection of somebody who cast one vote only, to agree with it
    /// (pca.clj). Statements that were moderated out have 0.
    /// </summary>
    public static IReadOnlyList<double> Extremities(PrincipalComponents components)
    {
        ArgumentNullException.ThrowIfNull(components);
        var root = Math.Sqrt(components.Means.Count);
        return Enumerable.Range(0, components.Means.Count).Select(statement =>
        {
            var (x, y) = (components.First[statement], components.Second[statement]);
            return (1 - components.Means[statement]) * Math.Sqrt(x * x + y * y) * root;
        }).ToArray();
    }

    /// <summary>
    /// ((1 − p)·(E + 1)·a·(1 + 8·2^(−S/5)))² with p = (P + 1)/(S + 2) and a = (A + 1)/(S + 2); 49 for meta statements.
    /// </summary>
    public static double Of(Tally votes, double extremity, bool meta = false)
    {
        if (meta)
        {
            return OfMeta;
        }
        var importance = (1 - (votes.Pass + 1.0) / (votes.Seen + 2.0)) * (extremity + 1) * ((votes.Agree + 1.0) / (votes.Seen + 2.0));
        var priority = importance * (1 + 8 * Math.Pow(2, votes.Seen / -5.0));
        return priority * priority;
    }

    /// <summary><c>result[statement]</c> from the votes of everybody who has a group (Polis) or of everybody (red-dwarf).</summary>
    /// <param name="votes">One tally per statement.</param>
    /// <param name="components">The axes of the map.</param>
    /// <param name="meta">Which statements are about the participants themselves; null for none.</param>
    public static IReadOnlyList<double> Of(
        IReadOnlyList<Tally> votes, PrincipalComponents components, Func<int, bool>? meta = null)
    {
        ArgumentNullException.ThrowIfNull(votes);
        var extremities = Extremities(components);
        return votes.Select((tally, statement) => Of(tally, extremities[statement], meta?.Invoke(statement) ?? false)).ToArray();
    }
}
