using Npgsql;
using Pulse.Convening;
using Pulse.People;

namespace Pulse.Voting;

/// <summary>
/// Finds what a participant votes on next: first what was handed out to them and waits for a vote, so that they meet the
/// same statements whenever they come back, then draws in proportion to the offers that stand for their segment.
/// </summary>
public static class NextStatements
{
    /// <param name="Remaining">Unvoted statements of the item, those handed out here included.</param>
    public sealed record Set(IReadOnlyList<ReadableStatement> Statements, int Remaining);

    // what was handed out before and waits for a vote, in the order in which it was drawn
    private const string Waiting = """
        select s.statement_id, s.working_group, s.language, s.text_sealed
        from (
          select o.statement_id, o.step
          from voting.offered o
          where o.participant_id = @ParticipantId
            and not exists (
              select from voting.votes v
              where v.participant_id = @ParticipantId and v.statement_id = o.statement_id)
        ) w
        join moderating.statements s using (statement_id)
        where s.dialogue_id = @DialogueId
          and s.item = any(@Questions)
          and (not @Separate or s.segment is not distinct from @TopSegment)
        order by w.step
        limit @Most
        """;

    private const string Many = """
        select statement_id, working_group, language, text_sealed
        from moderating.statements where statement_id = any(@Ids)
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

    // as above, without those that are being voted on in this moment
    private const string FirstWaitingSql = """
        select s.statement_id
        from voting.offered o join moderating.statements s using (statement_id)
        where o.participant_id = @ParticipantId
          and o.statement_id <> all(@Voted)
          and s.dialogue_id = @DialogueId
          and s.item = any(@Questions)
          and (not @Separate or s.segment is not distinct from @TopSegment)
        order by o.step
        limit 1
        """;

    /// <summary>
    /// The next statements; what is drawn for it is written down with its probability. The caller holds the transaction
    /// and has let no other writer of this participant in.
    /// </summary>
    /// <exception cref="PostgresException">
    /// A drawn statement was taken back in this very moment (<see cref="OfferedStatements.WasTakenBack"/>).
    /// </exception>
    public static async Task<Set> Of(
        NpgsqlConnection connection, DialogueKey key, StatementPools pools, Reader reader, Phase phase, Item voting,
        int most, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(pools);
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(phase);
        var waiting = await Sql.Rows<StoredStatement>(connection, Waiting, new
        {
            reader.DialogueId,
            reader.ParticipantId,
            reader.TopSegment,
            phase.Separate,
            Questions = QuestionsOf(voting),
            Most = most,
        }, stop);
        var seen = await OfferedStatements.SeenBy(connection, reader.ParticipantId, stop);
        var pool = await pools.Of(connection, reader, phase, voting, stop);
        var wanted = most - waiting.Count;
        IReadOnlyList<StoredStatement> drawn = [];
        if (wanted > 0)
        {
            var draw = await Draw(connection, pool, seen, wanted, pools.Random(), stop);
            if (draw.Statements.Count < wanted)
            {
                // the pool is at its end, or something in it was taken back: what came since must be seen as well
                pool = await pools.Renewed(connection, reader, phase, voting, stop);
                draw = await Draw(connection, pool, seen, wanted, pools.Random(), stop);
            }

            if (draw.Statements.Count > 0)
            {
                await OfferedStatements.Add(connection, reader.ParticipantId, draw.Probabilities, stop);
            }

            drawn = draw.Statements;
        }

        var settled = pool.CountOf(seen.Where(one => !one.Waits).Select(one => one.StatementId).Distinct());
        return new Set(
            await Open(connection, [.. waiting, .. drawn], key, stop),
            Math.Max(pool.Count - settled, waiting.Count + drawn.Count));
    }

    /// <returns>The first statement of the item that was handed out and is not among those voted on.</returns>
    internal static Task<Guid?> FirstWaiting(
        NpgsqlConnection connection, Reader reader, Phase phase, Item voting, Guid[] voted, CancellationToken stop) =>
        Sql.OneOrNone<Guid?>(connection, FirstWaitingSql, new
        {
            reader.DialogueId,
            reader.ParticipantId,
            reader.TopSegment,
            phase.Separate,
            Questions = QuestionsOf(voting),
            Voted = voted,
        }, stop);

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

    /// <summary>
    /// Slugs of the items whose statements a voting item shows; those that a facilitator seeded or an import brought
    /// stand under the voting item itself.
    /// </summary>
    public static string[] QuestionsOf(Item voting)
    {
        ArgumentNullException.ThrowIfNull(voting);
        return [.. voting.Questions, voting.Slug];
    }

    /// <returns>True if the item is one that votes on statements made of this question's answers.</returns>
    internal static bool Shows(Item item, string question) =>
        item.Kind == ItemKind.StatementVoting && QuestionsOf(item).Contains(question);

    private static async Task<(
        IReadOnlyList<StoredStatement> Statements, IReadOnlyList<(Guid StatementId, double Probability)> Probabilities)> Draw(
        NpgsqlConnection connection, StatementPool pool, IReadOnlyList<OfferedStatements.Seen> seen, int count, ulong seed,
        CancellationToken stop)
    {
        var drawn = pool.Draw(seen.Select(one => one.StatementId).Distinct(), count, seed);
        var stored = (drawn.Count == 0 ? [] : await Sql.Rows<StoredStatement>(
            connection, Many, new { Ids = drawn.Select(one => one.StatementId).ToArray() }, stop))
            .ToDictionary(one => one.StatementId);
        var standing = drawn.Where(one => stored.ContainsKey(one.StatementId)).ToList();
        return ([.. standing.Select(one => stored[one.StatementId])], standing);
    }

    private static async Task<IReadOnlyList<ReadableStatement>> Open(
        NpgsqlConnection connection, IReadOnlyList<StoredStatement> stored, DialogueKey key, CancellationToken stop)
    {
        var translations = stored.Count == 0 ? [] : await Sql.Rows<StoredTranslation>(
            connection, TranslationsOf, new { Ids = stored.Select(one => one.StatementId).ToArray() }, stop);
        return ReadableStatement.Open(stored, translations, key);
    }
}
