using Microsoft.Extensions.AI;
using Npgsql;
using Pulse.Analysing;
using Pulse.Convening;
using Pulse.Drafting;
using Pulse.Language.Calling;
using Pulse.People;
using Pulse.Reviewing;
using Pulse.Work;
using Pulse.Worker.Models;

namespace Pulse.Worker.Jobs;

/// <summary>
/// Lets the configured model edit current runs of dialogues that name a provider. A dialogue whose model is away, whose
/// budget is spent or whose terms forbid it waits with its reason; the others go on beside it.
/// </summary>
public sealed class Edit(NpgsqlDataSource database, Keyring keyring, Working working, ConfiguredModels models, TimeProvider clock) : IJob
{
    /// <summary>Runs at once: one that waits for a slow server must not hold the others up.</summary>
    private const int AtOnce = 4;

    public string Name => EditingRuns.Job;

    public async Task Execute(CancellationToken stop)
    {
        if (models.Chat is not { } chat || models.Settings is not { } settings)
        {
            return;
        }
        await Parallel.ForEachAsync(
            await Due(stop), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop },
            async (run, ending) => await working.On(
                Name, run, (lease, token) => Work(lease, run, chat, settings, token), failed: null, ending));
    }

    private async Task<IReadOnlyList<Guid>> Due(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await DueRuns(connection, stop);
    }

    private static async Task<IReadOnlyList<Guid>> DueRuns(NpgsqlConnection connection, CancellationToken stop)
    {
        var dialogues = (await Dialogues.All(connection, stop)).Where(dialogue => dialogue.Provider != ModelProvider.None);
        return await Edits.DueRuns(connection, [.. dialogues.Select(dialogue => dialogue.Id)], stop);
    }

    private async Task Work(Lease lease, Guid runId, IChatClient chat, ModelSettings settings, CancellationToken stop)
    {
        var (key, material) = await Open(lease, runId, settings, stop);
        if (material is not null)
        {
            await EditingRuns.Edit(database, key, lease, material, chat, settings.Model, clock, stop);
        }
    }

    private async Task<(DialogueKey Key, EditingMaterial? Material)> Open(
        Lease lease, Guid runId, ModelSettings settings, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var run = await Runs.Find(connection, runId, stop) ?? throw new PermanentFailureException("The run is gone.");
        var key = await keyring.Of(connection, run.DialogueId, stop);
        if (!(await DueRuns(connection, stop)).Contains(runId))
        {
            return (key, null);
        }
        var dialogue = await Dialogues.Find(connection, run.DialogueId, stop)
            ?? throw new PermanentFailureException("The dialogue is gone.");
        var reviewed = (await Texts.ReviewedStatements(connection, dialogue.Id, stop)).ToHashSet();
        var material = await EditingMaterials.Read(connection, dialogue, key, run, reviewed, stop);
        if (!await Estimates.Exists(connection, runId, stop))
        {
            var estimate = await EstimatingEdits.Of(material, settings.Prices, stop);
            var repetitions = new List<(string Language, CallEstimate Expected)>();
            foreach (var language in dialogue.Languages.Intersect(Repetition.Prompts))
            {
                repetitions.Add((language, await EstimatingEdits.OfRepetition(material, language, settings.Prices, stop)));
            }
            var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
            await using var transaction = await connection.BeginTransactionAsync(stop);
            await Leases.Guard(connection, lease, stop);
            await Estimates.Keep(connection, runId, estimate, settings.Prices, today, stop);
            foreach (var (language, expected) in repetitions)
            {
                await Repetitions.Offer(connection, runId, language, expected, settings.Prices, today, stop);
            }
            await transaction.CommitAsync(stop);
        }
        return (key, material);
    }
}
