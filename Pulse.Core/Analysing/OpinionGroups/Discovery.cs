using Pulse.Analysing.Segments;

namespace Pulse.Analysing.OpinionGroups;

/// <summary>A statement that a group votes on differently from everybody in the other groups, beyond what testing many statements lets chance produce.</summary>
/// <param name="Statement">Statement index.</param>
/// <param name="Group">Group index.</param>
/// <param name="Agrees">True: by agreeing more than the rest; false: by disagreeing more.</param>
/// <param name="Success">Votes that way in the group.</param>
/// <param name="Seen">Votes cast in the group, passes included.</param>
/// <param name="RestSuccess">Votes that way in the other groups together.</param>
/// <param name="RestSeen">Votes cast in the other groups together.</param>
/// <param name="Difference">Share in the group minus share in the rest, above 0.</param>
/// <param name="Low">Lower end of the difference, at the confidence that selection demands; the list is ranked by it.</param>
/// <param name="High">Upper end of the difference.</param>
/// <param name="P">One-sided p-value of this test alone.</param>
/// <param name="AdjustedP">The least rate of false findings at which it is still one.</param>
public sealed record Discovery(
    int Statement, int Group, bool Agrees, int Success, int Seen, int RestSuccess, int RestSeen,
    double Difference, double Low, double High, double P, double AdjustedP)
{
    public double Share => (double)Success / Seen;

    public double RestShare => (double)RestSuccess / RestSeen;

    /// <summary>Wilson 95 % interval of the group's share.</summary>
    public Interval Interval => Wilson.Of(Success, Seen);

    /// <summary>Whether most of the group votes that way, beyond doubt: differing from the rest does not say so.</summary>
    public bool IsMajority => Interval.Low > 0.5;
}

/// <summary>All findings of one analysis.</summary>
/// <param name="Groups"><c>Groups[group]</c>, the largest certain difference first.</param>
/// <param name="Tests">How many tests were made, each (statement, group, direction) that could have been a finding.</param>
/// <param name="Rate">The rate q below which false findings are held.</param>
/// <param name="Rule">By which procedure.</param>
/// <param name="EndConfidence">Confidence of each end of each interval by itself, 1 − q·findings/tests, so that the ends of
/// what was selected hold too.</param>
public sealed record Discoveries(
    IReadOnlyList<IReadOnlyList<Discovery>> Groups, int Tests, double Rate, FalseDiscoveryRule Rule, double EndConfidence);
