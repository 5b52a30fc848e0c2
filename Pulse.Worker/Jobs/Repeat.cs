using Npgsql;
using Pulse.Analysing;
using Pulse.Convening;
using Pulse.Drafting;
using Pulse.People;
using Pulse.Reviewing;
using Pulse.Work;
using Pulse.Worker.Models;

namespace Pulse.Worker.Jobs;

/// <summary>Makes texts of a run again with prompts in three languages, where a researcher asked for it; under the same terms as the editing.</summary>
public sealed class Repeat(NpgsqlDataSource database, Keyring keyring, Working working, ConfiguredModels models, TimeProvider clock) : IJob
{
    public string Name => RepeatingRuns.Job;

    public async Task Execute(CancellationToken stop)
    {
        foreach (var run in await Due(stop))
        {
            await working.On(Name, run, (lease, ending) => Work(lease, run, ending), failed: null, stop);
        }
    }

    private async Task<IReadOnlyList<Guid>> Due(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var dialogues = (await Dialogues.All(connection, stop)).Where(dialogue => dialogue.Provider != ModelProvider.None);
        return await Repetitions.DueRuns(connection, [.. dialogues.Select(dialogue => dialogue.Id)], stop);
    }

    private async Task Work(Lease lease, Guid runId, CancellationToken stop)
    {
        var (dialogue, key, material, languages) = await Open(runId, stop);
        var (chat, model) = models.Need(dialogue);
        foreach (var language in languages)
        {
            await RepeatingRuns.Repeat(database, key, lease, material, language, chat, model, clock, stop);
        }
    }

    private async Task<(Dialogue Dialogue, DialogueKey Key, EditingMaterial Material, IReadOnlyList<string> Languages)> Open(
        Guid runId, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var run = await Runs.Find(connection, runId, stop) ?? throw new PermanentFailureException("The run is gone.");
        var dialogue = await Dialogues.Find(connection, run.DialogueId, stop)
            ?? throw new PermanentFailureException("The dialogue is gone.");
        var key = await keyring.Of(connection, dialogue.Id, stop);
        // What was ruled on since belongs to the run all the same
        var reviewed = (await Texts.ReviewedStatements(connection, dialogue.Id, stop, besides: runId)).ToHashSet();
        return (
            dialogue, key, await EditingMaterials.Read(connection, dialogue, key, run, reviewed, stop),
            await Repetitions.DueLanguages(connection, runId, stop));
    }
}
