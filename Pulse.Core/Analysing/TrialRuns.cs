using System.Text.Json;
using Npgsql;
using Pulse.Convening;
using Pulse.Moderating;
using Pulse.People;

namespace Pulse.Analysing;

/// <summary>
/// A run of what is there now that nobody will ever see: it is computed, written, read by whoever wants to know what
/// would follow from it, and rolled back. Nothing of it stays, and no call is made while it stands.
/// </summary>
public static class TrialRuns
{
    private const string BeginSql = """
        insert into analysing.runs (run_id, dialogue_id, seed, parameters, state)
        values (@runId, @dialogueId, @seed, @parameters::jsonb, 'running')
        """;

    /// <param name="connection">Without a transaction.</param>
    /// <param name="read">Reads what it wants to know, in the transaction that is rolled back.</param>
    public static async Task<T> On<T>(
        NpgsqlConnection connection, Dialogue dialogue, DialogueKey key, Func<Run, Task<T>> read, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(dialogue);
        ArgumentNullException.ThrowIfNull(read);
        var parameters = new AnalysisParameters((ulong)RunningAnalysis.UsualSeed, dialogue.MinimumCell);
        var frozen = await AnalysisInputs.Read(connection, dialogue, key, stop);
        // Before the transaction: what it locks should be free again soon
        var analysis = await Task.Run(() => Analyse.Run(frozen.Input, parameters), stop);
        var runId = Guid.NewGuid();
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await Sql.Run(connection, BeginSql, new
        {
            runId,
            dialogueId = dialogue.Id,
            seed = RunningAnalysis.UsualSeed,
            parameters = JsonSerializer.Serialize(parameters),
        }, stop);
        await PersistingResults.WriteAll(connection, runId, FilingResults.Of(analysis, frozen.Totals, key), stop);
        await StandInTranslations.Write(connection, dialogue, key, stop);
        var found = await read((await Runs.Find(connection, runId, stop))!);
        await transaction.RollbackAsync(stop);
        return found;
    }
}
