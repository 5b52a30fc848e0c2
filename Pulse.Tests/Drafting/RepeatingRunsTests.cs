using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Pulse.Collecting;
using Pulse.Convening;
using Pulse.Drafting;
using Pulse.Language.Parity;
using Pulse.Language.Prompting;
using Pulse.Migrating;
using Pulse.Tests.Language.Scripted;
using Pulse.Tests.Work;

namespace Pulse.Tests.Drafting;

/// <summary>A run made again with prompts in three languages, over real HTTP, in the same terms as its editing.</summary>
[TestFixture]
[NonParallelizable]
public sealed class RepeatingRunsTests
{
    private EditedDialogue _house = null!;
    private Dialogue _dialogue = null!;
    private Guid _run;

    [OneTimeSetUp]
    public async Task Open()
    {
        _house = await EditedDialogue.Open();
        _dialogue = await _house.Sample(questions: 1, people: 12);
        _run = await _house.Edited(_dialogue);
        Assert.That((await _house.Failures(), await _house.IsEdited(_run)), Is.EqualTo(((string?)null, true)));
    }

    [OneTimeTearDown]
    public async Task Close() => await _house.DisposeAsync();

    [SetUp]
    public async Task Forget()
    {
        _house.Server.Forget();
        await _house.Do("delete from work.failures");
        await _house.Do("delete from drafting.repeated_steps");
        await _house.Do("update drafting.repetitions set requested_on = null, finished_on = null, report_sealed = null");
        await _house.Do("update work.leases set leased_until = clock_timestamp()");
    }

    [Test]
    public async Task Prompts_in_three_languages_write_in_one_and_what_the_run_asked_is_not_asked_again()
    {
        var dialogue = await _house.Sample("threefold", questions: 1, skip: 3, people: 12);
        var run = await _house.Edited(dialogue);
        _house.Server.Forget();
        await _house.Repeated(dialogue, run, "he");
        Assert.That(await _house.Failures(), Is.Null);
        var asked = _house.Server.Requests.Select(request => ScriptedRequest.Read(request.Json!)).ToArray();
        Assert.That(asked.Select(request => request.Language).Distinct(), Is.EqualTo(new[] { "he" }), "all write in Hebrew");
        Assert.That(asked.Select(Prompted).Distinct(), Is.EquivalentTo(new[] { "ar", "en" }), "the Hebrew prompts' replies are the run's own");
        await using var connection = await _house.Database.Connect(Roles.Web);
        var key = await _house.Keyring.Of(connection, dialogue.Id, default);
        var report = (await Repetitions.OfRun(connection, key, run, default)).Single(one => one.Language == "he").Report!;
        Assert.That(report.Prompts, Is.EqualTo(ThreeLanguages.All));
        Assert.That(report.Parts.Select(part => part.Task).Distinct(), Is.SupersetOf(new[] { PromptTasks.LabelThemes, PromptTasks.SummariseWorkingGroup }));
        Assert.That(report.Parts.Select(part => (part.Texts.Count, part.Weight, part.LeastShared, part.LeastCited)), Is.All.EqualTo((3, 0, 1.0, 1.0)), "a server that answers all alike");

        _house.Server.Forget();
        await _house.Repeated(dialogue, run, "he");
        Assert.That(_house.Server.Requests, Is.Empty, "asked twice");
        var again = await _house.Edited(dialogue);
        await _house.Repeated(dialogue, again, "he");
        Assert.That(await _house.Failures(), Is.Null);
        Assert.That(_house.Server.Requests, Is.Empty, "a new run of what has not changed");
        Assert.That(
            (await Repetitions.OfRun(connection, key, again, default)).Single(one => one.Language == "he").Report!.Parts.Select(part => part.Texts[0].Whole),
            Is.EquivalentTo(report.Parts.Select(part => part.Texts[0].Whole)));
    }

    [Test]
    public async Task What_prompts_in_one_language_bring_and_others_do_not_is_told_with_their_texts()
    {
        _house.Server.Register(PromptTasks.LabelThemes, body =>
        {
            var reply = JsonNode.Parse(ScriptedReplies.For(PromptTasks.LabelThemes)(body))!;
            if (Prompted(ScriptedRequest.Read(body)) == "ar")
            {
                reply["label"] = "Wells and pipes";
                reply["summary"]!.AsArray().Add((JsonNode)new JsonObject
                {
                    ["text"] = "They demand that somebody agrees.",
                    ["cites"] = new JsonArray((JsonNode)ScriptedRequest.Read(body).Items[0].Id),
                });
            }
            return reply.ToJsonString();
        });
        try
        {
            await _house.Repeated(_dialogue, _run, "en");
        }
        finally
        {
            _house.Server.Register(PromptTasks.LabelThemes, ScriptedReplies.For(PromptTasks.LabelThemes));
        }
        Assert.That(await _house.Failures(), Is.Null);
        var report = (await Found("en"))!;
        var theme = report.Parts.First(part => part.Task == PromptTasks.LabelThemes);
        Assert.That(report.Parts[0], Is.SameAs(theme), "the most different first");
        Assert.That(theme.Texts.Single(text => text.Prompt == "ar").Text, Does.Contain("They demand that somebody agrees."));
        Assert.That(theme.Differences.Where(one => one.In.SequenceEqual(["ar"])).Select(one => (one.Kind, one.What)),
            Is.SupersetOf(new[] { (ParityKind.Agency, "demand"), (ParityKind.Heading, "Wells and pipes") }));
        Assert.That(theme.LeastShared, Is.LessThan(1));
        await _house.Do("delete from language.replies where dialogue_id = @Id", new { _dialogue.Id });
    }

    [Test]
    public async Task What_it_would_cost_is_said_before_and_is_within_a_fifth([Values("ar", "he")] string language)
    {
        var other = await _house.Sample($"costing-{language}", questions: 1, skip: language == "he" ? 1 : 2, people: 12);
        var run = await _house.Edited(other);
        await using var connection = await _house.Database.Connect(Roles.Web);
        var key = await _house.Keyring.Of(connection, other.Id, default);
        var offered = (await Repetitions.OfRun(connection, key, run, default)).Single(one => one.Language == language);
        Assert.That((offered.Requested, offered.Report), Is.EqualTo((false, (RepetitionReport?)null)));
        var used = await Used(run, () => _house.Repeated(other, run, language));
        Assert.That(await _house.Failures(), Is.Null);
        TestContext.Out.WriteLine($"{language}: expected {offered.Expected}, used {used}");
        Assert.That((double)offered.Expected.Calls / used.Calls, Is.EqualTo(1).Within(0.2));
        Assert.That((double)offered.Expected.Tokens / used.Tokens, Is.EqualTo(1).Within(0.2));
        Assert.That((double)offered.Expected.MicroUsd / used.MicroUsd, Is.EqualTo(1).Within(0.2));
    }

    [Test]
    public async Task It_waits_where_outside_models_are_forbidden_or_a_server_fails_and_goes_on_later()
    {
        await _house.Do("delete from language.replies where dialogue_id = @Id", new { _dialogue.Id });
        await _house.Repeated(_dialogue, _run, "en", settings => settings with { Inside = false });
        Assert.That(await _house.Failures(), Does.StartWith("repeat: ").And.Contain("forbids models outside the house"));
        Assert.That(_house.Server.Requests, Is.Empty);

        await _house.Do("delete from work.failures");
        _house.Server.Otherwise = _ => TransportFaults.Fails(500);
        await _house.Repeated(_dialogue, _run, "en", settings => settings with { MostWait = TimeSpan.FromSeconds(5) });
        Assert.That(await _house.Failures(), Does.StartWith("repeat: ").And.Contain("model's server"));
        Assert.That(_house.Server.Requests, Has.Count.InRange(1, 3));
        Assert.That(await Found("en"), Is.Null);

        _house.Server.Forget();
        await _house.Do("delete from work.failures");
        await _house.Repeated(_dialogue, _run, "en");
        Assert.That((await _house.Failures(), await Found("en") is null), Is.EqualTo(((string?)null, false)));
    }

    [Test]
    public async Task A_model_that_answers_badly_in_one_language_of_prompts_is_reported_as_missing()
    {
        await _house.Do("delete from language.replies where dialogue_id = @Id", new { _dialogue.Id });
        _house.Server.Otherwise = request => request.Json is { } json && Prompted(ScriptedRequest.Read(json)) == "ar" ? ContentFaults.Empty : null;
        await _house.Repeated(_dialogue, _run, "en");
        Assert.That(await _house.Failures(), Is.Null);
        var report = (await Found("en"))!;
        Assert.That(report.Prompts, Is.EqualTo(new[] { "he", "en" }));
        Assert.That(report.Parts.Select(part => part.Texts.Count), Is.All.EqualTo(2));
    }

    [Test]
    public async Task Only_an_edited_run_of_the_same_dialogue_in_a_language_that_was_offered_can_be_repeated()
    {
        await using var connection = await _house.Database.Connect(Roles.Web);
        Assert.That(await Ask(_dialogue.Id, _run, "fr"), Is.False);
        Assert.That(await Ask(Guid.NewGuid(), _run, "he"), Is.False);
        Assert.That(await Ask(_dialogue.Id, Guid.NewGuid(), "he"), Is.False);
        await _house.Do("update analysing.runs set stale = true where run_id = @_run", new { _run });
        Assert.That(await Ask(_dialogue.Id, _run, "he"), Is.False, "somebody in it withdrew");
        await _house.Do("update analysing.runs set stale = false where run_id = @_run", new { _run });

        Task<bool> Ask(Guid dialogue, Guid run, string language) => Repetitions.Request(connection, dialogue, run, language, WorkedDialogue.Today, default);
    }

    [Test]
    public async Task A_withdrawal_takes_the_report_its_steps_and_what_was_translated_back()
    {
        var leaving = await _house.Sample("leaving", questions: 1, skip: 4, people: 12, machine: true);
        var run = await _house.Edited(leaving);
        await _house.Repeated(leaving, run, "ar");
        await using (var web = await _house.Database.Connect(Roles.Web))
        {
            var key = await _house.Keyring.Of(web, leaving.Id, default);
            Assert.That(await Parities.Find(web, key, run, default), Is.Not.Null);
            Assert.That((await Repetitions.OfRun(web, key, run, default)).Count(one => one.Report is not null), Is.EqualTo(1));
        }
        Assert.That(await _house.Failures(), Is.Null);
        var (person, statement) = await _house.Ask<(Guid, Guid)>("""
            select a.participant_id, b.statement_id from drafting.back_translations b
            join moderating.statements s using (statement_id) join collecting.answers a using (answer_id)
            where b.run_id = @run limit 1
            """, new { run });
        await _house.Do("delete from collecting.participants where participant_id = @person", new { person });
        Assert.That(await _house.Ask<long>("select count(*) from drafting.back_translations where statement_id = @statement", new { statement }), Is.Zero, "at once");
        await using (var web = await _house.Database.Connect(Roles.Web))
        {
            var key = await _house.Keyring.Of(web, leaving.Id, default);
            Assert.That(await Parities.Find(web, key, run, default), Is.Null, "not read any more");
            Assert.That((await Repetitions.OfRun(web, key, run, default)).Select(one => one.Report), Is.All.Null);
        }
        await using (var connection = await _house.Database.Connect())
        {
            await Withdrawals.Add(connection, person, leaving.Id, 1, 1, WorkedDialogue.Today, default);
        }
        await new Pulse.Worker.Jobs.CarryWithdrawals(_house.Source, _house.Working).Execute(default);
        Assert.That(await _house.Failures(), Is.Null);
        Assert.That(await _house.Ask<long>("""
            select (select count(*) from drafting.repetitions where run_id = @run) + (select count(*) from drafting.repeated_steps where run_id = @run)
              + (select count(*) from drafting.parity where run_id = @run)
            """, new { run }), Is.Zero);
        Assert.That(await _house.Ask<long>("select count(*) from drafting.back_translations where run_id = @run", new { run }), Is.Positive, "those of others");
    }

    [TestCase("repeat:label-themes:called")]
    [TestCase("repeat:label-themes:stored", Category = "Slow")]
    [TestCase("repeat:draft-statement:called", Category = "Slow")]
    [TestCase("repeat:summarise-working-group:stored", Category = "Slow")]
    [TestCase("repeat:report:compared", Category = "Slow")]
    [TestCase("repeat:report:stored", Category = "Slow")]
    public async Task Killed_at_a_boundary_it_is_finished_by_the_next_worker_with_the_same_result(string place)
    {
        await _house.Do("delete from language.replies where dialogue_id = @Id", new { _dialogue.Id });
        var calls = (await Used(_run, () => _house.Repeated(_dialogue, _run, "he"))).Calls;
        var undisturbed = JsonSerializer.Serialize(await Found("he"));
        await Forget();
        await _house.Do("delete from language.replies where dialogue_id = @Id", new { _dialogue.Id });
        await using (var connection = await _house.Database.Connect(Roles.Web))
        {
            await Repetitions.Request(connection, _dialogue.Id, _run, "he", WorkedDialogue.Today, default);
        }
        var needed = await Used(_run, () => _house.KillAndGoOn(place, async () => await Found("he") is not null));
        TestContext.Out.WriteLine($"{place}: {needed.Calls} calls, {calls} undisturbed");
        Assert.That(JsonSerializer.Serialize(await Found("he")), Is.EqualTo(undisturbed));
        Assert.That(needed.Calls, Is.InRange(calls, calls + 1));
    }

    /// <summary>The language of a request's prompt; the one it asks for stands among its parameters.</summary>
    private static string Prompted(ScriptedRequest request) => ReadingPrompts.All.Concat(Repetition.Retargeted).First(prompt => prompt.Body == request.System).Language;

    private async Task<Repetition> Offered(string language)
    {
        await using var connection = await _house.Database.Connect(Roles.Web);
        return (await Repetitions.OfRun(connection, await _house.Keyring.Of(connection, _dialogue.Id, default), _run, default)).Single(one => one.Language == language);
    }

    private async Task<RepetitionReport?> Found(string language) => (await Offered(language)).Report;

    private async Task<Use> Used(Guid run, Func<Task> work)
    {
        var before = await Ledger(run);
        await work();
        var after = await Ledger(run);
        return new Use(after.Calls - before.Calls, after.Tokens - before.Tokens, after.MicroUsd - before.MicroUsd);
    }

    private Task<Use> Ledger(Guid run) => _house.Ask<Use>("""
        select count(*) as calls, coalesce(sum(tokens_in + tokens_out), 0)::bigint as tokens, coalesce(sum(micro_usd), 0)::bigint as micro_usd
        from language.calls where run_id = @run
        """, new { run });

    private sealed record Use(long Calls, long Tokens, long MicroUsd);
}
