using Npgsql;
using Pulse.Convening;
using Pulse.People;
using Pulse.Work;
using Pulse.Worker.Models;

namespace Pulse.Worker.Jobs;

/// <summary>Finds dialogues that name a model and have work for it. One that names none is not even looked at.</summary>
/// <param name="isDue">Whether a dialogue has work for the model of this name.</param>
public sealed class LookingForModelWork(
    NpgsqlDataSource database, ConfiguredModels models, string job,
    Func<NpgsqlConnection, Dialogue, string, CancellationToken, Task<bool>> isDue)
{
    public async Task<IReadOnlyList<Dialogue>> Due(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var due = new List<Dialogue>();
        foreach (var dialogue in await Dialogues.All(connection, stop))
        {
            if (dialogue.Provider == ModelProvider.None)
            {
                continue;
            }
            if (await isDue(connection, dialogue, models.Settings?.Model ?? "none", stop))
            {
                due.Add(dialogue);
            }
            else
            {
                // People did the work that could not be done: nothing waits any more
                await Failures.Clear(connection, job, dialogue.Id, stop);
            }
        }
        return due;
    }

    public async Task<DialogueKey> Key(Keyring keyring, Dialogue dialogue, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(keyring);
        await using var connection = await database.OpenConnectionAsync(stop);
        return await keyring.Of(connection, dialogue.Id, stop);
    }
}
