using System.Security.Cryptography;
using Npgsql;
using NpgsqlTypes;

namespace Pulse.People;

/// <summary>
/// Rewrites the invitation side in random order in one transaction, and empties the acknowledged writes. Before it, the
/// transaction id and the place of a spent invitation stand next to those of the answers written right after it; a
/// truncated table starts a new file, in which every row carries the same transaction id. All or nothing.
/// </summary>
public static class ShufflingInvitations
{
    private const string LockSql = "lock table people.invitations in access exclusive mode";

    private const string ReadSql = "select code_hash, batch_id, spent from people.invitations";

    private const string EmptySql = "truncate people.invitations, people.writes";

    // spent_by is left out: the phone had its reply long ago, and it must not outlive the night
    private const string CopySql = "copy people.invitations (code_hash, batch_id, spent) from stdin (format binary)";

    /// <param name="guard">Called inside the transaction, before anything is written.</param>
    /// <returns>How many invitations were rewritten.</returns>
    public static async Task<int> Run(
        NpgsqlConnection connection, Func<NpgsqlConnection, CancellationToken, Task> guard, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(guard);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await guard(connection, stop);
        await Sql.Run(connection, LockSql, null, stop);
        var rows = (await Sql.Rows<Row>(connection, ReadSql, null, stop)).ToArray();
        RandomNumberGenerator.Shuffle<Row>(rows);
        await Sql.Run(connection, EmptySql, null, stop);
        await using (var copy = await connection.BeginBinaryImportAsync(CopySql, stop))
        {
            foreach (var row in rows)
            {
                await copy.StartRowAsync(stop);
                await copy.WriteAsync(row.CodeHash, NpgsqlDbType.Bytea, stop);
                await copy.WriteAsync(row.BatchId, NpgsqlDbType.Uuid, stop);
                await copy.WriteAsync(row.Spent, NpgsqlDbType.Boolean, stop);
            }
            await copy.CompleteAsync(stop);
        }
        await transaction.CommitAsync(stop);
        return rows.Length;
    }

    private sealed record Row(byte[] CodeHash, Guid BatchId, bool Spent);
}
