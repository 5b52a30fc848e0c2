namespace Pulse.Analysing.Segments;

/// <summary>
/// Cast votes of one declared segment on one statement, each person counting by a weight. The sums are scaled so that
/// the largest weight among these voters is 1: only ratios of weights mean anything.
/// </summary>
/// <param name="Segment">The segment's slug.</param>
/// <param name="Cast">People who cast a vote, passes included: what the minimum cell is held against.</param>
/// <param name="Agree">Sum of the weights of those who agree.</param>
/// <param name="Disagree">Sum of the weights of those who disagree.</param>
/// <param name="Pass">Sum of the weights of those who passed.</param>
/// <param name="Squares">Sum of the squared weights of all who cast.</param>
public sealed record WeightedSegmentCount(
    string Segment, int Cast, double Agree, double Disagree, double Pass, double Squares)
{
    private double Total => Agree + Disagree + Pass;

    /// <summary>Kish's effective sample size (Survey Sampling, 1965): (Σw)²/Σw² over those who cast; at most <see cref="Cast"/>.</summary>
    public double EffectiveSize => Cast == 0 ? 0 : Math.Min(Cast, Total * Total / Squares);

    /// <summary>Agreeing share of the weights; nothing where nothing was cast.</summary>
    public double? Share => Cast == 0 ? null : Math.Clamp(Agree / Total, 0, 1);

    /// <summary>Wilson 95 % interval of <see cref="Share"/> as if <see cref="EffectiveSize"/> people had voted.</summary>
    public Interval Interval => Wilson.OfShare(Share ?? 0, EffectiveSize);

    /// <summary>p(agree) · (1 − p(disagree)), weighted. Nothing without votes.</summary>
    public double? EffectiveAgreement => Cast == 0 ? null : Agree / Total * (1 - Disagree / Total);
}
