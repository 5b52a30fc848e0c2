namespace Pulse.Ratifying;

/// <summary>A certificate as it was issued: cast votes on one version of one text, per top-level segment.</summary>
public sealed record IssuedCertificate
{
    public required Guid CertificateId { get; init; }
    public required Guid TextId { get; init; }
    public required DateOnly IssuedOn { get; init; }
    public required string RuleVersion { get; init; }

    /// <summary>"At least this share in every bridging segment": the least lower end of their 95 % intervals.</summary>
    public required double Floor { get; init; }
    public required int MinimumCell { get; init; }

    /// <summary>A withdrawal changed what it counted.</summary>
    public required bool Stale { get; init; }
}

/// <summary>One segment's evidence on a certificate, with the Wilson 95 % interval of the agreeing share.</summary>
public sealed record IssuedSegment
{
    public required Guid CertificateId { get; init; }
    public required string Segment { get; init; }
    public required bool Bridging { get; init; }
    public required int Agree { get; init; }
    public required int Disagree { get; init; }
    public required int Pass { get; init; }

    /// <summary>Null where agree/disagree was asked, not the five-step scale.</summary>
    public required int? Unacceptable { get; init; }
    public required double Low { get; init; }
    public required double High { get; init; }

    public int Cast => Agree + Disagree + Pass;
}

/// <summary>Ballots on one text by one top-level segment; "(none)" for those who chose not to say.</summary>
public sealed record BallotCount(
    Guid TextId, string Segment, int Agree, int Disagree, int Pass, int? Unacceptable);
