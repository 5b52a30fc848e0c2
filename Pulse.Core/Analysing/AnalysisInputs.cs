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

    private const string SegmentsSql = """
        select p.participant_id as id, p.segment
        from collecting.participants p
        where p.dialogue_id = @dialogueId
        order by p.participant_id
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
        var totals = await CountingTotals.Of(connection, dialogueId, statements, votes, stop);
        var input = new AnalysisInput(
            [.. dialogue.Segments.Select(top => new Segments.Segment(top.Slug, null)), new Segments.Segment(NoSegment, null)],
            dialogue.BridgingSegments,
            Voters(dialogue, participants, votes.Participants),
            [.. statements.Select(one => new AnalysedStatement(one.StatementId, one.Item, one.WorkingGroup))],
            votes.Matrix,
            [.. statements.Select(one => new AnalysedAnswer(
                one.StatementId, one.Item, one.WorkingGroup, Versions(one, translations[one.StatementId], key)))]);
        return new FrozenInput(input with { Offers = await Offers(connection, dialogue, input, stop) }, totals);
    }

    /// <summary>
    /// Draws of statements that exactly one voting item shows: only then is it known among which others a draw was made.
    /// </summary>
    private static async Task<IReadOnlyList<AnalysedOffer>> Offers(
        NpgsqlConnection connection, Dialogue dialogue, AnalysisInput input, CancellationToken stop)
    {
        var pools = dialogue.Items.Where(item => item.Kind == ItemKind.StatementVoting)
            .SelectMany((item, pool) => NextStatements.QuestionsOf(item).Select(question => (question, pool)))
            .GroupBy(shown => shown.question, StringComparer.Ordinal)
            .Where(shown => shown.Select(one => one.pool).Distinct().Count() == 1)
            .ToDictionary(shown => shown.Key, shown => shown.First().pool, StringComparer.Ordinal);
        var poolOf = input.Statements.Where(statement => pools.ContainsKey(statement.Item))
            .ToDictionary(statement => statement.Id, statement => pools[statement.Item]);
        return
        [
            .. (await OfferedStatements.OfDialogue(connection, dialogue.Id, stop))
                .Where(offered => poolOf.ContainsKey(offered.StatementId))
                .Select(offered => new AnalysedOffer(
                    offered.ParticipantId, offered.StatementId, poolOf[offered.StatementId], offered.Step, offered.Probability)),
        ];
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
