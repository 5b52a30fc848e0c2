using Npgsql;

namespace Pulse.People;

/// <summary>people.staff_acts: what staff did. Written in the transaction of the act, and never changed.</summary>
public static class StaffActs
{
    private const string InsertSql = """
        insert into people.staff_acts (act_id, staff_id, act, subject)
        values (@actId, @staffId, @act, @subject)
        """;

    /// <param name="act">A verb in kebab case, e.g. "approve-text".</param>
    /// <param name="subject">What it was done to, by slug or id; nothing a participant wrote.</param>
    public static Task Record(
        NpgsqlConnection connection, Guid staffId, string act, string subject, CancellationToken stop) =>
        Sql.Run(connection, InsertSql, new { actId = Guid.NewGuid(), staffId, act, subject }, stop);
}
