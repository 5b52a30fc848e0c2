using Microsoft.Extensions.AI;
using Npgsql;
using Pulse.Convening;
using Pulse.People;
using Pulse.Publishing;
using Pulse.Work;
using Pulse.Worker.Models;

namespace Pulse.Worker.Jobs;

/// <summary>Has the model propose the running text of briefs that somebody asked for, in dialogues that name one.</summary>
public sealed class Narrate(
    NpgsqlDataSource database, Keyring keyring, Working working, ConfiguredModels models, TimeProvider clock)
    : ModelJob(database, keyring, working, models, clock)
{
    public override string Name => NarratingBriefs.Job;

    protected override Task<bool> IsDue(NpgsqlConnection connection, Dialogue dialogue, string model, CancellationToken stop) =>
        NarratingBriefs.IsDue(connection, dialogue, stop);

    protected override Func<Lease, DateOnly, CancellationToken, Task<int>> Batches(
        IChatClient chat, string model, Dialogue dialogue, DialogueKey key) =>
        new NarratingBriefs(Database, chat, model, dialogue, key).Next;
}
