using System.Diagnostics;
using NUnit.Framework;
using Pulse.Work;

namespace Pulse.Tests.Moderating;

/// <summary>The real worker process is killed beside a call to the model, and another one finishes the work.</summary>
[TestFixture]
public sealed class ModelKillTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(3);

    private const string Done = """
        select (select count(*) from moderating.translations) = 12 and (select count(*) from moderating.suggestions) = 6
        """;

    [TestCase("translate:called")]
    [TestCase("translate:stored", Category = "Slow")]
    [TestCase("suggest:called", Category = "Slow")]
    [TestCase("suggest:stored", Category = "Slow")]
    public async Task Killed_beside_a_call_the_work_is_finished_with_at_most_one_call_more(string place)
    {
        await using var dialogue = await ModelledDialogue.Make();
        await dialogue.Answered();
        using (var killed = Start(dialogue, place))
        {
            await killed.WaitForExitAsync().WaitAsync(_patience);
            Assert.That(killed.ExitCode, Is.EqualTo(137), "SIGKILL");
        }
        Assert.That(await dialogue.Worked.Ask<bool>(Done), Is.False);
        using var worker = Start(dialogue, crashAt: null);
        try
        {
            var waited = Stopwatch.StartNew();
            while (!await dialogue.Worked.Ask<bool>(Done))
            {
                Assert.That(waited.Elapsed, Is.LessThan(_patience), "waited too long");
                await Task.Delay(50);
            }
        }
        finally
        {
            worker.Kill();
            await worker.WaitForExitAsync();
        }
        // Undisturbed: one call per language, one for flags, one for working groups
        TestContext.Out.WriteLine($"{dialogue.Server.Requests.Count} calls");
        Assert.That(dialogue.Server.Requests, Has.Count.InRange(5, 6));
        Assert.That(await dialogue.Count("select count(*) from moderating.machine_translations where text_sealed is null"), Is.Zero);
        Assert.That(await dialogue.Count("select count(*) from moderating.suggestions where not usable"), Is.Zero);
        await dialogue.NoJobFailed();
    }

    private static Process Start(ModelledDialogue dialogue, string? crashAt)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "Pulse.Worker.dll"), "serve",
                "--Pulse:KeyFile", dialogue.Worked.Database.KeyFilePath, "--Pulse:EverySeconds", "0.3", "--Pulse:LeaseSeconds", "2",
            },
        };
        start.Environment["Pulse__Connection"] = dialogue.Worked.Database.Worker;
        start.Environment["Pulse__Model__Provider"] = "compatible";
        start.Environment["Pulse__Model__Endpoint"] = dialogue.Server.Endpoint.ToString();
        start.Environment["Pulse__Model__Model"] = "scripted";
        start.Environment[CrashPoint.Variable] = crashAt ?? "";
        return Process.Start(start)!;
    }
}
