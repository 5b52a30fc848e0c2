using Npgsql;
using Pulse.Convening;
using Pulse.Moderating;
using Pulse.People;
using Pulse.Work;
using Pulse.Worker.Models;

namespace Pulse.Worker.Jobs;

/// <summary>Has the model suggest what moderators may look at, in dialogues that name one.</summary>
public sealed class Suggest(
    NpgsqlDataSource database, Keyring keyring, Working working, ConfiguredModels models, TimeProvider clock) : IJob
{
    private readonly LookingForModelWork _looking = new(database, models, SuggestingByModel.Job, SuggestingByModel.IsDue);

    public string Name => SuggestingByModel.Job;

    public async Task Execute(CancellationToken stop)
    {
        foreach (var dialogue in await _looking.Due(stop))
        {
            await working.On(Name, dialogue.Id, (lease, ending) => Work(lease, dialogue, ending), failed: null, stop);
        }
    }

    private async Task Work(Lease lease, Dialogue dialogue, CancellationToken stop)
    {
        var (chat, model) = models.Need(dialogue);
        var suggesting = new SuggestingByModel(database, chat, model, dialogue, await _looking.Key(keyring, dialogue, stop));
        while (await suggesting.Next(lease, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), stop) > 0)
        {
            stop.ThrowIfCancellationRequested();
        }
    }
}
