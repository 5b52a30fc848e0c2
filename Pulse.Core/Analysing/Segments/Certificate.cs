namespace Pulse.Analysing.Segments;

/// <summary>
/// The verdict on one ratified text: the evidence per segment and either the claim or what stands in its way.
/// <c>VerdictWriting</c> puts every <see cref="Obstacle"/> into words, in three languages.
/// </summary>
/// <param name="TextVersion">The version whose votes these are.</param>
/// <param name="Issued">Whether nothing stands in the way.</param>
/// <param name="Floor">The least lower end of the bridging segments' 95 % intervals.</param>
/// <param name="JointFloor">The more careful one: of intervals that hold in all bridging segments at once with 95 %.</param>
/// <param name="Segments">By name.</param>
/// <param name="Reasons">What stands in the way, in the order of <see cref="Obstacle"/>.</param>
/// <param name="Objection">The segment in which most call the text unacceptable; null without the five-step scale.</param>
/// <param name="RuleVersion">Version of docs/methodology.md.</param>
public sealed record Certificate(
    Guid TextVersion,
    bool Issued,
    double Floor,
    double JointFloor,
    IReadOnlyList<CertificateSegment> Segments,
    IReadOnlyList<CertificateReason> Reasons,
    CertificateObjection? Objection,
    string RuleVersion);

/// <summary>The largest share "unacceptable" among segments with enough votes: what agree and disagree alone hide.</summary>
/// <param name="Segment">The segment it was found in, bridging or not.</param>
/// <param name="Unacceptable">Votes "unacceptable".</param>
/// <param name="Cast">All votes cast there.</param>
/// <param name="Share">Unacceptable / cast.</param>
/// <param name="Interval">Its Wilson 95 % interval.</param>
public sealed record CertificateObjection(string Segment, int Unacceptable, int Cast, double Share, Interval Interval);

/// <summary>One segment's evidence: k of n with interval, and how many called the text unacceptable (five-step scale only).</summary>
/// <param name="Segment">The segment's slug.</param>
/// <param name="Bridging">Whether consensus must bridge it; <see cref="Certifying"/> sets this itself.</param>
/// <param name="Agree">k: votes that agree with the text (on the five-step scale: essential, desirable or acceptable).</param>
/// <param name="Cast">n: all votes cast on this version, passes included.</param>
/// <param name="Unacceptable">Votes "unacceptable"; null where the five-step scale was not used.</param>
/// <param name="OtherVotes">Votes offered as evidence that were cast on another wording. They are never in n.</param>
/// <param name="InferredVotes">Votes offered as evidence that nobody cast: predicted ones. They are never in n.</param>
public sealed record CertificateSegment(
    string Segment,
    bool Bridging,
    int Agree,
    int Cast,
    int? Unacceptable = null,
    int OtherVotes = 0,
    int InferredVotes = 0)
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

    /// <summary>Some votes were cast on another wording.</summary>
    VotesOnOtherText,

    /// <summary>Some votes were predicted and never cast.</summary>
    InferredVotes,
}
