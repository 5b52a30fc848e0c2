using Npgsql;
using Pulse.Analysing;
using Pulse.Convening;

namespace Pulse.Worker.Commands;

/// <summary>analyse SLUG: requests a run and works on it, or waits while a serving worker does.</summary>
public static class Analyse
{
    public const string Help = "analyse SLUG                 request a run of a dialogue, wait for it, and propose drafts";

    public static async Task<int> Run(Invocation call, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.Words is not [var slug])
        {
            await call.Say.WriteLineAsync($"Say the dialogue's name.\n{Help}");
            return 2;
        }
        await using var connection = await call.Database.OpenConnectionAsync(stop);
        if (await Dialogues.FindBySlug(connection, slug, stop) is not { } dialogue)
        {
            await call.Say.WriteLineAsync($"There is no dialogue '{slug}'.");
            return 1;
        }
        await new Jobs.Moderate(call.Database, call.Keyring, call.Working, TimeProvider.System).Execute(stop);
        var runId = await RunningAnalysis.Request(connection, dialogue, staffId: null, stop);
        var run = await Wait(call, connection, runId, stop);
        if (run.State == RunState.Failed)
        {
            await call.Say.WriteLineAsync($"The run failed: {run.LastError}");
            return 1;
        }
        await new Jobs.Draft(call.Database, call.Keyring, call.Working).Execute(stop);
        foreach (var total in await AnalysisResults.Totals(connection, runId, stop))
        {
            await call.Say.WriteLineAsync(
                $"  {total.WorkingGroup}: {total.Participants} participants, {total.Statements} statements, "
                + $"{total.Votes} votes, {total.Excluded} excluded");
        }
        await call.Say.WriteLineAsync($"Run {runId} finished; result {Convert.ToHexStringLower(run.ResultHash!)}.");
        return 0;
    }

    private static async Task<Run> Wait(
        Invocation call, NpgsqlConnection connection, Guid runId, CancellationToken stop)
    {
        var job = new Jobs.Analyse(call.Database, call.Keyring, call.Working);
        while (true)
        {
            await job.Execute(stop);
            var run = await Runs.Find(connection, runId, stop)
                ?? throw new InvalidOperationException("The run was deleted while it was waited for.");
            if (run.State is RunState.Finished or RunState.Failed)
            {
                return run;
            }
            await Task.Delay(TimeSpan.FromMilliseconds(200), stop);
        }
    }
}
