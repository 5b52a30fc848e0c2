using Npgsql;
using Pulse.Analysing;
using Pulse.Convening;
using Pulse.Moderating;

namespace Pulse.Worker.Commands;

/// <summary>analyse SLUG: requests a run and works on it, or waits while a serving worker does.</summary>
public static class Analyse
{
    public const string Help = """
        analyse [SLUG]               request a run of a dialogue, wait for it, and propose drafts; without a name, of
                                     every dialogue that has statements and no run yet
        """;

    public static async Task<int> Run(Invocation call, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(call);
        await using var connection = await call.Database.OpenConnectionAsync(stop);
        if (call.Words is [])
        {
            var worst = 0;
            foreach (var due in await Due(connection, stop))
            {
                worst = Math.Max(worst, await Run(call, connection, due, stop));
            }

            return worst;
        }

        if (call.Words is not [var slug] || await Dialogues.FindBySlug(connection, slug, stop) is not { } dialogue)
        {
            await call.Say.WriteLineAsync($"There is no such dialogue.\n{Help}");
            return 2;
        }

        return await Run(call, connection, dialogue, stop);
    }

    private static async Task<IReadOnlyList<Dialogue>> Due(NpgsqlConnection connection, CancellationToken stop)
    {
        var due = new List<Dialogue>();
        foreach (var dialogue in await Dialogues.All(connection, stop))
        {
            if (await Runs.Current(connection, dialogue.Id, stop) is null
                && (await Statements.OfDialogue(connection, dialogue.Id, stop)).Count > 0)
            {
                due.Add(dialogue);
            }
        }

        return due;
    }

    private static async Task<int> Run(
        Invocation call, NpgsqlConnection connection, Dialogue dialogue, CancellationToken stop)
    {
        await call.Say.WriteLineAsync($"Analysing {dialogue.Slug}:");
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
