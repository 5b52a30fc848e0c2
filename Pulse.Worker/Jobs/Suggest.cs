using Microsoft.Extensions.AI;
using Npgsql;
using Pulse.Convening;
using Pulse.Moderating;
using Pulse.People;
using Pulse.Work;
using Pulse.Worker.Models;

namespace Pulse.Worker.Jobs;

/// <summary>Has the model suggest what moderators may look at, in dialogues that name one.</summary>
public sealed class Suggest(
    NpgsqlDataSource database, Keyring keyring, Working working, ConfiguredModels models, TimeProvider clock)
    : ModelJob(database, keyring, working, models, clock)
{
    public override string Name => SuggestingByModel.Job;

    protected override Task<bool> IsDue(NpgsqlConnection connection, Dialogue dialogue, string model, CancellationToken stop) =>
        SuggestingByModel.IsDue(connection, dialogue, model, stop);

    protected override Func<Lease, DateOnly, CancellationToken, Task<int>> Batches(
        IChatClient chat, string model, Dialogue dialogue, DialogueKey key) =>
        new SuggestingByModel(Database, chat, model, dialogue, key).Next;
}
