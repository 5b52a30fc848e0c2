using Pulse.Analysing.Segments;

namespace Pulse.Analysing.Differences;

/// <summary>How many people find themselves in a set of chosen statements.</summary>
/// <param name="Segments">Per segment, in the order asked for.</param>
/// <param name="WithoutSegment">People in none of these segments.</param>
public sealed record Coverage(IReadOnlyList<SegmentCoverage> Segments, SegmentCoverage WithoutSegment);

/// <summary>One segment's people, each counted once.</summary>
/// <param name="Segment">The slug; empty for those without a segment.</param>
/// <param name="Represented">Agreed with at least one chosen statement.</param>
/// <param name="NotRepresented">Voted on at least one and agreed with none.</param>
/// <param name="Unknown">Voted on none of the chosen statements: nobody may say that these represent them.</param>
public sealed record SegmentCoverage(string Segment, int Represented, int NotRepresented, int Unknown)
{
    public int Known => Represented + NotRepresented;

    /// <summary>Share represented among those who voted on a chosen statement; nothing where nobody did.</summary>
    public double? Share => Known == 0 ? null : (double)Represented / Known;

    /// <summary>Wilson 95 % of <see cref="Share"/>.</summary>
    public Interval Interval => Wilson.Of(Represented, Known);
}
