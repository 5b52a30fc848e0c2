using Npgsql;

namespace Pulse.Publishing;

/// <summary>publishing.briefs after a withdrawal: what was handed on stays as it was handed on, and says that it is stale.</summary>
public static class StaleBriefs
{
    private const string MarkSql = """
        update publishing.briefs set stale = true where dialogue_id = @dialogueId and not stale
        """;

    public static Task<int> Mark(NpgsqlConnection connection, Guid dialogueId, CancellationToken stop) =>
        Sql.Run(connection, MarkSql, new { dialogueId }, stop);
}
