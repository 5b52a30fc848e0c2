using Npgsql;

namespace Pulse.People;

/// <summary>people.staff_sessions: who is at the desk now. Idle for 30 minutes or 12 hours old: over.</summary>
public static class StaffSessions
{
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private const string StartSql = """
        with over as (
          delete from people.staff_sessions where signed_in_at <= @oldest or last_seen_at <= @quietest)
        insert into people.staff_sessions (session_hash, staff_id, signed_in_at, last_seen_at)
        values (@hash, @staffId, @now, @now)
        """;

    private const string FindSql = """
        update people.staff_sessions session
        set last_seen_at = @now
        from people.staff member
        where session.session_hash = @hash
          and session.signed_in_at > @oldest
          and session.last_seen_at > @quietest
          and member.staff_id = session.staff_id
          and not member.disabled
        returning member.staff_id, member.name, member.role, member.language, member.disabled
        """;

    private const string EndSql = """
        delete from people.staff_sessions where session_hash = @hash
        """;

    /// <returns>The session's token, for the cookie or the Authorization header; stored nowhere.</returns>
    public static async Task<string> Start(
        NpgsqlConnection connection, Guid staffId, DateTimeOffset now, CancellationToken stop)
    {
        var token = StaffToken.New();
        await Sql.Run(connection, StartSql, At(token, now, staffId), stop);
        return token;
    }

    public static Task<StaffMember?> Find(
        NpgsqlConnection connection, string token, DateTimeOffset now, CancellationToken stop) =>
        Sql.OneOrNone<StaffMember>(connection, FindSql, At(token, now, Guid.Empty), stop);

    public static Task<int> End(NpgsqlConnection connection, string token, CancellationToken stop) =>
        Sql.Run(connection, EndSql, new { hash = StaffToken.Hash(token) }, stop);

    private static object At(string token, DateTimeOffset now, Guid staffId) => new
    {
        hash = StaffToken.Hash(token),
        staffId,
        now = now.ToUniversalTime(),
        oldest = (now - Longest).ToUniversalTime(),
        quietest = (now - Idle).ToUniversalTime(),
    };
}
