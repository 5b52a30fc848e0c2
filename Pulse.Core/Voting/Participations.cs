using Npgsql;

namespace Pulse.Voting;

/// <summary>People of one top-level segment who answered or voted in a working group; null for those who named none.</summary>
public sealed record Participation
{
    public string? Segment { get; init; }
    public required int People { get; init; }
}

/// <summary>Who took part in a working group, by segment: everybody with an answer or a vote there, once.</summary>
public static class Participations
{
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

    public static Task<IReadOnlyList<Participation>> OfGroup(
        NpgsqlConnection connection, Guid dialogueId, string workingGroup, CancellationToken stop) =>
        Sql.Rows<Participation>(connection, OfGroupSql, new { dialogueId, workingGroup }, stop);
}
