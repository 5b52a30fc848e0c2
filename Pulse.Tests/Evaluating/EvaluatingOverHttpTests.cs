using System.Diagnostics;
using NUnit.Framework;
using Pulse.Language.Prompting;
using Pulse.Tests.Language.Scripted;
using Pulse.Worker;
using Pulse.Worker.Evaluating;

namespace Pulse.Tests.Evaluating;

/// <summary>The command eval as an operator runs it, against a server over HTTP.</summary>
[TestFixture]
public sealed class EvaluatingOverHttpTests
{
    private static readonly string _folder = Path.Combine(Repository.Root, "evals");
    private ScriptedServer _server = null!;

    [OneTimeSetUp]
    public async Task Open() => _server = await ScriptedServer.OfEveryTask();

    [OneTimeTearDown]
    public async Task Close() => await _server.DisposeAsync();

    [SetUp]
    public void Calm() => _server.Forget();

    [Test]
    public async Task The_process_scores_every_task_and_prompt_and_ends_well()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Pulse.Worker.dll"), "eval", _folder },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Pulse__Model__Provider"] = "compatible";
        start.Environment["Pulse__Model__Endpoint"] = _server.Endpoint.ToString();
        start.Environment["Pulse__Model__Model"] = "scripted";
        using var process = Process.Start(start)!;
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));

        TestContext.Out.WriteLine(await said);
        Assert.That((process.ExitCode, await wrong), Is.EqualTo((0, "")));
        var rows = Rows(await said);
        var expected = PromptTasks.All.SelectMany(task => EvaluationCase.Read(Path.Combine(_folder, task, "cases.jsonl"))
            .GroupBy(one => one.Language).Select(group => (ReadingPrompts.Of(task, group.Key), group.Count())))
            .Select(pair => $"{pair.Item1.Task} {pair.Item1.Language} v{pair.Item1.Version} {pair.Item1.Hash[..8]} {pair.Item2}");
        Assert.That(rows.Select(row => string.Join(' ', row["task"], row["prompt"], row["cases"])), Is.EqualTo(expected));
        Assert.That(rows.Sum(row => int.Parse(row["calls"], System.Globalization.CultureInfo.InvariantCulture)), Is.EqualTo(_server.Requests.Count));
        Assert.That(_server.Requests.Select(request => request.Task).Distinct(), Is.EquivalentTo(PromptTasks.All));
        foreach (var score in new[] { "schema", "citations", "quotes", "numbers", "glossary", "neutral", "language", "length", "plain" })
        {
            Assert.That(rows.Select(row => row[score]), Is.All.EqualTo("1.00"), score);
        }
    }

    /// <summary>A fault of the server's, the task, the scores that it costs, and one that it leaves alone.</summary>
    public static IEnumerable<TestCaseData> Faults()
    {
        yield return Fault(ContentFaults.WrongLanguage, PromptTasks.Translate, "plain", "language", "schema");
        yield return Fault(ContentFaults.WrongLanguage, PromptTasks.SummariseWorkingGroup, "plain", "language", "schema");
        yield return Fault(ContentFaults.HallucinatedCitation, PromptTasks.DraftStatement, "language", "citations", "recall");
        yield return Fault(ContentFaults.InjectedLink, PromptTasks.Reasons, "quotes", "plain");
        yield return Fault(ContentFaults.WrongNumber, PromptTasks.BriefNarrative, "plain", "numbers");
        yield return Fault(ContentFaults.MissingItems, PromptTasks.Flag, "plain", "schema");
        yield return Fault(ContentFaults.Malformed, PromptTasks.LabelThemes, "citations", "schema");
        yield return Fault(ContentFaults.Refused, PromptTasks.SuggestWorkingGroup, "citations", "schema");
    }

    private static TestCaseData Fault(Misbehaviour fault, string task, string keeps, params string[] costs) =>
        new TestCaseData(fault, task, keeps, costs).SetArgDisplayNames(fault.Name, task);

    [TestCaseSource(nameof(Faults))]
    public async Task A_server_that_misbehaves_loses_the_scores_that_are_named_after_it(
        Misbehaviour fault, string task, string keeps, string[] costs)
    {
        var (code, good) = await Run("--task", task);
        Assert.That(code, Is.Zero, good);
        _server.Otherwise = _ => fault;
        var (faulty, bad) = await Run("--task", task);
        TestContext.Out.WriteLine(bad);

        Assert.That(faulty, Is.Zero, "a bad model is no error of the command's");
        Assert.That(Rows(bad).Select(row => row["prompt"]), Is.EqualTo(Rows(good).Select(row => row["prompt"])));
        foreach (var (before, after) in Rows(good).Zip(Rows(bad)))
        {
            foreach (var score in costs)
            {
                Assert.That(Value(after[score]), Is.LessThan(Value(before[score])), $"{score} of {after["prompt"]}");
            }
            // Where nothing was of use there is nothing to be scored
            Assert.That(after[keeps], Is.EqualTo(before[keeps]).Or.EqualTo("–"));
        }
    }

    [Test]
    public async Task A_server_that_goes_away_ends_it_with_a_sentence_and_the_rows_so_far()
    {
        _server.Otherwise = request => ScriptedRequest.Read(request.Json!).Language == "en"
            ? TransportFaults.Fails(401, """{"error":{"message":"Bad key","code":"invalid_api_key"}}""") : null;
        var (code, said) = await Run("--task", PromptTasks.Flag);
        Assert.That(code, Is.EqualTo(1));
        Assert.That(Rows(said).Select(row => row["prompt"][..2]), Is.EqualTo(new[] { "he", "ar" }));
        Assert.That(said, Does.Contain("Not finished: The model's server does not accept the key or this account (401, invalid_api_key)."));

        _server.Otherwise = _ => TransportFaults.TooMany("86400");
        (code, said) = await Run("--task", PromptTasks.Flag);
        Assert.That((code, Rows(said).Count), Is.EqualTo((1, 0)));
        Assert.That(said, Does.Contain("has had enough requests for now").And.Contain("trying again in 3600 s"));
    }

    private async Task<(int Code, string Said)> Run(params string[] more)
    {
        using var say = new StringWriter();
        var code = await CommandTable.Dispatch(
            [
                "eval", _folder, .. more, "--Pulse:Model:Provider=compatible", $"--Pulse:Model:Endpoint={_server.Endpoint}",
                "--Pulse:Model:Model=scripted",
            ], say, default);
        return (code, say.ToString());
    }

    /// <summary>The table's rows by its head.</summary>
    private static List<Dictionary<string, string>> Rows(string said)
    {
        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] names = ["task", "prompt", "cases", "calls", .. Scoring.Names];
        Assert.That(Cells(lines[0]), Is.EqualTo(names));
        return
        [
            .. lines.Skip(1).Select(Cells).Where(cells => PromptTasks.All.Contains(cells[0]))
                // A prompt is a language, a version and a hash
                .Select(cells => names.Zip([cells[0], string.Join(' ', cells[1..4]), .. cells[4..]]).ToDictionary()),
        ];
    }

    private static string[] Cells(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static double Value(string cell) => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture);
}
