using Npgsql;

namespace Pulse.Collecting;

/// <summary>collecting.choices: what was chosen in a closed question; choosing again replaces it.</summary>
public static class Choices
{
    private const string SaveSql = """
        insert into collecting.choices (participant_id, dialogue_id, item, chosen, answered_on)
        values (@ParticipantId, @DialogueId, @Item, @Chosen, @Today)
        on conflict (participant_id, item) do update
          set chosen = excluded.chosen, answered_on = excluded.answered_on
        """;

    private const string FindSql = """
        select chosen from collecting.choices where participant_id = @ParticipantId and item = @Item
        """;

    public static Task Save(
        NpgsqlConnection connection, Guid participantId, Guid dialogueId, string item, IReadOnlyList<string> chosen,
        DateOnly today, CancellationToken stop) =>
        Sql.Run(connection, SaveSql, new
        {
            ParticipantId = participantId,
            DialogueId = dialogueId,
            Item = item,
            Chosen = chosen.ToArray(),
            Today = today,
        }, stop);

    public static Task<string[]?> Find(
        NpgsqlConnection connection, Guid participantId, string item, CancellationToken stop) =>
        Sql.OneOrNone<string[]>(connection, FindSql, new { ParticipantId = participantId, Item = item }, stop);
}
