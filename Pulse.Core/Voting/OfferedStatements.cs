using Npgsql;

namespace Pulse.Voting;

/// <summary>voting.offered: what was drawn for whom. It goes with the person, and with the statement.</summary>
public static class OfferedStatements
{
    /// <param name="Waits">True where it was handed out and has no vote yet.</param>
    internal sealed record Seen(Guid StatementId, bool Waits);

    private const string SeenSql = """
        select v.statement_id, false as waits from voting.votes v where v.participant_id = @ParticipantId
        union all
        select s.statement_id, false
        from collecting.answers a join moderating.statements s using (answer_id)
        where a.participant_id = @ParticipantId
        union all
        select o.statement_id, true
        from voting.offered o
        where o.participant_id = @ParticipantId
          and not exists (
            select from voting.votes v
            where v.participant_id = @ParticipantId and v.statement_id = o.statement_id)
        """;

    private const string AddSql = """
        with before as (
          select coalesce(max(step), 0) as steps from voting.offered where participant_id = @ParticipantId
        )
        insert into voting.offered (participant_id, statement_id, step, probability)
        select @ParticipantId, d.statement_id, before.steps + d.place, d.probability
        from before, unnest(@Statements::uuid[], @Probabilities::float8[]) with ordinality as d (statement_id, probability, place)
        """;

    private const string ForgetUnansweredSql = """
        delete from voting.offered o using moderating.statements s
        where s.statement_id = o.statement_id and s.dialogue_id = @dialogueId and s.item <> all(@open)
          and not exists (
            select from voting.votes v
            where v.participant_id = o.participant_id and v.statement_id = o.statement_id)
        """;

    private const string OfDialogueSql = """
        select o.participant_id, o.statement_id, o.step, o.probability
        from voting.offered o join moderating.statements s using (statement_id)
        where s.dialogue_id = @dialogueId
        order by o.participant_id, o.step
        """;

    /// <summary>Everything that may not be drawn for this participant any more: voted on, their own, or handed out.</summary>
    internal static Task<IReadOnlyList<Seen>> SeenBy(
        NpgsqlConnection connection, Guid participantId, CancellationToken stop) =>
        Sql.Rows<Seen>(connection, SeenSql, new { ParticipantId = participantId }, stop);

    /// <summary>Writes draws down in their order; the caller has let no other writer of this participant in.</summary>
    internal static Task Add(
        NpgsqlConnection connection, Guid participantId, IReadOnlyList<(Guid StatementId, double Probability)> drawn,
        CancellationToken stop) =>
        Sql.Run(connection, AddSql, new
        {
            ParticipantId = participantId,
            Statements = drawn.Select(one => one.StatementId).ToArray(),
            Probabilities = drawn.Select(one => one.Probability).ToArray(),
        }, stop);

    /// <summary>True if a drawn statement was taken back before the draw was written: the next attempt will not see it.</summary>
    public static bool WasTakenBack(PostgresException error) => Sql.Violates(error, "offered_statement_id_fkey");

    /// <summary>
    /// Forgets what was handed out and not voted on, except statements of the items that are open now: that somebody was
    /// shown a text and said nothing is not kept.
    /// </summary>
    /// <returns>How many were forgotten.</returns>
    public static Task<int> ForgetUnanswered(
        NpgsqlConnection connection, Guid dialogueId, IReadOnlyCollection<string> open, CancellationToken stop) =>
        Sql.Run(connection, ForgetUnansweredSql, new { dialogueId, open = open.ToArray() }, stop);

    /// <summary>All draws of a dialogue that are kept, ordered by participant and step: the frozen input of an estimate.</summary>
    public static async Task<IReadOnlyList<OfferedStatement>> OfDialogue(
        NpgsqlConnection connection, Guid dialogueId, CancellationToken stop)
    {
        // A reader instead of mapped rows: there may be millions
        var offered = new List<OfferedStatement>();
        await using var command = new NpgsqlCommand(OfDialogueSql, connection);
        command.Parameters.AddWithValue("dialogueId", dialogueId);
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
        {
            offered.Add(new OfferedStatement(rows.GetGuid(0), rows.GetGuid(1), rows.GetInt32(2), rows.GetDouble(3)));
        }
        return offered;
    }
}
