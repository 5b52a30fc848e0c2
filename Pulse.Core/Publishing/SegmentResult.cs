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

    /// <summary>The share corrected for what was offered to whom; null where that cannot be told. Beside the raw one, never instead.</summary>
    public CorrectedShare? Corrected { get; init; }

    public int Votes => Agree + Pass + Disagree;
    public double Share => Votes == 0 ? 0 : (double)Agree / Votes;
}

/// <summary>A share, 0–1, with its 95 % interval, weighted by the probabilities with which the statement was offered.</summary>
public sealed record CorrectedShare(double Share, double Low, double High);
