using Npgsql;
using Pulse.Analysing;
using Pulse.Drafting;
using Pulse.People;
using Pulse.Reviewing;
using Pulse.Work;

namespace Pulse.Worker.Jobs;

/// <summary>Proposes drafts from current runs that nobody has drafted from.</summary>
public sealed class Draft(NpgsqlDataSource database, Keyring keyring, Working working) : IJob
{
    public string Name => DraftingFromRuns.Job;

    public async Task Execute(CancellationToken stop)
    {
        foreach (var runId in await Due(stop))
        {
            await working.On(Name, runId, (lease, ending) => Propose(lease, runId, ending), failed: null, stop);
        }
    }

    private async Task<IReadOnlyList<Guid>> Due(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await Drafts.DueRuns(connection, stop);
    }

    private async Task Propose(Lease lease, Guid runId, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        if (!(await Drafts.DueRuns(connection, stop)).Contains(runId))
        {
            return;
        }
        var run = await Runs.Find(connection, runId, stop) ?? throw new PermanentFailureException("The run is gone.");
        var key = await keyring.Of(connection, run.DialogueId, stop);
        var reviewed = (await Texts.ReviewedStatements(connection, run.DialogueId, stop)).ToHashSet();
        await DraftingFromRuns.Draft(connection, key, lease, run, reviewed, stop);
    }
}
