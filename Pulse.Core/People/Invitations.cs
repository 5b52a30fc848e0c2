using Npgsql;

namespace Pulse.People;

/// <summary>people.invitations: hashes of codes that can be spent once. Who got which code is never known here.</summary>
public static class Invitations
{
    /// <param name="Label">Staff's own word for the batch ("workshop north"), shown only to staff.</param>
    /// <param name="ExpiresOn">The last day on which its codes can be spent; null for no end.</param>
    public sealed record Batch(Guid BatchId, Guid DialogueId, string Label, DateOnly IssuedOn, DateOnly? ExpiresOn);

    private const string AddBatch = """
        insert into people.invitation_batches (batch_id, dialogue_id, label, issued_on, expires_on)
        values (@BatchId, @DialogueId, @Label, @IssuedOn, @ExpiresOn)
        """;

    private const string AddCodes = """
        insert into people.invitations (code_hash, batch_id)
        select hash, @BatchId from unnest(@Hashes::bytea[]) as hash
        order by hash
        """;

    private const string Dialogue = """
        select b.dialogue_id
        from people.invitations i join people.invitation_batches b using (batch_id)
        where i.code_hash = @Hash
        """;

    /// <summary>Makes new codes; the caller holds the transaction and shows them once, since only hashes are kept.</summary>
    public static async Task<IReadOnlyList<Code>> Issue(
        NpgsqlConnection connection, Batch batch, int count, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var codes = Enumerable.Range(0, count).Select(_ => Code.New()).ToList();
        await Sql.Run(connection, AddBatch, batch, stop);
        await Sql.Run(connection, AddCodes,
            new { batch.BatchId, Hashes = codes.Select(code => code.Hash).ToArray() }, stop);
        return codes;
    }

    /// <returns>The dialogue a code invites to, spent or not; null if nobody issued it.</returns>
    public static Task<Guid?> DialogueOf(NpgsqlConnection connection, Code code, CancellationToken stop) =>
        Sql.OneOrNone<Guid?>(connection, Dialogue, new { code.Hash }, stop);
}
