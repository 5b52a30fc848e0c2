using Npgsql;
using Pulse.People;
using Pulse.Work;

namespace Pulse.Analysing;

/// <summary>
/// analysing.frozen_inputs: what a run works on, sealed, so that a restart finds it unchanged. Dropped when the run has
/// finished, or when somebody in it withdraws.
/// </summary>
public static class FrozenInputs
{
    private const string Column = "analysing.frozen_inputs.input";

    private const string ReadSql = "select input_sealed from analysing.frozen_inputs where run_id = @runId";

    private const string LockSql = "select run_id from analysing.frozen_inputs where run_id = @runId for update";

    private const string WriteSql = """
        insert into analysing.frozen_inputs (run_id, input_sealed) values (@runId, @inputSealed)
        """;

    private const string MarkSql = "update analysing.runs set vectors = @vectors where run_id = @runId";

    private const string DropSql = "delete from analysing.frozen_inputs where run_id = @runId";

    public static async Task<byte[]?> Read(
        NpgsqlConnection connection, DialogueKey key, Guid runId, CancellationToken stop)
    {
        var row = await Sql.OneOrNone<byte[]>(connection, ReadSql, new { runId }, stop);
        return row is null ? null : key.OpenBytes(row, Column, runId);
    }

    /// <param name="vectors">Who made the vectors that are in it.</param>
    public static async Task Write(
        NpgsqlConnection connection, DialogueKey key, Lease lease, Guid runId, byte[] input, string vectors, CancellationToken stop)
    {
        var inputSealed = key.SealBytes(input, Column, runId);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await Leases.Guard(connection, lease, stop);
        await Sql.Run(connection, WriteSql, new { runId, inputSealed }, stop);
        await Sql.Run(connection, MarkSql, new { runId, vectors }, stop);
        await transaction.CommitAsync(stop);
    }

    /// <returns>False if a withdrawal has dropped it: what was computed from it must not be kept.</returns>
    internal static async Task<bool> StillStands(NpgsqlConnection connection, Guid runId, CancellationToken stop) =>
        await Sql.OneOrNone<Guid?>(connection, LockSql, new { runId }, stop) is not null;

    /// <summary>The input names somebody who has gone: the run begins anew.</summary>
    public static Task Drop(NpgsqlConnection connection, Guid runId, CancellationToken stop) =>
        Sql.Run(connection, DropSql, new { runId }, stop);
}
