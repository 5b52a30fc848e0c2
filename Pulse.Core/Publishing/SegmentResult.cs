namespace Pulse.Publishing;

/// <summary>Cast votes of one top-level segment on one statement or text; passes count into n.</summary>
public sealed record SegmentResult
{
    public required string Segment { get; init; }
    public required bool Bridging { get; init; }
    public required int Agree { get; init; }
    public required int Pass { get; init; }
    public required int Disagree { get; init; }

    /// <summary>Ballots on the acceptability scale that said "unacceptable"; null where that scale was not used.</summary>
    public int? Unacceptable { get; init; }

    /// <summary>The Wilson 95 % interval of the share that agrees, 0–1, as the run or the certificate stored it.</summary>
    public required double Low { get; init; }
    public required double High { get; init; }

    public int Votes => Agree + Pass + Disagree;
    public double Share => Votes == 0 ? 0 : (double)Agree / Votes;
}
