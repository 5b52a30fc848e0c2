namespace Pulse.Analysing.Segments;

/// <summary>Cast votes of one declared segment on one statement. Passes count in <see cref="Cast"/>.</summary>
public sealed record SegmentCount(string Segment, int Agree, int Disagree, int Pass)
{
    public int Cast => Agree + Disagree + Pass;

    /// <summary>Agreeing share of cast votes; nothing where nothing was cast.</summary>
    public double? Share => Cast == 0 ? null : (double)Agree / Cast;

    /// <summary>Wilson 95 % interval of <see cref="Share"/>.</summary>
    public Interval Interval => Wilson.Of(Agree, Cast);

    /// <summary>p(agree) · (1 − p(disagree)): agreement that pays for the opposition it meets. Nothing without votes.</summary>
    public double? EffectiveAgreement => Cast == 0 ? null : (double)Agree / Cast * (1 - (double)Disagree / Cast);
}
