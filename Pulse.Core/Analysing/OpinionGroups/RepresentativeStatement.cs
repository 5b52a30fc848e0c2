namespace Pulse.Analysing.OpinionGroups;

/// <summary>A statement that tells a group from the rest, or (in a consensus list) that everybody stands behind.</summary>
/// <param name="Statement">Statement index.</param>
/// <param name="Agrees">True: by agreeing; false: by disagreeing.</param>
/// <param name="Success">Votes that way.</param>
/// <param name="Seen">Votes cast, passes included.</param>
/// <param name="Share">(success + 1) / (seen + 2).</param>
/// <param name="Test">z of the share against one half.</param>
/// <param name="Ratio">Share over the rest's share; 0 in a consensus list.</param>
/// <param name="RatioTest">z of the share against the rest's; 0 in a consensus list.</param>
/// <param name="BestAgree">Polis puts the statement that the group agrees with most at the head of the list.</param>
public sealed record RepresentativeStatement(
    int Statement, bool Agrees, int Success, int Seen, double Share, double Test, double Ratio, double RatioTest, bool BestAgree);
