using Npgsql;

namespace Pulse.Publishing;

/// <summary>People per top-level segment; the segment is null for those who chose not to say.</summary>
public sealed record SegmentSize(string? Segment, int People)
{
    public SegmentSize() : this(null, 0)
    {
    }
}

/// <summary>How many people of each segment took part in the dialogue.</summary>
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

    public static Task<IReadOnlyList<SegmentSize>> OfDialogue(
        NpgsqlConnection connection, Guid dialogueId, CancellationToken stop) =>
        Sql.Rows<SegmentSize>(connection, OfDialogueSql, new { dialogueId }, stop);
}
