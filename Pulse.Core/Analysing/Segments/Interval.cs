namespace Pulse.Analysing.Segments;

/// <summary>The two ends of an interval of shares, both within [0, 1].</summary>
public readonly record struct Interval(double Low, double High)
{
    public bool Overlaps(Interval other) => Low <= other.High && other.Low <= High;
}
