using Npgsql;

namespace Pulse.People;

/// <summary>people.invitation_batches: what staff may know of invitations, which is batches and never codes.</summary>
public static class InvitationBatches
{
    public sealed record Row(Guid BatchId, string Label, DateOnly IssuedOn, DateOnly? ExpiresOn, bool Revoked);

    private const string OfDialogueSql = """
        select batch_id, label, issued_on, expires_on, revoked
        from people.invitation_batches where dialogue_id = @dialogueId
        order by issued_on desc, label, batch_id
        """;

    private const string RevokeSql = """
        update people.invitation_batches set revoked = true
        where batch_id = @batchId and dialogue_id = @dialogueId and not revoked
        """;

    public static Task<IReadOnlyList<Row>> OfDialogue(
        NpgsqlConnection connection, Guid dialogueId, CancellationToken stop) =>
        Sql.Rows<Row>(connection, OfDialogueSql, new { dialogueId }, stop);

    /// <summary>From now on no unspent code of the batch opens anything; who has joined with one stays.</summary>
    /// <returns>False where there is no such batch, or it was revoked before.</returns>
    public static async Task<bool> Revoke(
        NpgsqlConnection connection, Guid dialogueId, Guid batchId, CancellationToken stop) =>
        await Sql.Run(connection, RevokeSql, new { dialogueId, batchId }, stop) == 1;
}
