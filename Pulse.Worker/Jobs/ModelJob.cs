using Microsoft.Extensions.AI;
using Npgsql;
using Pulse.Convening;
using Pulse.People;
using Pulse.Work;
using Pulse.Worker.Models;

namespace Pulse.Worker.Jobs;

/// <summary>
/// Work that a model does in batches, in dialogues that name one and have some due. One that names none is not even
/// looked at.
/// </summary>
public abstract class ModelJob(
    NpgsqlDataSource database, Keyring keyring, Working working, ConfiguredModels models, TimeProvider clock) : IJob
{
    /// <summary>Dialogues at once: one that waits for a slow server, or has much to do, must not hold the others up.</summary>
    private const int AtOnce = 4;

    public abstract string Name { get; }

    protected NpgsqlDataSource Database => database;

    /// <summary>Whether a dialogue has work for the model of this name.</summary>
    protected abstract Task<bool> IsDue(NpgsqlConnection connection, Dialogue dialogue, string model, CancellationToken stop);

    /// <summary>What does one batch and returns how many texts were in it; 0 when nothing is left.</summary>
    protected abstract Func<Lease, DateOnly, CancellationToken, Task<int>> Batches(
        IChatClient chat, string model, Dialogue dialogue, DialogueKey key);

    public async Task Execute(CancellationToken stop)
    {
        await Parallel.ForEachAsync(
            await Due(stop), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop },
            async (dialogue, ending) => await working.On(
                Name, dialogue.Id, (lease, token) => Work(lease, dialogue, token), failed: null, ending));
    }

    private async Task<IReadOnlyList<Dialogue>> Due(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var due = new List<Dialogue>();
        foreach (var dialogue in await Dialogues.All(connection, stop))
        {
            if (dialogue.Provider == ModelProvider.None)
            {
                continue;
            }
            if (await IsDue(connection, dialogue, models.Settings?.Model ?? "none", stop))
            {
                due.Add(dialogue);
            }
            else
            {
                // People did the work that could not be done: nothing waits any more
                await Failures.Clear(connection, Name, dialogue.Id, stop);
            }
        }
        return due;
    }

    private async Task Work(Lease lease, Dialogue dialogue, CancellationToken stop)
    {
        var (chat, model) = models.Need(dialogue);
        var next = Batches(chat, model, dialogue, await Key(dialogue, stop));
        while (await next(lease, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), stop) > 0)
        {
            stop.ThrowIfCancellationRequested();
        }
    }

    private async Task<DialogueKey> Key(Dialogue dialogue, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await keyring.Of(connection, dialogue.Id, stop);
    }
}
