using System.Security.Cryptography;
using System.Text.Json;
using Npgsql;
using Pulse.Convening;
using Pulse.People;
using Pulse.Work;

namespace Pulse.Analysing;

/// <summary>
/// Works a requested run through its stages: freeze the input, count, group, find themes, persist. A restart finds the
/// frozen input and computes the same bytes again; everything is written in one transaction at the end.
/// </summary>
public static class RunningAnalysis
{
    public const string Job = "analyse";

    /// <summary>The seed of every run that asks for no other, so that anybody can repeat it.</summary>
    public const long UsualSeed = 1;

    private const int MostBeginnings = 5;

    /// <summary>Asks for a run of a dialogue under its own rules.</summary>
    public static Task<Guid> Request(
        NpgsqlConnection connection, Dialogue dialogue, Guid? staffId, CancellationToken stop)
    {
        var parameters = new AnalysisParameters((ulong)UsualSeed, dialogue.MinimumCell);
        return Runs.Request(
            connection, dialogue.Id, UsualSeed, JsonSerializer.Serialize(parameters), staffId, stop);
    }

    /// <param name="embed">Brings vectors where a model makes them.</param>
    /// <exception cref="LeaseLostException">Another worker took the run over.</exception>
    /// <exception cref="TimeoutException">People withdrew faster than the run could begin anew.</exception>
    public static async Task Run(
        NpgsqlDataSource database, Dialogue dialogue, DialogueKey key, Lease lease, Run run, string codeVersion,
        EmbeddingAnswers embed, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(database);
        var parameters = JsonSerializer.Deserialize<AnalysisParameters>(run.Parameters)
            ?? throw new PermanentFailureException("The run has no parameters: request a new one.");
        await using var connection = await database.OpenConnectionAsync(stop);
        for (var beginning = 0; beginning < MostBeginnings; beginning++)
        {
            if (!await Runs.Start(connection, lease, run.RunId, codeVersion, stop))
            {
                return;
            }
            var frozenBytes = await Freeze(connection, dialogue, key, lease, run.RunId, embed, stop);
            var frozen = FreezingInput.Read(frozenBytes);
            var analysis = await Compute(connection, lease, run.RunId, frozen.Input, parameters, stop);
            await Reach(connection, lease, run.RunId, RunStage.Persist, 0, 1, stop);
            var succession = await NumberingGroups.Of(connection, dialogue.Id, analysis.Opinions, stop);
            var persisted = await PersistingResults.Commit(
                connection, lease, run.RunId, FilingResults.Of(analysis, frozen.Totals, key, succession),
                SHA256.HashData(frozenBytes), SHA256.HashData(Canonical.Bytes(analysis)), stop);
            if (persisted != Persisted.InputForgotten)
            {
                return;
            }
            await FrozenInputs.Drop(connection, run.RunId, stop);
        }
        throw new TimeoutException("People withdrew while the run was at work.");
    }

    private static async Task<byte[]> Freeze(
        NpgsqlConnection connection, Dialogue dialogue, DialogueKey key, Lease lease, Guid runId,
        EmbeddingAnswers embed, CancellationToken stop)
    {
        await Reach(connection, lease, runId, RunStage.Freeze, 0, 1, stop);
        if (await FrozenInputs.Read(connection, key, runId, stop) is { } found)
        {
            if (FreezingInput.CanRead(found))
            {
                return found;
            }
            // Frozen by another version of this program and never analysed: what stands now is frozen instead
            await FrozenInputs.Drop(connection, runId, stop);
        }
        var frozen = await AnalysisInputs.Read(connection, dialogue, key, stop);
        var (answers, mark) = await embed(runId, frozen.Input.Answers, stop);
        var bytes = FreezingInput.Bytes(frozen with { Input = frozen.Input with { Answers = answers } });
        await FrozenInputs.Write(connection, key, lease, runId, bytes, mark, stop);
        return bytes;
    }

    // The arithmetic knows nothing of a database: its stages are written by whoever runs it, on its own thread
    private static Task<Analysis> Compute(
        NpgsqlConnection connection, Lease lease, Guid runId, AnalysisInput input, AnalysisParameters parameters,
        CancellationToken stop) =>
        Task.Run(
            () => Analyse.Run(input, parameters, (stage, done, total) =>
                Reach(connection, lease, runId, stage, done, total, stop).GetAwaiter().GetResult()),
            stop);

    private static async Task Reach(
        NpgsqlConnection connection, Lease lease, Guid runId, RunStage stage, int done, int total,
        CancellationToken stop)
    {
        await Runs.Progress(connection, lease, runId, stage, done, total, stop);
        CrashPoint.Reach($"{Job}:{Runs.NameOf(stage)}");
    }
}
