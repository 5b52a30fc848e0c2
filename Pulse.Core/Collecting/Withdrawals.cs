using System.Security.Cryptography;
using Npgsql;

namespace Pulse.Collecting;

/// <summary>collecting.withdrawals: that somebody took their words back, how many they were, and nothing else.</summary>
public static class Withdrawals
{
    private const string HasSql =
        "select exists (select from collecting.withdrawals where participant_hash = @ParticipantHash)";

    private const string AddSql = """
        insert into collecting.withdrawals (participant_hash, dialogue_id, answers, votes, withdrawn_on)
        values (@ParticipantHash, @DialogueId, @Answers, @Votes, @Today)
        on conflict (participant_hash) do nothing
        """;

    public static Task<bool> Has(NpgsqlConnection connection, Guid participantId, CancellationToken stop) =>
        Sql.One<bool>(connection, HasSql, new { ParticipantHash = HashOf(participantId) }, stop);

    public static Task Add(
        NpgsqlConnection connection, Guid participantId, Guid dialogueId, int answers, int votes, DateOnly today,
        CancellationToken stop) =>
        Sql.Run(connection, AddSql, new
        {
            ParticipantHash = HashOf(participantId),
            DialogueId = dialogueId,
            Answers = answers,
            Votes = votes,
            Today = today,
        }, stop);

    /// <summary>SHA-256 over the pseudonym's 16 bytes in network order: in SQL, sha256(uuid_send(participant_id)).</summary>
    public static byte[] HashOf(Guid participantId) => SHA256.HashData(participantId.ToByteArray(bigEndian: true));
}
