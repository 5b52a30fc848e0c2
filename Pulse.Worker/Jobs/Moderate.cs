using Npgsql;
using Pulse.Convening;
using Pulse.Moderating;
using Pulse.People;
using Pulse.Work;

namespace Pulse.Worker.Jobs;

/// <summary>Screens answers that nobody has ruled on.</summary>
public sealed class Moderate(NpgsqlDataSource database, Keyring keyring, Working working, TimeProvider clock) : IJob
{
    public string Name => ScreeningAnswers.Job;

    public async Task Execute(CancellationToken stop)
    {
        foreach (var dialogueId in await Due(stop))
        {
            await working.On(Name, dialogueId, (lease, ending) => Screen(lease, dialogueId, ending), failed: null, stop);
        }
    }

    private async Task<IReadOnlyList<Guid>> Due(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await ScreenedAnswers.DialoguesWithUnruled(connection, stop);
    }

    private async Task Screen(Lease lease, Guid dialogueId, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var dialogue = await Dialogues.Find(connection, dialogueId, stop)
            ?? throw new PermanentFailureException("The dialogue is gone.");
        var key = await keyring.Of(connection, dialogueId, stop);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        while (await ScreeningAnswers.Next(connection, dialogue, key, lease, today, stop) > 0)
        {
            CrashPoint.Reach("moderate:batch");
        }
    }
}
