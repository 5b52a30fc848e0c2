namespace Pulse.Analysing.Segments;

/// <summary>
/// What a statement may claim across the segments that consensus must bridge. Never a pooled total.
/// </summary>
/// <param name="Floor">"At least this share in every bridging segment": the lowest lower end of their 95 % intervals.</param>
/// <param name="FloorSegment">The segment that sets the floor (the first by name where several do).</param>
/// <param name="LowestShare">The lowest agreeing share itself; nothing unless every bridging segment has votes.</param>
/// <param name="Range">Highest minus lowest share; nothing unless every bridging segment has votes.</param>
/// <param name="EffectiveAgreement">The lowest p(agree)·(1 − p(disagree)); nothing unless every bridging segment has votes.</param>
/// <param name="Missing">Bridging segments without any cast vote. While there is one, the floor is 0.</param>
public sealed record Headline(
    double Floor,
    string? FloorSegment,
    double? LowestShare,
    double? Range,
    double? EffectiveAgreement,
    IReadOnlyList<string> Missing);
