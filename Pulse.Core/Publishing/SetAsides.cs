using Npgsql;

namespace Pulse.Publishing;

/// <summary>How many answers were set aside for one reason; a reason is a kebab-case word of Moderating.</summary>
public sealed record SetAside(string Reason, int Answers)
{
    public SetAside() : this("", 0)
    {
    }
}

public static class SetAsides
{
    private const string OfGroupSql = """
        select exclusion.reason, count(*)::int as answers
        from moderating.exclusions exclusion
        join convening.items item using (dialogue_id, item)
        where exclusion.dialogue_id = @dialogueId and item.working_group = @workingGroup
        group by exclusion.reason
        order by exclusion.reason
        """;

    public static Task<IReadOnlyList<SetAside>> OfGroup(
        NpgsqlConnection connection, Guid dialogueId, string workingGroup, CancellationToken stop) =>
        Sql.Rows<SetAside>(connection, OfGroupSql, new { dialogueId, workingGroup }, stop);
}
