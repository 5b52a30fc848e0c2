namespace Pulse.Analysing.Slates;

/// <summary>What a slate is chosen from and for whom.</summary>
/// <param name="Seats">How many statements at most; at least 1.</param>
/// <param name="Offered">Indices of the statements that may be chosen (a working group's, say).</param>
/// <param name="SegmentOfParticipant">Each participant's slug, null for none; who has none counts as a person all the same.</param>
/// <param name="Segments">The bridging segments: the worst served of them decides.</param>
/// <param name="NearCopies">Pairs that say nearly the same; at most one of a pair is chosen.</param>
/// <param name="Estimate">
/// Optional, one per statement of the matrix: support in the worst segment as a model estimates it. It only breaks ties
/// that votes leave; it never counts as an approval.
/// </param>
public sealed record SlateRequest(
    int Seats,
    IReadOnlyList<int> Offered,
    IReadOnlyList<string?> SegmentOfParticipant,
    IReadOnlyList<string> Segments,
    IReadOnlyList<NearCopy> NearCopies,
    IReadOnlyList<double>? Estimate = null);

/// <summary>Two statements that say nearly the same.</summary>
public sealed record NearCopy(int First, int Second, double Similarity);
