using Microsoft.Extensions.AI;
using Npgsql;
using Pulse.Convening;
using Pulse.Moderating;
using Pulse.People;
using Pulse.Work;
using Pulse.Worker.Models;

namespace Pulse.Worker.Jobs;

/// <summary>Has statements and held answers translated by the model, in dialogues that name one.</summary>
public sealed class Translate(
    NpgsqlDataSource database, Keyring keyring, Working working, ConfiguredModels models, TimeProvider clock)
    : ModelJob(database, keyring, working, models, clock)
{
    public override string Name => TranslatingByModel.Job;

    protected override Task<bool> IsDue(NpgsqlConnection connection, Dialogue dialogue, string model, CancellationToken stop) =>
        TranslatingByModel.IsDue(connection, dialogue, model, stop);

    protected override Func<Lease, DateOnly, CancellationToken, Task<int>> Batches(
        IChatClient chat, string model, Dialogue dialogue, DialogueKey key) =>
        new TranslatingByModel(Database, chat, model, dialogue, key).Next;
}
