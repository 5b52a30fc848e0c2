using System.Diagnostics;
using NUnit.Framework;
using Pulse.Analysing;
using Pulse.Work;

namespace Pulse.Tests.Work;

/// <summary>The real worker process is killed in the middle of a run, and another finishes it with the same bytes.</summary>
[TestFixture]
public sealed class KillTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(3);

    [TestCase("analyse:count", Category = "Slow")]
    [TestCase("analyse:theme", Category = "Slow")]
    [TestCase("analyse:before-commit")]
    public async Task Killed_at_a_stage_a_run_is_finished_by_the_next_worker(string place)
    {
        await using var dialogue = await WorkedDialogue.Voted();
        var undisturbed = await dialogue.Analysed();
        var runId = await dialogue.Request();
        using (var killed = Start(dialogue, place))
        {
            await killed.WaitForExitAsync().WaitAsync(_patience);
            Assert.That(killed.ExitCode, Is.EqualTo(137), "SIGKILL");
        }
        Assert.That((await dialogue.Run(runId)).State, Is.EqualTo(RunState.Running));
        await FinishAndCompare(dialogue, runId, undisturbed);
    }

    [Test]
    public async Task Killed_at_any_moment_a_run_is_finished_by_the_next_worker()
    {
        await using var dialogue = await WorkedDialogue.Voted(peoplePerSide: 40, statements: 60);
        var undisturbed = await dialogue.Analysed();
        var runId = await dialogue.Request();
        using (var killed = Start(dialogue, crashAt: null))
        {
            await Until(async () => (await dialogue.Run(runId)).State != RunState.Requested);
            killed.Kill();
            await killed.WaitForExitAsync();
        }
        await FinishAndCompare(dialogue, runId, undisturbed);
    }

    private static async Task FinishAndCompare(WorkedDialogue dialogue, Guid runId, Run undisturbed)
    {
        using var worker = Start(dialogue, crashAt: null);
        try
        {
            await Until(async () => (await dialogue.Run(runId)).State == RunState.Finished
                && await dialogue.Ask<bool>(
                    "select exists (select from drafting.drafted_runs where run_id = @runId)", new { runId }));
        }
        finally
        {
            worker.Kill();
            await worker.WaitForExitAsync();
        }
        var run = await dialogue.Run(runId);
        Assert.That(run.InputFingerprint, Is.EqualTo(undisturbed.InputFingerprint));
        Assert.That(run.ResultHash, Is.EqualTo(undisturbed.ResultHash));
        Assert.That(
            await dialogue.Ask<long>("select count(*) from analysing.statement_counts where run_id = @runId", new { runId }),
            Is.EqualTo(await dialogue.Ask<long>(
                "select count(*) from analysing.statement_counts where run_id = @RunId", new { undisturbed.RunId })));
        Assert.That(
            await dialogue.Ask<long>("select count(*) - count(distinct (working_group, position)) from analysing.themes where run_id = @runId", new { runId }),
            Is.Zero);
        Assert.That(await dialogue.Ask<long>("select count(*) from analysing.frozen_inputs"), Is.Zero);
    }

    private static Process Start(WorkedDialogue dialogue, string? crashAt)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "Pulse.Worker.dll"), "serve",
                "--Pulse:KeyFile", dialogue.Database.KeyFilePath, "--Pulse:EverySeconds", "0.3", "--Pulse:LeaseSeconds", "2",
            },
            RedirectStandardOutput = false,
        };
        start.Environment["Pulse__Connection"] = dialogue.Database.Worker;
        start.Environment[CrashPoint.Variable] = crashAt ?? "";
        return Process.Start(start)!;
    }

    private static async Task Until(Func<Task<bool>> reached)
    {
        var waited = Stopwatch.StartNew();
        while (!await reached())
        {
            Assert.That(waited.Elapsed, Is.LessThan(_patience), "waited too long");
            await Task.Delay(50);
        }
    }
}
