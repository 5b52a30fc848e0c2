using System.Security.Cryptography;
using Npgsql;

namespace Pulse.People;

/// <summary>
/// Spends an invitation. It is one statement in a transaction and on a connection of its own, and no participant is
/// written with it, so that neither a transaction id nor a connection joins the code to an answer.
/// </summary>
public static class Redeeming
{
    // concurrent spenders queue on the row and see, one after the other, what the first one left
    private const string Spend = """
        update people.invitations i set spent = true, spent_by = @SpentBy
        from people.invitation_batches b
        where i.code_hash = @Hash
          and b.batch_id = i.batch_id
          and not b.revoked
          and (b.expires_on is null or b.expires_on >= @Today)
          and (not i.spent or i.spent_by = @SpentBy)
        """;

    /// <summary>Spends the code for this secret; the same secret may come again when its reply was lost.</summary>
    /// <returns>False where the code is unknown, spent by another, expired or revoked.</returns>
    public static async Task<bool> Redeem(
        NpgsqlDataSource database, Code code, byte[] secret, DateOnly today, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(code);
        await using var connection = await database.OpenConnectionAsync(stop);
        var spentBy = SHA256.HashData(SHA256.HashData(secret));
        return await Sql.Run(connection, Spend, new { code.Hash, SpentBy = spentBy, Today = today }, stop) == 1;
    }
}
