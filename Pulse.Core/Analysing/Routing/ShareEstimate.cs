using Pulse.Analysing.Segments;

namespace Pulse.Analysing.Routing;

/// <summary>
/// The agreeing share of a segment on a statement: raw, and corrected for who was offered it. The estimand is the share
/// that would agree among the <paramref name="Arrived"/> participants of the segment who could be offered the statement,
/// each counted once.
/// </summary>
/// <param name="Cast">Votes cast.</param>
/// <param name="Raw">Agreeing share of the cast votes, with its Wilson interval; nothing without votes.</param>
/// <param name="Corrected">Hájek's ratio of inverse-propensity sums; nothing without votes.</param>
/// <param name="CorrectedInterval">95 %, for these participants; [0, 1] without votes.</param>
/// <param name="DoublyRobust">The predictions' mean, corrected by the weighted mean of their errors; nothing where
/// predictions are missing. A helper, not evidence: never published.</param>
/// <param name="EffectiveVotes">How many simple random votes, drawn with replacement, tell as much as the corrected share.
/// Nothing where nothing is left to chance: everybody who arrived has voted.</param>
public sealed record ShareEstimate(
    int Segment,
    int Statement,
    int Cast,
    int Arrived,
    double? Raw,
    Interval RawInterval,
    double? Corrected,
    Interval CorrectedInterval,
    double? DoublyRobust,
    Interval? DoublyRobustInterval,
    double? EffectiveVotes);
