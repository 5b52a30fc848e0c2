using Npgsql;
using Pulse.Convening;
using Pulse.People;
using Pulse.Publishing;
using Pulse.Work;
using Pulse.Worker.Models;

namespace Pulse.Worker.Jobs;

/// <summary>Works out what a model would take for a dialogue where somebody asked. Nothing is sent, and no model need be named.</summary>
public sealed class Estimate(NpgsqlDataSource database, Keyring keyring, Working working, ConfiguredModels models) : IJob
{
    public string Name => EstimatingDialogues.Job;

    public async Task Execute(CancellationToken stop)
    {
        foreach (var dialogueId in await Due(stop))
        {
            await working.On(Name, dialogueId, (lease, ending) => Work(lease, dialogueId, ending), failed: null, stop);
        }
    }

    private async Task<IReadOnlyList<Guid>> Due(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await ModelEstimates.Waiting(connection, stop);
    }

    private async Task Work(Lease lease, Guid dialogueId, CancellationToken stop)
    {
        Dialogue dialogue;
        DialogueKey key;
        await using (var connection = await database.OpenConnectionAsync(stop))
        {
            dialogue = await Dialogues.Find(connection, dialogueId, stop)
                ?? throw new PermanentFailureException("The dialogue is gone.");
            key = await keyring.Of(connection, dialogueId, stop);
        }
        var tasks = await EstimatingDialogues.Of(database, dialogue, key, models.Settings, stop);
        await using var writing = await database.OpenConnectionAsync(stop);
        await using var transaction = await writing.BeginTransactionAsync(stop);
        await Leases.Guard(writing, lease, stop);
        await ModelEstimates.Make(writing, dialogueId, tasks, models.Settings?.Model, models.Settings?.Prices.On, stop);
        await transaction.CommitAsync(stop);
    }
}
