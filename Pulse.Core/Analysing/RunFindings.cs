namespace Pulse.Analysing;

/// <summary>Two segments that surely differ on a statement; position 0 is the surest and largest.</summary>
public sealed record RunDivide
{
    public required Guid StatementId { get; init; }
    public required int Position { get; init; }
    public required string MoreSegment { get; init; }
    public required string LessSegment { get; init; }

    /// <summary>Difference of the agreeing shares with its 95 % interval, and the false discovery rate it survives.</summary>
    public required double Difference { get; init; }
    public required double Low { get; init; }
    public required double High { get; init; }
    public required double FalseDiscovery { get; init; }
}

/// <summary>A statement that one segment passes on more than it usually does.</summary>
public sealed record RunUncertain
{
    public required Guid StatementId { get; init; }
    public required string Segment { get; init; }
    public required int Position { get; init; }
    public required int Passes { get; init; }
    public required int Votes { get; init; }
    public required double Level { get; init; }
    public required double FalseDiscovery { get; init; }
}

/// <summary>What one segment surely supports and another rejects; no counterpart where the other has none about the same matter.</summary>
public sealed record RunRedLine
{
    public required Guid StatementId { get; init; }
    public required string Segment { get; init; }
    public required string OtherSegment { get; init; }
    public required int Position { get; init; }
    public required Guid? CounterpartId { get; init; }
    public required double? Similarity { get; init; }
}

/// <summary>The choice for one working group.</summary>
public sealed record RunSlate
{
    public required string WorkingGroup { get; init; }
    public required string Rule { get; init; }
    public required int Seats { get; init; }
    public required int People { get; init; }
    public required string? WorstSegment { get; init; }
    public required int Claims { get; init; }
    public required bool RepresentsEveryGroup { get; init; }
    public required bool Exact { get; init; }
    public required int Swaps { get; init; }
}

/// <summary>A statement of a slate.</summary>
public sealed record RunSlateStatement
{
    public required Guid StatementId { get; init; }
    public required int Position { get; init; }

    /// <summary>"equal-shares", "completion" or "balance".</summary>
    public required string ChosenBy { get; init; }
    public required int Approvals { get; init; }
}

/// <summary>How many of a segment a slate represents; "(none)" for people without a segment.</summary>
public sealed record RunCoverage
{
    public required string WorkingGroup { get; init; }
    public required string Segment { get; init; }
    public required int Represented { get; init; }
    public required int NotRepresented { get; init; }
    public required int Unknown { get; init; }
}

/// <summary>A statement left out of a slate because a chosen one says nearly the same.</summary>
public sealed record RunNearCopy(Guid StatementId, Guid ChosenId, double Similarity);

/// <summary>A statement that those on one side of a chosen one agree with more than the others who voted on it do.</summary>
public sealed record RunReason
{
    public required Guid StatementId { get; init; }
    public required Guid ReasonId { get; init; }
    public required int Position { get; init; }
    public required int SideAgree { get; init; }
    public required int Side { get; init; }
    public required int OthersAgree { get; init; }
    public required int Others { get; init; }
    public required double Low { get; init; }
    public required double High { get; init; }
}

/// <summary>What a model expects of one segment; to steer and to triage, never printed as agreement.</summary>
public sealed record RunExpected
{
    public required Guid StatementId { get; init; }
    public required string Segment { get; init; }
    public required int Votes { get; init; }
    public required double Expected { get; init; }
    public required double Low { get; init; }
    public required double High { get; init; }
}

/// <summary>A segment's share corrected by the probabilities with which the statement was offered.</summary>
public sealed record RunCorrected
{
    public required Guid StatementId { get; init; }
    public required string Segment { get; init; }
    public required int Votes { get; init; }
    public required double Corrected { get; init; }
    public required double Low { get; init; }
    public required double High { get; init; }

    /// <summary>Null where nothing is left to chance: everybody who arrived has voted.</summary>
    public required double? EffectiveVotes { get; init; }
}

/// <summary>A statement that an opinion group surely votes on differently from the others.</summary>
public sealed record RunDiscovery
{
    public required Guid StatementId { get; init; }
    public required int OpinionGroup { get; init; }
    public required int Position { get; init; }
    public required bool Agrees { get; init; }
    public required double Difference { get; init; }
    public required double Low { get; init; }
    public required double High { get; init; }
    public required double FalseDiscovery { get; init; }
}

/// <summary>What a run found about statements together: rows of the tables that 0014 made.</summary>
public sealed record RunFindings
{
    public required IReadOnlyList<RunDivide> Divides { get; init; }
    public required IReadOnlyList<RunUncertain> Uncertain { get; init; }
    public required IReadOnlyList<RunRedLine> RedLines { get; init; }
    public required IReadOnlyList<RunSlate> Slates { get; init; }
    public required IReadOnlyList<RunSlateStatement> SlateStatements { get; init; }
    public required IReadOnlyList<RunCoverage> Coverage { get; init; }
    public required IReadOnlyList<RunNearCopy> NearCopies { get; init; }

    /// <summary>Of those who disagree with a chosen statement.</summary>
    public required IReadOnlyList<RunReason> ReasonsAgainst { get; init; }

    /// <summary>Of those who agree with it.</summary>
    public required IReadOnlyList<RunReason> ReasonsFor { get; init; }
    public required IReadOnlyList<RunExpected> Expected { get; init; }
    public required IReadOnlyList<RunCorrected> Corrected { get; init; }
    public required IReadOnlyList<RunDiscovery> Discoveries { get; init; }
    public required MapStability Stability { get; init; }
}
