using System.Data;
using Npgsql;
using Pulse.Convening;
using Pulse.Language;
using Pulse.Moderating;
using Pulse.People;
using Pulse.Voting;

namespace Pulse.Analysing;

/// <summary>Reads everything an analysis may know, as of one moment, every list ordered by id.</summary>
public static class AnalysisInputs
{
    /// <summary>Stands in for those who chose not to say; no segment can have this slug.</summary>
    public const string NoSegment = "(none)";

    private const string VotersSql = """
        select p.participant_id as id, p.segment
        from collecting.participants p
        where p.dialogue_id = @dialogueId
          and exists (select from voting.votes v where v.participant_id = p.participant_id)
        order by p.participant_id
        """;

    private const string VotesSql = """
        select v.participant_id, v.statement_id, v.vote
        from voting.votes v
        join moderating.statements s using (statement_id)
        where s.dialogue_id = @dialogueId
        order by v.participant_id, v.statement_id
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
        var voters = await Sql.Rows<Voter>(connection, VotersSql, new { dialogueId }, stop);
        var statements = await Statements.OfDialogue(connection, dialogueId, stop);
        var translations = (await Translations.OfDialogue(connection, dialogueId, stop))
            .ToLookup(translation => translation.StatementId);
        var votes = await Votes(connection, dialogueId, stop);
        var totals = await Sql.Rows<RunTotal>(connection, TotalsSql, new { dialogueId }, stop);
        var input = new AnalysisInput(
            [.. dialogue.Segments.Select(top => new Segments.Segment(top.Slug, null)), new Segments.Segment(NoSegment, null)],
            dialogue.BridgingSegments,
            [.. voters.Select(voter => new AnalysedParticipant(voter.Id, TopSegment(dialogue, voter.Segment)))],
            [.. statements.Select(one => new AnalysedStatement(one.StatementId, one.Item, one.WorkingGroup))],
            votes,
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

    // A reader instead of mapped rows: there may be millions
    private static async Task<IReadOnlyList<AnalysedVote>> Votes(
        NpgsqlConnection connection, Guid dialogueId, CancellationToken stop)
    {
        var votes = new List<AnalysedVote>();
        await using var command = new NpgsqlCommand(VotesSql, connection);
        command.Parameters.AddWithValue("dialogueId", dialogueId);
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
        {
            votes.Add(new AnalysedVote(rows.GetGuid(0), rows.GetGuid(1), (Ballot)rows.GetInt16(2)));
        }
        return votes;
    }

    private sealed record Voter(Guid Id, string? Segment);
}
