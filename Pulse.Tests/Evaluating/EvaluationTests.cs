using NUnit.Framework;
using Pulse.Language.Prompting;
using Pulse.Tests.Language.Prompting;
using Pulse.Worker;
using Pulse.Worker.Commands;
using Pulse.Worker.Evaluating;

namespace Pulse.Tests.Evaluating;

[TestFixture]
public sealed class EvaluationTests
{
    private static readonly string _folder = Path.Combine(Repository.Root, "evals");

    private static async Task<IReadOnlyList<EvaluationRow>> Run(PlayedModel model, params string[] tasks) =>
        await RunningEvaluation.Run(model, _folder, tasks.Length > 0 ? tasks : PromptTasks.All, CancellationToken.None).ToListAsync();

    [Test]
    public void Every_case_is_synthetic_has_a_name_of_its_own_and_every_task_has_all_three_languages()
    {
        var cases = PromptTasks.All.SelectMany(task => EvaluationCase.Read(Path.Combine(_folder, task, "cases.jsonl")).Select(one => (task, one))).ToArray();
        Assert.That(cases.Select(pair => pair.one.Synthetic), Is.All.True);
        Assert.That(cases.Select(pair => pair.one.Case), Is.Unique);
        foreach (var task in PromptTasks.All.Where(task => task != PromptTasks.BackTranslate))
        {
            Assert.That(cases.Where(pair => pair.task == task).Select(pair => pair.one.Language).Distinct(), Is.EquivalentTo(ThreeLanguages.All), task);
        }
    }

    [Test]
    public async Task A_model_that_does_as_it_should_scores_one_in_everything_that_a_machine_can_see()
    {
        using var model = PlayedModel.Good();
        var rows = await Run(model);
        Assert.That(rows.Select(row => row.Prompt.Task).Distinct(), Is.EqualTo(PromptTasks.All));
        foreach (var name in new[] { "schema", "citations", "quotes", "numbers", "glossary", "neutral", "language", "length", "plain" })
        {
            Assert.That(rows.Where(row => row.Scores[name] != 1).Select(row => $"{row.Prompt.Task} {row.Prompt.Language}"), Is.Empty, name);
        }
        // It cites every item, also what a good editor would set aside, and has one choice for every answer
        Assert.That(rows.Where(row => row.Prompt.Task == PromptTasks.LabelThemes).Select(row => (row.Scores["precision"], row.Scores["recall"])), Is.All.EqualTo((1.0, 1.0)));
        Assert.That(rows.Where(row => row.Prompt.Task == PromptTasks.DraftStatement).Select(row => row.Scores["precision"]), Is.All.EqualTo(2.0 / 3).Within(1e-9));
        Assert.That(rows.Where(row => row.Prompt.Task == PromptTasks.SuggestWorkingGroup).Select(row => row.Scores["precision"]), Is.All.EqualTo(0.25).Within(1e-9));
        Assert.That(rows.Where(row => row.Prompt.Task == PromptTasks.Flag).Select(row => row.Scores["recall"]), Is.All.EqualTo(0.0));
        Assert.That(rows.Where(row => row.Prompt.Task == PromptTasks.Translate).Select(row => row.Scores["has"]), Is.All.EqualTo(1.0));
    }

    [Test]
    public async Task A_model_that_says_nothing_of_use_scores_nothing_and_ends_nothing()
    {
        using var model = PlayedModel.Saying("I would rather not.");
        var rows = await Run(model);
        Assert.That(rows.Select(row => row.Scores["schema"]), Is.All.EqualTo(0.0));
        Assert.That(rows.Sum(row => row.Calls), Is.EqualTo(model.Bodies.Count));
    }

    [Test]
    public async Task A_fault_costs_the_score_that_is_named_after_it()
    {
        using var model = PlayedModel.Changing((reply, _) =>
        {
            reply["clauses"]![0]!["text"] = "98% of them want \"a new sea\", see www.example.org.";
            return reply;
        });
        var row = (await Run(model, PromptTasks.DraftStatement)).Single(one => one.Prompt.Language == "en");
        Assert.That((row.Scores["quotes"], row.Scores["numbers"], row.Scores["plain"], row.Scores["schema"]), Is.EqualTo(((double?)0, (double?)0, (double?)0, (double?)1)));
    }

    [Test]
    public async Task The_command_prints_a_row_per_prompt_and_says_where_there_is_no_model()
    {
        using var model = PlayedModel.Good();
        using var say = new StringWriter();
        Assert.That(await Eval.Run([_folder, "--task", "flag"], model, say, CancellationToken.None), Is.Zero);
        Assert.That(say.ToString(), Does.Contain("he v1 ").And.Contain("ar v1 ").And.Contain("en v1 ").And.Contain("precision"));
        Assert.That(await Eval.Run([_folder], null, say, CancellationToken.None), Is.EqualTo(1));
        Assert.That(say.ToString(), Does.Contain("No model is configured"));
        foreach (var (words, says) in new (string[], string)[]
        {
            ([_folder, "--task", "guess"], "There is no task 'guess'; there are translate, flag"),
            ([_folder, "translate"], "'translate' is one word too many"), (["nowhere"], "There is no folder 'nowhere'"), ([], "Say the folder"),
        })
        {
            Assert.That(await Eval.Run(words, model, say, CancellationToken.None), Is.EqualTo(2));
            Assert.That(say.ToString(), Does.Contain(says));
        }
        Assert.That(CommandTable.All.Select(command => command.Name), Does.Contain("eval"));
    }

    [Test]
    public void A_line_that_is_no_case_is_named()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "{\"case\":\"x\",\"surprise\":1}\n");
        Assert.That(() => EvaluationCase.Read(path), Throws.TypeOf<FormatException>().With.Message.Contains("Line 1"));
        File.Delete(path);
    }
}
