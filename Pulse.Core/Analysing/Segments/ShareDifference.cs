namespace Pulse.Analysing.Segments;

/// <summary>How much larger one share is than another, with its interval; all within −1 … 1.</summary>
/// <param name="Difference">First share minus second; nothing where one of them was never voted on.</param>
/// <param name="Low">Lower end; −1 where nothing is known.</param>
/// <param name="High">Upper end; 1 where nothing is known.</param>
public readonly record struct ShareDifference(double? Difference, double Low, double High)
{
    /// <summary>Whether no difference at all lies outside the interval.</summary>
    public bool IsClear => Low > 0 || High < 0;
}
