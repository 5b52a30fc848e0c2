namespace Pulse.Analysing.Differences;

/// <summary>A red line: what one side surely supports by a majority and the other surely rejects by a majority.</summary>
/// <param name="Statement">Its index.</param>
/// <param name="Supporting">Those who agree, in the side whose line it is.</param>
/// <param name="Rejecting">Those who disagree, in the other side.</param>
public sealed record RedLine(int Statement, SegmentShare Supporting, SegmentShare Rejecting)
{
    /// <summary>The weaker of the two lower ends: at least this share of each side feels so.</summary>
    public double Strength => Math.Min(Supporting.Interval.Low, Rejecting.Interval.Low);
}

/// <summary>Two red lines about the same matter, one of each side.</summary>
/// <param name="First">The first side's.</param>
/// <param name="Second">The second side's.</param>
/// <param name="Similarity">Cosine of the two texts; nothing where only their theme is the same.</param>
public sealed record MirroredPair(RedLine First, RedLine Second, double? Similarity);

/// <summary>
/// Both sides' red lines. <see cref="Pairs"/> always holds as many of one side as of the other; what found no counterpart
/// is listed apart, and the lists' lengths say which side has more.
/// </summary>
/// <param name="FirstSegment">The slug of the first side (the first in ordinal order).</param>
/// <param name="SecondSegment">The slug of the second side.</param>
/// <param name="Pairs">The most similar first.</param>
/// <param name="FirstUnpaired">The strongest first.</param>
/// <param name="SecondUnpaired">The strongest first.</param>
public sealed record MirroredStatements(
    string FirstSegment,
    string SecondSegment,
    IReadOnlyList<MirroredPair> Pairs,
    IReadOnlyList<RedLine> FirstUnpaired,
    IReadOnlyList<RedLine> SecondUnpaired);
