using System.Security.Cryptography;
using Npgsql;

namespace Pulse.People;

/// <summary>
/// people.writes: acknowledged writes, so that a phone can repeat one whose reply was lost. A row holds a keyed hash of
/// what was sent and a reply without anybody's words; the shuffle purges it.
/// </summary>
public static class Writes
{
    /// <param name="Reply">JSON as it was first told, without texts.</param>
    public sealed record Write(byte[] BodyHash, int Status, string Reply);

    private const string LockParticipant = "select pg_advisory_xact_lock(@Lock)";

    private const string FindWrite = """
        select body_hash, status, reply::text as reply
        from people.writes
        where participant_id = @ParticipantId and write_key = @Key
        """;

    private const string AddWrite = """
        insert into people.writes (participant_id, write_key, body_hash, status, reply)
        values (@ParticipantId, @Key, @BodyHash, @Status, @Reply::json)
        """;

    private const string ForgetAll = "delete from people.writes where participant_id = @ParticipantId";

    /// <summary>
    /// Lets one writer of a participant in at a time, until the transaction ends. It holds before the participant has
    /// a row, and it is what makes parallel repetitions, a change of segment beside a vote, and a withdrawal beside an
    /// answer come one after the other.
    /// </summary>
    public static Task Queue(NpgsqlConnection connection, Guid participantId, CancellationToken stop) =>
        Sql.Rows<object>(connection, LockParticipant,
            new { Lock = LockOf(participantId) }, stop);

    /// <summary>
    /// The number of a participant's lock. Whoever takes several takes them in rising order, so that nobody waits in a ring.
    /// </summary>
    public static long LockOf(Guid participantId) => BitConverter.ToInt64(participantId.ToByteArray(), 0);

    public static Task<Write?> Find(NpgsqlConnection connection, Guid participantId, Guid key, CancellationToken stop) =>
        Sql.OneOrNone<Write>(connection, FindWrite, new { ParticipantId = participantId, Key = key }, stop);

    public static Task Add(
        NpgsqlConnection connection, Guid participantId, Guid key, Write write, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(write);
        return Sql.Run(connection, AddWrite,
            new { ParticipantId = participantId, Key = key, write.BodyHash, write.Status, write.Reply }, stop);
    }

    public static Task Forget(NpgsqlConnection connection, Guid participantId, CancellationToken stop) =>
        Sql.Run(connection, ForgetAll, new { ParticipantId = participantId }, stop);

    /// <summary>Keyed by the phone's secret, which is not stored: a seized table cannot be tried against likely answers.</summary>
    public static byte[] HashOf(byte[] secret, string target, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(target));
        hash.AppendData([0]);
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
