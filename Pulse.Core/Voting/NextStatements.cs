using Npgsql;
using Pulse.Convening;
using Pulse.People;

namespace Pulse.Voting;

/// <summary>
/// Finds what a participant votes on next: the statements that their own segment has seen least, in an order that is
/// random among equals but the same whenever this participant comes back.
/// </summary>
public static class NextStatements
{
    /// <param name="Remaining">Unvoted statements of the item, those handed out here included.</param>
    public sealed record Set(IReadOnlyList<ReadableStatement> Statements, int Remaining);

    private const string Unvoted = """
        with readable as (
          select s.statement_id, s.working_group, s.language, s.text_sealed
          from moderating.statements s
          where s.dialogue_id = @DialogueId
            and s.item = any(@Questions)
            and (not @Separate or s.segment is not distinct from @TopSegment)
            and not exists (
              select from collecting.answers a
              where a.answer_id = s.answer_id and a.participant_id = @ParticipantId)
        ), unvoted as (
          select * from readable r
          where not exists (
            select from voting.votes v
            where v.participant_id = @ParticipantId and v.statement_id = r.statement_id)
        )
        select u.statement_id, u.working_group, u.language, u.text_sealed, count(*) over ()::int as remaining
        from unvoted u
        left join voting.counts c on c.statement_id = u.statement_id and c.segment = @CountedAs
        order by coalesce(c.agree + c.disagree + c.pass, 0), hashtextextended(u.statement_id::text, @Seed), u.statement_id
        limit @Most
        """;

    private const string One = """
        select statement_id, working_group, language, text_sealed
        from moderating.statements where statement_id = @StatementId
        """;

    private const string TranslationsOf = """
        select statement_id, language, text_sealed, made_by
        from moderating.translations where statement_id = any(@Ids)
        order by statement_id, language
        """;

    private const string AnyUnvoted = """
        select exists (
          select from moderating.statements s
          where s.dialogue_id = @DialogueId
            and s.item = any(@Questions)
            and (not @Separate or s.segment is not distinct from @TopSegment)
            and not exists (
              select from collecting.answers a
              where a.answer_id = s.answer_id and a.participant_id = @ParticipantId)
            and not exists (
              select from voting.votes v
              where v.participant_id = @ParticipantId and v.statement_id = s.statement_id))
        """;

    private const string ReadableItem = """
        select s.item
        from moderating.statements s
        where s.statement_id = @StatementId
          and s.dialogue_id = @DialogueId
          and not exists (
            select from collecting.answers a
            where a.answer_id = s.answer_id and a.participant_id = @ParticipantId)
        """;

    private const string OfSegment = """
        select exists (
          select from moderating.statements s
          where s.statement_id = @StatementId and s.segment is not distinct from @TopSegment)
        """;

    public static async Task<Set> Of(
        NpgsqlConnection connection, DialogueKey key, Reader reader, Phase phase, Item voting, int most,
        CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(phase);
        var stored = await Sql.Rows<StoredStatement>(connection, Unvoted, new
        {
            reader.DialogueId,
            reader.ParticipantId,
            reader.TopSegment,
            reader.CountedAs,
            reader.Seed,
            phase.Separate,
            Questions = QuestionsOf(voting),
            Most = most,
        }, stop);
        return new Set(await Open(connection, stored, key, stop), stored.Count == 0 ? 0 : stored[0].Remaining);
    }

    /// <summary>A statement by its id, for a reply that is told again; null if it was taken back since.</summary>
    public static async Task<ReadableStatement?> Find(
        NpgsqlConnection connection, DialogueKey key, Guid statementId, CancellationToken stop)
    {
        var stored = await Sql.Rows<StoredStatement>(connection, One, new { StatementId = statementId }, stop);
        return (await Open(connection, stored, key, stop)).SingleOrDefault();
    }

    public static Task<bool> AreLeft(
        NpgsqlConnection connection, Reader reader, Phase phase, Item voting, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(phase);
        return Sql.One<bool>(connection, AnyUnvoted, new
        {
            reader.DialogueId,
            reader.ParticipantId,
            reader.TopSegment,
            phase.Separate,
            Questions = QuestionsOf(voting),
        }, stop);
    }

    /// <returns>The slug of the item a statement belongs to; null where it is not for this reader at all.</returns>
    public static Task<string?> ItemOf(
        NpgsqlConnection connection, Reader reader, Guid statementId, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return Sql.OneOrNone<string>(connection, ReadableItem,
            new { StatementId = statementId, reader.DialogueId, reader.ParticipantId }, stop);
    }

    /// <returns>The phase's voting item that shows this statement to the reader; null if none does.</returns>
    public static async Task<Item?> VotingItemFor(
        NpgsqlConnection connection, Reader reader, Phase phase, Guid statementId, string item, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(phase);
        var voting = phase.Items.FirstOrDefault(one =>
            one.Kind == ItemKind.StatementVoting && QuestionsOf(one).Contains(item));
        return voting is null || !phase.Separate || await Sql.One<bool>(
            connection, OfSegment, new { StatementId = statementId, reader.TopSegment }, stop) ? voting : null;
    }

    // statements that a facilitator seeded or an import brought stand under the voting item itself
    private static string[] QuestionsOf(Item voting) => [.. voting.Questions, voting.Slug];

    private static async Task<IReadOnlyList<ReadableStatement>> Open(
        NpgsqlConnection connection, IReadOnlyList<StoredStatement> stored, DialogueKey key, CancellationToken stop)
    {
        var translations = stored.Count == 0 ? [] : await Sql.Rows<StoredTranslation>(
            connection, TranslationsOf, new { Ids = stored.Select(one => one.StatementId).ToArray() }, stop);
        return ReadableStatement.Open(stored, translations, key);
    }
}
