using Pulse.Analysing.Differences;

namespace Pulse.Analysing.Slates;

/// <summary>Statements chosen together for a working group, and all that may be said of the choice.</summary>
/// <param name="Rule">The rule's name and version.</param>
/// <param name="Seats">How many were asked for; fewer are chosen where there are not enough that anybody agreed with.</param>
/// <param name="People">Those who agreed with at least one offered statement: the people whom a slate can represent.</param>
/// <param name="Chosen">In the order in which they were chosen.</param>
/// <param name="Coverage">Whom the chosen statements represent, per segment.</param>
/// <param name="WorstSegment">The segment with the lowest share of its voters represented; null where no segment voted.</param>
/// <param name="NearCopies">Offered statements left out because a chosen one says nearly the same.</param>
/// <param name="Verdict">Justified representation (EJR+) over all offered statements that are not near copies of chosen ones.</param>
/// <param name="VerdictWithNearCopies">The same with near copies as demands of their own: not promised, but told.</param>
/// <param name="Balance">What balancing the segments gained.</param>
public sealed record Slate(
    string Rule,
    int Seats,
    int People,
    IReadOnlyList<ChosenStatement> Chosen,
    Coverage Coverage,
    string? WorstSegment,
    IReadOnlyList<SetAside> NearCopies,
    Verdict Verdict,
    Verdict VerdictWithNearCopies,
    Balance Balance);

/// <summary>One chosen statement.</summary>
/// <param name="Statement">Its index.</param>
/// <param name="By">What brought it in.</param>
/// <param name="Price">
/// Equal shares: the most that one of its supporters paid, in seats (a person owns seats / people); null otherwise.
/// </param>
/// <param name="Agreeing">Per segment: agreeing of cast votes on this very statement, with interval.</param>
/// <param name="Approvals">Everybody who agreed with it, with or without a segment.</param>
/// <param name="Represented">Per segment and statement: people whom it represents.</param>
public sealed record ChosenStatement(
    int Statement,
    ChosenBy By,
    double? Price,
    IReadOnlyList<SegmentShare> Agreeing,
    int Approvals,
    IReadOnlyList<Representation> Represented);

/// <summary>Whom one chosen statement represents in one segment.</summary>
/// <param name="Segment">The slug; empty for people without a segment.</param>
/// <param name="People">People who agreed with it.</param>
/// <param name="Alone">Of them: people who agreed with no other chosen statement. Without it they would have none.</param>
public sealed record Representation(string Segment, int People, int Alone);

/// <summary>What brought a statement into the slate.</summary>
public enum ChosenBy
{
    /// <summary>Its supporters paid for it out of equal shares: they are a group large enough to claim it.</summary>
    EqualShares,

    /// <summary>No group could pay for a further seat alone; it spreads what was left most evenly (Phragmén).</summary>
    Completion,

    /// <summary>It took the place of another one because the worst served segment is better represented with it.</summary>
    Balance,
}

/// <summary>An offered statement that a chosen one nearly says already.</summary>
public sealed record SetAside(int Statement, int Chosen, double Similarity);

/// <summary>What balancing the segments changed.</summary>
/// <param name="Exact">All slates were tried; otherwise pairs were swapped as long as that helped.</param>
/// <param name="Swaps">How many statements of the rule's own slate were replaced.</param>
/// <param name="Before">Per segment, in the order of the request: its voters represented by the rule's own slate.</param>
/// <param name="After">The same of the slate given.</param>
public sealed record Balance(
    bool Exact, int Swaps, IReadOnlyList<BalancedSegment> Before, IReadOnlyList<BalancedSegment> After);

/// <summary>One segment's voters, and how many of them agreed with a chosen statement.</summary>
/// <param name="Voters">People of the segment who voted on at least one offered statement.</param>
/// <param name="Represented">Of them: agreed with at least one chosen statement.</param>
/// <param name="Agreements">Their agreeing votes on chosen statements.</param>
public sealed record BalancedSegment(string Segment, int Voters, int Represented, int Agreements)
{
    public double? Share => Voters == 0 ? null : (double)Represented / Voters;
}
