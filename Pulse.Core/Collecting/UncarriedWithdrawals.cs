using Npgsql;

namespace Pulse.Collecting;

/// <summary>collecting.withdrawals that the later rooms have not heard of yet.</summary>
public static class UncarriedWithdrawals
{
    private const string DialoguesSql = """
        select distinct dialogue_id from collecting.withdrawals where not carried_through order by dialogue_id
        """;

    private const string OfDialogueSql = """
        select participant_hash from collecting.withdrawals
        where dialogue_id = @dialogueId and not carried_through order by participant_hash
        """;

    private const string CarriedSql = """
        update collecting.withdrawals set carried_through = true where participant_hash = any(@hashes)
        """;

    public static Task<IReadOnlyList<Guid>> Dialogues(NpgsqlConnection connection, CancellationToken stop) =>
        Sql.Rows<Guid>(connection, DialoguesSql, null, stop);

    public static Task<IReadOnlyList<byte[]>> OfDialogue(
        NpgsqlConnection connection, Guid dialogueId, CancellationToken stop) =>
        Sql.Rows<byte[]>(connection, OfDialogueSql, new { dialogueId }, stop);

    public static Task Carried(NpgsqlConnection connection, IEnumerable<byte[]> hashes, CancellationToken stop) =>
        Sql.Run(connection, CarriedSql, new { hashes = hashes.ToArray() }, stop);
}
