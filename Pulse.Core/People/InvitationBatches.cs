using System.Globalization;
using Npgsql;

namespace Pulse.People;

/// <summary>people.invitation_batches: what staff may know of invitations, which is batches and never codes.</summary>
public static class InvitationBatches
{
    /// <summary>The act of making a batch, whose subject is <see cref="Made"/>.</summary>
    public const string Issuing = "issue-invitations";

    /// <param name="Codes">How many were made; null where a program made them, which leaves no act.</param>
    public sealed record Row(Guid BatchId, string Label, DateOnly IssuedOn, DateOnly? ExpiresOn, bool Revoked, int? Codes);

    // how many stands with the act alone: the desk cannot read people.invitations, so that it never learns how many of a
    // batch were used, which in a small one would tell who has joined
    private const string OfDialogueSql = """
        with made as (
          select split_part(subject, ' ', 2)::uuid as batch_id, split_part(subject, ' ', 3)::integer as codes
          from people.staff_acts
          where act = @Issuing and subject ~ '^[^ ]+ [0-9a-f-]{36} [0-9]{1,5}$'
        )
        select batch_id, label, issued_on, expires_on, revoked, codes
        from people.invitation_batches left join made using (batch_id)
        where dialogue_id = @dialogueId
        order by issued_on desc, label, batch_id
        """;

    private const string RevokeSql = """
        update people.invitation_batches set revoked = true
        where batch_id = @batchId and dialogue_id = @dialogueId and not revoked
        """;

    public static Task<IReadOnlyList<Row>> OfDialogue(
        NpgsqlConnection connection, Guid dialogueId, CancellationToken stop) =>
        Sql.Rows<Row>(connection, OfDialogueSql, new { dialogueId, Issuing }, stop);

    /// <summary>What the act of making a batch was done to.</summary>
    public static string Made(string dialogue, Guid batchId, int codes) =>
        string.Create(CultureInfo.InvariantCulture, $"{dialogue} {batchId} {codes}");

    /// <summary>From now on no unspent code of the batch opens anything; who has joined with one stays.</summary>
    /// <returns>False where there is no such batch, or it was revoked before.</returns>
    public static async Task<bool> Revoke(
        NpgsqlConnection connection, Guid dialogueId, Guid batchId, CancellationToken stop) =>
        await Sql.Run(connection, RevokeSql, new { dialogueId, batchId }, stop) == 1;
}
