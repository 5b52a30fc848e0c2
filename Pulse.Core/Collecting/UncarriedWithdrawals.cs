using Npgsql;

namespace Pulse.Collecting;

/// <summary>collecting.withdrawals that the later rooms have not heard of yet.</summary>
public static class UncarriedWithdrawals
{
    /// <summary>SQL of the dialogues that somebody has just left. What was counted with them is not read meanwhile, as if it were stale.</summary>
    public const string JustLeft = "select w.dialogue_id from collecting.withdrawals w where not w.carried_through";

    private const string DialoguesSql = """
        select distinct dialogue_id from collecting.withdrawals where not carried_through order by dialogue_id
        """;

    private const string OfDialogueSql = """
        select participant_hash from collecting.withdrawals
        where dialogue_id = @dialogueId and not carried_through order by participant_hash
        """;

    // Whoever carries waits for those who hand on what they have just read, and then marks it
    private const string HoldSql = """
        select pg_advisory_xact_lock_shared(hashtextextended('collecting.withdrawals ' || @dialogueId::text, 0)) is not null
        """;

    private const string LockSql = """
        select pg_advisory_xact_lock(hashtextextended('collecting.withdrawals ' || @dialogueId::text, 0)) is not null
        """;

    private const string CarriedSql = """
        update collecting.withdrawals set carried_through = true where participant_hash = any(@hashes)
        """;

    public static Task<IReadOnlyList<Guid>> Dialogues(NpgsqlConnection connection, CancellationToken stop) =>
        Sql.Rows<Guid>(connection, DialoguesSql, null, stop);

    public static Task<IReadOnlyList<byte[]>> OfDialogue(
        NpgsqlConnection connection, Guid dialogueId, CancellationToken stop) =>
        Sql.Rows<byte[]>(connection, OfDialogueSql, new { dialogueId }, stop);

    /// <summary>
    /// Before reading what is written down to last, in the transaction that writes it: a withdrawal that is not seen in what is read is
    /// carried only after this transaction, and finds what it wrote.
    /// </summary>
    public static Task Hold(NpgsqlConnection connection, Guid dialogueId, CancellationToken stop) =>
        Sql.One<bool>(connection, HoldSql, new { dialogueId }, stop);

    /// <summary>For whoever carries, before anything is marked.</summary>
    public static Task Lock(NpgsqlConnection connection, Guid dialogueId, CancellationToken stop) =>
        Sql.One<bool>(connection, LockSql, new { dialogueId }, stop);

    public static Task Carried(NpgsqlConnection connection, IEnumerable<byte[]> hashes, CancellationToken stop) =>
        Sql.Run(connection, CarriedSql, new { hashes = hashes.ToArray() }, stop);
}
