using Npgsql;

namespace Pulse.Publishing;

/// <summary>People per top-level segment; the segment is null for those who chose not to say.</summary>
public sealed record SegmentSize(string? Segment, int People)
{
    public SegmentSize() : this(null, 0)
    {
    }
}

/// <summary>How many people of each segment took part, in the whole dialogue or in one working group.</summary>
public static class SegmentSizes
{
    private const string OfDialogueSql = """
        with recursive tops as (
          select segment, segment as top, position from convening.segments
          where dialogue_id = @dialogueId and parent is null
          union all
          select part.segment, tops.top, tops.position from convening.segments part
          join tops on tops.segment = part.parent
          where part.dialogue_id = @dialogueId)
        select tops.top as segment, count(*)::int as people
        from collecting.participants participant
        left join tops on tops.segment = participant.segment
        where participant.dialogue_id = @dialogueId
        group by tops.top
        order by min(tops.position) nulls last, tops.top
        """;

    private const string OfGroupSql = """
        with recursive tops as (
          select segment, segment as top, position from convening.segments
          where dialogue_id = @dialogueId and parent is null
          union all
          select part.segment, tops.top, tops.position from convening.segments part
          join tops on tops.segment = part.parent
          where part.dialogue_id = @dialogueId),
        took_part as (
          select answer.participant_id
          from collecting.answers answer
          join convening.items item using (dialogue_id, item)
          where answer.dialogue_id = @dialogueId and item.working_group = @workingGroup
          union
          select vote.participant_id
          from voting.votes vote
          join moderating.statements statement using (statement_id)
          where statement.dialogue_id = @dialogueId and statement.working_group = @workingGroup)
        select tops.top as segment, count(*)::int as people
        from took_part
        join collecting.participants participant using (participant_id)
        left join tops on tops.segment = participant.segment
        group by tops.top
        order by min(tops.position) nulls last, tops.top
        """;

    public static Task<IReadOnlyList<SegmentSize>> OfDialogue(
        NpgsqlConnection connection, Guid dialogueId, CancellationToken stop) =>
        Sql.Rows<SegmentSize>(connection, OfDialogueSql, new { dialogueId }, stop);

    /// <summary>Those who answered or voted in the working group.</summary>
    public static Task<IReadOnlyList<SegmentSize>> OfGroup(
        NpgsqlConnection connection, Guid dialogueId, string workingGroup, CancellationToken stop) =>
        Sql.Rows<SegmentSize>(connection, OfGroupSql, new { dialogueId, workingGroup }, stop);
}
