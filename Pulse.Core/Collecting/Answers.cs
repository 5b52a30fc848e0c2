using Npgsql;

namespace Pulse.Collecting;

/// <summary>collecting.answers: one per participant and question.</summary>
public static class Answers
{
    private const string FindSql = """
        select answer_id, dialogue_id, participant_id, item, language, text_sealed, quoting, answered_on
        from collecting.answers where participant_id = @ParticipantId and item = @Item
        """;

    // for update waits for a moderator who is ruling on it at this moment
    private const string LockSql = """
        select answer_id from collecting.answers
        where participant_id = @ParticipantId and item = @Item
        for update
        """;

    private const string RemoveSql = "delete from collecting.answers where answer_id = @AnswerId";

    private const string AddSql = """
        insert into collecting.answers
          (answer_id, dialogue_id, participant_id, item, language, text_sealed, quoting, answered_on)
        values (@AnswerId, @DialogueId, @ParticipantId, @Item, @Language, @TextSealed, @Quoting, @AnsweredOn)
        """;

    public static Task<Answer?> Find(
        NpgsqlConnection connection, Guid participantId, string item, CancellationToken stop) =>
        Sql.OneOrNone<Answer>(connection, FindSql, new { ParticipantId = participantId, Item = item }, stop);

    /// <returns>The id of the earlier answer, which nobody can rule on until the transaction ends.</returns>
    public static Task<Guid?> Lock(
        NpgsqlConnection connection, Guid participantId, string item, CancellationToken stop) =>
        Sql.OneOrNone<Guid?>(connection, LockSql, new { ParticipantId = participantId, Item = item }, stop);

    /// <summary>
    /// A new answer gets a new id even where it replaces one: a moderator who has the old text in hand then finds no
    /// answer to rule on, instead of passing words that were taken back.
    /// </summary>
    public static async Task Save(
        NpgsqlConnection connection, Answer answer, Guid? replaces, CancellationToken stop)
    {
        if (replaces is { } earlier)
        {
            await Sql.Run(connection, RemoveSql, new { AnswerId = earlier }, stop);
        }

        await Sql.Run(connection, AddSql, answer, stop);
    }
}
