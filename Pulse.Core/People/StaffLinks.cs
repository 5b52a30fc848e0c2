using Npgsql;

namespace Pulse.People;

/// <summary>people.staff_links: sign-in links that work once and not for long. Only their SHA-256 is kept.</summary>
public static class StaffLinks
{
    private const string IssueSql = """
        insert into people.staff_links (link_hash, staff_id, expires_at)
        values (@hash, @staffId, @expires)
        """;

    private const string SpendSql = """
        update people.staff_links link
        set spent_at = @now
        from people.staff member
        where link.link_hash = @hash
          and link.spent_at is null
          and link.expires_at > @now
          and member.staff_id = link.staff_id
          and not member.disabled
        returning member.staff_id, member.name, member.role, member.language, member.disabled
        """;

    /// <returns>The token of the link, which is shown once and stored nowhere.</returns>
    public static async Task<string> Issue(
        NpgsqlConnection connection, Guid staffId, DateTimeOffset now, TimeSpan lasts, CancellationToken stop)
    {
        var token = StaffToken.New();
        await Sql.Run(connection, IssueSql,
            new { hash = StaffToken.Hash(token), staffId, expires = (now + lasts).ToUniversalTime() }, stop);
        return token;
    }

    /// <summary>Null for an unknown, spent or expired link alike, and for somebody who is disabled.</summary>
    public static Task<StaffMember?> Spend(
        NpgsqlConnection connection, string token, DateTimeOffset now, CancellationToken stop) =>
        Sql.OneOrNone<StaffMember>(connection, SpendSql,
            new { hash = StaffToken.Hash(token), now = now.ToUniversalTime() }, stop);
}
