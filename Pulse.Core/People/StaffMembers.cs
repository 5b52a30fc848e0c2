using Npgsql;

namespace Pulse.People;

/// <summary>people.staff: who works at the desk. Nobody is deleted, since their acts stay; they are disabled.</summary>
public static class StaffMembers
{
    private const string AllSql = """
        select staff_id, name, role, language, disabled
        from people.staff
        order by disabled, name
        """;

    private const string EnsureSql = """
        insert into people.staff (staff_id, name, role, language)
        values (@StaffId, @Name, @Role, @Language)
        on conflict on constraint staff_name_is_unique
          do update set role = excluded.role, language = excluded.language, disabled = false
        returning staff_id, name, role, language, disabled
        """;

    private const string DisableSql = """
        update people.staff set disabled = true where staff_id = @staffId
        """;

    public static Task<IReadOnlyList<StaffMember>> All(NpgsqlConnection connection, CancellationToken stop) =>
        Sql.Rows<StaffMember>(connection, AllSql, null, stop);

    /// <summary>Makes the person known under this name, or gives the one who is known this role and language.</summary>
    public static Task<StaffMember> Ensure(
        NpgsqlConnection connection, string name, StaffRole role, string language, CancellationToken stop) =>
        Sql.One<StaffMember>(connection, EnsureSql, new
        {
            StaffId = Guid.NewGuid(),
            Name = name,
            Role = Word(role),
            Language = language,
        }, stop);

    /// <summary>Their sessions die with the next request.</summary>
    public static Task<int> Disable(NpgsqlConnection connection, Guid staffId, CancellationToken stop) =>
        Sql.Run(connection, DisableSql, new { staffId }, stop);

    public static string Word(StaffRole role) => role switch
    {
        StaffRole.Admin => "admin",
        StaffRole.Facilitator => "facilitator",
        StaffRole.Researcher => "researcher",
        StaffRole.Auditor => "auditor",
    };
}
