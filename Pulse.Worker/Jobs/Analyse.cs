using System.Reflection;
using Npgsql;
using Pulse.Analysing;
using Pulse.Convening;
using Pulse.People;
using Pulse.Work;
using Pulse.Worker.Models;

namespace Pulse.Worker.Jobs;

/// <summary>Works on runs that were requested and are not finished.</summary>
public sealed class Analyse(
    NpgsqlDataSource database, Keyring keyring, Working working, ConfiguredModels? models = null) : IJob
{
    public static readonly string CodeVersion =
        typeof(Analyse).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "unversioned";

    public string Name => RunningAnalysis.Job;

    public async Task Execute(CancellationToken stop)
    {
        foreach (var runId in await Due(stop))
        {
            await working.On(Name, runId, (lease, ending) => Run(lease, runId, ending), Failed, stop);
        }
    }

    private async Task<IReadOnlyList<Guid>> Due(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await Runs.Due(connection, stop);
    }

    private async Task Run(Lease lease, Guid runId, CancellationToken stop)
    {
        var (dialogue, key, run) = await Open(runId, stop);
        if (run.State is RunState.Requested or RunState.Running)
        {
            await RunningAnalysis.Run(database, dialogue, key, lease, run, CodeVersion,
                (_, answers, ending) => EmbeddingByModel.Embed(models, dialogue, runId, answers, ending), stop);
        }
    }

    private async Task<(Dialogue Dialogue, DialogueKey Key, Run Run)> Open(Guid runId, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var run = await Runs.Find(connection, runId, stop) ?? throw new PermanentFailureException("The run is gone.");
        var dialogue = await Dialogues.Find(connection, run.DialogueId, stop)
            ?? throw new PermanentFailureException("The dialogue is gone.");
        return (dialogue, await keyring.Of(connection, dialogue.Id, stop), run);
    }

    private static Task Failed(NpgsqlConnection connection, Failure failure, CancellationToken stop) =>
        Runs.Failed(connection, failure.Subject, failure.Permanent, failure.Message, stop);
}
