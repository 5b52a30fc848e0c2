using Npgsql;

namespace Pulse.Collecting;

/// <summary>collecting.skips: items that a participant passed over, or said "enough for now" to.</summary>
public static class Skips
{
    private const string AddSql = """
        insert into collecting.skips (participant_id, dialogue_id, item)
        values (@ParticipantId, @DialogueId, @Item)
        on conflict (participant_id, item) do nothing
        """;

    private const string TakeBackSql =
        "delete from collecting.skips where participant_id = @ParticipantId and item = @Item";

    public static Task Add(
        NpgsqlConnection connection, Guid participantId, Guid dialogueId, string item, CancellationToken stop) =>
        Sql.Run(connection, AddSql, new { ParticipantId = participantId, DialogueId = dialogueId, Item = item }, stop);

    /// <summary>Whoever answers after all did not skip.</summary>
    public static Task TakeBack(NpgsqlConnection connection, Guid participantId, string item, CancellationToken stop) =>
        Sql.Run(connection, TakeBackSql, new { ParticipantId = participantId, Item = item }, stop);
}
