namespace Pulse.Analysing.Segments;

/// <summary>
/// The verdict on one ratified text: the evidence per segment and either the claim or what stands in its way.
/// Pages put <see cref="Obstacle"/> into words, in three languages.
/// </summary>
public sealed record Certificate(
    Guid TextVersion,
    bool Issued,
    double Floor,
    IReadOnlyList<CertificateSegment> Segments,
    IReadOnlyList<CertificateReason> Reasons,
    string RuleVersion);

/// <summary>One segment's evidence: k of n with interval, and how many called the text unacceptable (five-step scale only).</summary>
/// <param name="Segment">The segment's slug.</param>
/// <param name="Bridging">Whether consensus must bridge it; <see cref="Certifying"/> sets this itself.</param>
/// <param name="Agree">k: votes that agree with the text (on the five-step scale: essential to tolerable).</param>
/// <param name="Cast">n: all votes cast on this version, passes included.</param>
/// <param name="Unacceptable">Votes "unacceptable"; null where the five-step scale was not used.</param>
/// <param name="OtherVotes">Votes offered as evidence that were not cast on this version, or not cast at all. They are never in n.</param>
public sealed record CertificateSegment(
    string Segment,
    bool Bridging,
    int Agree,
    int Cast,
    int? Unacceptable = null,
    int OtherVotes = 0)
{
    public double? Share => Cast == 0 ? null : (double)Agree / Cast;

    public Interval Interval => Wilson.Of(Agree, Cast);

    public double? UnacceptableShare => Unacceptable is null || Cast == 0 ? null : (double)Unacceptable / Cast;

    public Interval? UnacceptableInterval => Unacceptable is { } no ? Wilson.Of(no, Cast) : null;
}

/// <summary>Why a certificate was not issued.</summary>
/// <param name="Obstacle">The rule that was not met.</param>
/// <param name="Segment">The segment it is about, if it is about one.</param>
/// <param name="Found">What was found: votes cast, or votes on something else.</param>
/// <param name="Needed">What the rule asks for.</param>
public sealed record CertificateReason(Obstacle Obstacle, string? Segment, int Found, int Needed);

public enum Obstacle
{
    /// <summary>The dialogue names no segments that consensus must bridge.</summary>
    NothingToBridge,

    /// <summary>The text was not put to a ratification vote in its present wording.</summary>
    NotRatified,

    /// <summary>A bridging segment cast fewer votes than the dialogue's minimum cell.</summary>
    TooFewVotes,

    /// <summary>Some votes were cast on another wording, or were inferred and never cast.</summary>
    VotesOnOtherText,
}
