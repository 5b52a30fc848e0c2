using Npgsql;

namespace Pulse.Publishing;

/// <summary>Two segments that surely differ on a statement, with the difference of their shares and its 95 % interval.</summary>
public sealed record DivideResult
{
    public required Guid StatementId { get; init; }
    public required string MoreSegment { get; init; }
    public required string LessSegment { get; init; }
    public required double Difference { get; init; }
    public required double Low { get; init; }
    public required double High { get; init; }

    /// <summary>The two segments' votes, or null where either may not be shown: the one rule for desk and briefs.</summary>
    public (SegmentResult More, SegmentResult Less)? In(ResultRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.In(MoreSegment) is { } more && row.In(LessSegment) is { } less ? (more, less) : null;
    }
}

/// <summary>A statement that a segment passes on more than it usually does.</summary>
public sealed record UncertainResult
{
    public required Guid StatementId { get; init; }
    public required string Segment { get; init; }
    public required int Passes { get; init; }
    public required int Votes { get; init; }
    public required double Level { get; init; }
}

/// <summary>What one segment surely supports and another surely rejects.</summary>
public sealed record RedLineResult
{
    public required Guid StatementId { get; init; }
    public required string Segment { get; init; }
    public required string OtherSegment { get; init; }

    /// <summary>The other segment's line about the same matter; null where it has none.</summary>
    public required Guid? CounterpartId { get; init; }
}

/// <summary>A statement that those who disagree with a chosen one agree with more than others do.</summary>
public sealed record ReasonResult
{
    public required Guid StatementId { get; init; }
    public required Guid ReasonId { get; init; }
    public required int DissentersAgree { get; init; }
    public required int Dissenters { get; init; }
    public required int OthersAgree { get; init; }
    public required int Others { get; init; }
}

/// <summary>Where agreement ends in one working group, as a run found it.</summary>
public sealed record GroupDifferences(
    IReadOnlyList<DivideResult> Divides,
    IReadOnlyList<UncertainResult> Uncertain,
    IReadOnlyList<RedLineResult> RedLines,
    IReadOnlyList<ReasonResult> Reasons)
{
    public static GroupDifferences None { get; } = new([], [], [], []);
}

public static class DifferenceResults
{
    private const string DividesSql = """
        select found.statement_id, found.more_segment, found.less_segment, found.difference, found.low, found.high
        from analysing.divides found
        join moderating.statements statement using (statement_id)
        where found.run_id = @runId and statement.working_group = @workingGroup
        order by found.position
        """;

    private const string UncertainSql = """
        select found.statement_id, found.segment, found.passes, found.votes, found.level
        from analysing.uncertain_statements found
        join moderating.statements statement using (statement_id)
        where found.run_id = @runId and statement.working_group = @workingGroup and found.votes >= @minimum
        order by found.position, found.segment
        """;

    private const string RedLinesSql = """
        select line.statement_id, line.segment, line.other_segment, line.counterpart_id
        from analysing.red_lines line
        join moderating.statements statement using (statement_id)
        where line.run_id = @runId and statement.working_group = @workingGroup
        order by line.position, line.segment, line.other_segment
        """;

    private const string ReasonsSql = """
        select found.statement_id, found.reason_id, found.dissenters_agree, found.dissenters, found.others_agree, found.others
        from analysing.reasons_against found
        join moderating.statements statement using (statement_id)
        where found.run_id = @runId and statement.working_group = @workingGroup
          and found.dissenters >= @minimum and found.others >= @minimum
        order by found.statement_id, found.position
        """;

    /// <summary>Nothing in it speaks of fewer than <paramref name="minimum"/> people.</summary>
    public static async Task<GroupDifferences> OfGroup(
        NpgsqlConnection connection, Guid runId, string workingGroup, int minimum, CancellationToken stop)
    {
        var scope = new { runId, workingGroup, minimum };
        return new GroupDifferences(
            await Sql.Rows<DivideResult>(connection, DividesSql, scope, stop),
            await Sql.Rows<UncertainResult>(connection, UncertainSql, scope, stop),
            await Sql.Rows<RedLineResult>(connection, RedLinesSql, scope, stop),
            await Sql.Rows<ReasonResult>(connection, ReasonsSql, scope, stop));
    }
}
