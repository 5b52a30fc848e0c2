using System.Data;
using Npgsql;
using Pulse.Convening;
using Pulse.Language;
using Pulse.Moderating;
using Pulse.People;

namespace Pulse.Analysing;

/// <summary>Reads everything an analysis may know, as of one moment, every list ordered by id.</summary>
public static class AnalysisInputs
{
    /// <summary>Stands in for those who chose not to say; no segment can have this slug.</summary>
    public const string NoSegment = "(none)";

    private const string SegmentsSql = """
        select p.participant_id as id, p.segment
        from collecting.participants p
        where p.dialogue_id = @dialogueId
        order by p.participant_id
        """;

    private const string TotalsSql = """
        with wrote as (
          select i.working_group, a.participant_id, a.answer_id
          from collecting.answers a
          join convening.items i using (dialogue_id, item)
          where a.dialogue_id = @dialogueId and i.working_group is not null
        ), voted as (
          select s.working_group, v.participant_id
          from voting.votes v
          join moderating.statements s using (statement_id)
          where s.dialogue_id = @dialogueId
        ), took_part as (
          select working_group, participant_id from wrote union select working_group, participant_id from voted
        )
        select g.working_group,
          (select count(*) from took_part t where t.working_group = g.working_group)::int as participants,
          ((select count(*) from wrote w where w.working_group = g.working_group)
            + (select count(*) from moderating.statements s
               where s.dialogue_id = @dialogueId and s.working_group = g.working_group
                 and s.answer_id is null))::int as answers,
          (select count(*) from moderating.exclusions e
           join convening.items i using (dialogue_id, item)
           where e.dialogue_id = @dialogueId and i.working_group = g.working_group)::int as excluded,
          (select count(*) from moderating.statements s
           where s.dialogue_id = @dialogueId and s.working_group = g.working_group)::int as statements,
          (select count(*) from voted v where v.working_group = g.working_group)::int as votes
        from convening.working_groups g
        where g.dialogue_id = @dialogueId
        order by g.working_group
        """;

    /// <summary>One snapshot of the database; the caller must not have a transaction open.</summary>
    public static async Task<FrozenInput> Read(
        NpgsqlConnection connection, Dialogue dialogue, DialogueKey key, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(connection);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        var dialogueId = dialogue.Id;
        var participants = await Sql.Rows<Participant>(connection, SegmentsSql, new { dialogueId }, stop);
        var statements = (await Statements.OfDialogue(connection, dialogueId, stop)).OrderBy(one => one.StatementId).ToArray();
        var translations = (await Translations.OfDialogue(connection, dialogueId, stop))
            .ToLookup(translation => translation.StatementId);
        var votes = await ReadingVotes.OfDialogue(
            connection, dialogueId, Array.ConvertAll(statements, one => one.StatementId), stop);
        var totals = await Sql.Rows<RunTotal>(connection, TotalsSql, new { dialogueId }, stop);
        var input = new AnalysisInput(
            [.. dialogue.Segments.Select(top => new Segments.Segment(top.Slug, null)), new Segments.Segment(NoSegment, null)],
            dialogue.BridgingSegments,
            Voters(dialogue, participants, votes.Participants),
            [.. statements.Select(one => new AnalysedStatement(one.StatementId, one.Item, one.WorkingGroup))],
            votes.Matrix,
            [.. statements.Select(one => new AnalysedAnswer(
                one.StatementId, one.Item, one.WorkingGroup, Versions(one, translations[one.StatementId], key)))]);
        return new FrozenInput(input, totals);
    }

    private static string TopSegment(Dialogue dialogue, string? segment) =>
        (segment is null ? null : dialogue.TopSegmentOf(segment)) ?? NoSegment;

    private static IReadOnlyList<TextVersion> Versions(
        Statement statement, IEnumerable<Translation> translations, DialogueKey key) =>
        [.. translations.Select(translation => new TextVersion(translation.Language, translation.Text(key)))
            .Prepend(new TextVersion(statement.Language, statement.Text(key)))
            .OrderBy(version => version.Language, StringComparer.Ordinal)];

    /// <summary>Those who cast a vote; both lists rise by id.</summary>
    private static AnalysedParticipant[] Voters(
        Dialogue dialogue, IReadOnlyList<Participant> participants, IReadOnlyList<Guid> ids)
    {
        var voters = new AnalysedParticipant[ids.Count];
        var found = 0;
        foreach (var participant in participants)
        {
            if (found < voters.Length && participant.Id == ids[found])
            {
                voters[found++] = new AnalysedParticipant(participant.Id, TopSegment(dialogue, participant.Segment));
            }
        }
        return found == voters.Length
            ? voters
            : throw new InvalidDataException($"The voter {ids[found]} is no participant of this dialogue.");
    }

    private sealed record Participant(Guid Id, string? Segment);
}
