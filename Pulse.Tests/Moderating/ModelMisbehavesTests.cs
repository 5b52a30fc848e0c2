using NUnit.Framework;
using Pulse.Moderating;
using Pulse.Tests.Language.Calling;
using Pulse.Tests.Language.Scripted;
using Pulse.Tests.Work;

namespace Pulse.Tests.Moderating;

/// <summary>Whatever the model or its server does: the job ends or waits with a reason, and nothing wrong is kept.</summary>
[TestFixture]
public sealed class ModelMisbehavesTests
{
    private const string Transactions = """
        select count(*) from pg_stat_activity
        where datname = current_database() and usename = 'pulse_worker' and (xact_start is not null or state <> 'idle')
        """;

    // Six answers: three batches of four to translate, one of six to look at twice; halved where they are cut off
    private const int MostCalls = 3 * 7 + 2 * 11;

    /// <summary>A fault, and whether what it leaves of a translation is one that the checks let through.</summary>
    public static IEnumerable<TestCaseData> Contents() => ContentFaults.All.Select(fault => new TestCaseData(
        fault,
        fault == ContentFaults.AlteredQuote || fault == ContentFaults.MissingItems || fault == ContentFaults.HallucinatedCitation)
        .SetArgDisplayNames(fault.Name));

    [TestCaseSource(nameof(Contents))]
    public async Task What_does_not_pass_the_checks_is_not_kept_and_not_asked_for_again(Misbehaviour fault, bool leavesSome)
    {
        await using var dialogue = await ModelledDialogue.Make();
        var answers = await dialogue.Answered();
        var open = 0L;
        dialogue.Server.Otherwise = _ => fault;
        dialogue.Server.Meanwhile = async () => open += await dialogue.Worked.Ask<long>(Transactions);
        await dialogue.Translate();
        await dialogue.Suggest();
        await dialogue.NoJobFailed();

        Assert.That(dialogue.Server.Requests, Has.Count.LessThanOrEqualTo(MostCalls));
        Assert.That(open, Is.Zero, "no transaction during a call");
        var read = await dialogue.Rows<Translation>("select statement_id, language, text_sealed, made_by from moderating.translations");
        Assert.That(read.Count > 0, Is.EqualTo(leavesSome));
        Assert.That(
            read.Select(one => one.Text(dialogue.Worked.Key)),
            Has.None.Contains("http").And.None.Contains("97%").And.None.Contains("S99").And.None.Contains("Все"));
        Assert.That(
            await dialogue.Count("select count(*) from moderating.machine_translations"), Is.EqualTo(2 * answers.Count),
            "every text is accounted for, translated or waiting for a person");
        Assert.That(
            await dialogue.Count("select count(*) from moderating.machine_translations where text_sealed is null"),
            Is.EqualTo(2 * answers.Count - read.Count));
        Assert.That(await dialogue.Count("select count(*) from moderating.suggestions"), Is.EqualTo(answers.Count));
        Assert.That(await dialogue.Count("select count(*) from moderating.statements"), Is.EqualTo(answers.Count), "no voice is lost");

        var calls = dialogue.Server.Requests.Count;
        TestContext.Out.WriteLine($"{calls} calls, {read.Count} of {2 * answers.Count} translations kept");
        await dialogue.Translate();
        await dialogue.Suggest();
        Assert.That(dialogue.Server.Requests, Has.Count.EqualTo(calls), "a second pass asks nothing");
    }

    [Test]
    public async Task Another_model_gets_another_chance_at_what_one_could_not_do()
    {
        await using var dialogue = await ModelledDialogue.Make();
        var answers = await dialogue.Answered();
        dialogue.Server.Otherwise = _ => ContentFaults.Empty;
        await dialogue.Translate();
        await dialogue.Suggest();
        Assert.That(await dialogue.Count("select count(*) from moderating.translations"), Is.Zero);
        dialogue.Server.Forget();
        dialogue.Restart(settings => settings with { Model = "better" });
        await dialogue.Translate();
        await dialogue.Suggest();
        Assert.That(await dialogue.Count("select count(*) from moderating.machine_translations where model = 'better' and text_sealed is not null"), Is.EqualTo(2 * answers.Count));
        Assert.That(await dialogue.Count("select count(*) from moderating.suggestions where usable"), Is.EqualTo(answers.Count));
        await dialogue.NoJobFailed();
    }

    public static IEnumerable<TestCaseData> Transports()
    {
        yield return Transport(TransportFaults.Hang, 3, "did not finish its reply in time");
        yield return Transport(TransportFaults.Drip, 3, "did not finish its reply in time");
        yield return Transport(TransportFaults.Reset, 3, "broke off");
        yield return Transport(TransportFaults.Huge, 1, "more bytes than are accepted");
        yield return Transport(TransportFaults.NoJson, 3, "no reply");
        yield return Transport(TransportFaults.DeepEnvelope, 3, "no reply");
        yield return Transport(TransportFaults.Fails(500), 3, "failed (500");
        yield return Transport(TransportFaults.TooMany("2"), 3, "had enough requests");
        yield return Transport(TransportFaults.TooMany("86400"), 1, "again in 3600 s");
        yield return Transport(TransportFaults.Fails(401), 1, "does not accept the key");
        yield return Transport(TransportFaults.Fails(404), 1, "no such model");
    }

    private static TestCaseData Transport(Misbehaviour fault, int calls, string says) =>
        new TestCaseData(fault, calls, says).SetArgDisplayNames(fault.Name);

    [TestCaseSource(nameof(Transports))]
    public async Task A_server_that_misbehaves_leaves_the_work_due_with_a_reason(Misbehaviour fault, int calls, string says)
    {
        await using var dialogue = await ModelledDialogue.Make(clock: new HurryingClock());
        dialogue.Change = settings => settings with { Deadline = TimeSpan.FromSeconds(8), MostBytes = 1 << 20 };
        var answers = await dialogue.Answered();
        var open = 0L;
        dialogue.Server.Otherwise = _ => fault;
        dialogue.Server.Meanwhile = async () => open += await dialogue.Worked.Ask<long>(Transactions);
        await dialogue.Translate();
        Assert.That(await dialogue.Reason(TranslatingByModel.Job), Does.Contain(says));
        // A request can be given up before a busy machine has carried it to the server
        Assert.That(await dialogue.Count("select count(*) from language.calls"), Is.EqualTo(calls));
        Assert.That(dialogue.Server.Requests, Has.Count.LessThanOrEqualTo(calls));
        Assert.That(open, Is.Zero);
        Assert.That(await dialogue.Count("select count(*) from moderating.machine_translations"), Is.Zero);
        Assert.That(await dialogue.Count("select count(*) from moderating.translations"), Is.Zero);
        Assert.That(await dialogue.Count("select count(*) from language.replies"), Is.Zero);

        await dialogue.Translate();
        Assert.That(await dialogue.Count("select count(*) from language.calls"), Is.EqualTo(calls), "it waits as long as it was asked to");

        dialogue.Server.Forget();
        dialogue.Restart();
        await dialogue.Later();
        await dialogue.Translate();
        await dialogue.NoJobFailed();
        Assert.That(await dialogue.Count("select count(*) from moderating.translations"), Is.EqualTo(2 * answers.Count));
    }

    [TestCase("provider: compatible\nbudget: { tokens-per-month: 10 }", "no room for the next call")]
    [TestCase("provider: azure", "'compatible' is configured")]
    [TestCase("provider: compatible\noutside-models: false", "forbids models outside the house")]
    public async Task What_a_dialogue_forbids_makes_no_call_and_another_dialogue_s_work_goes_on(string more, string says)
    {
        await using var dialogue = await ModelledDialogue.Make(more);
        dialogue.Change = settings => settings with { Inside = !more.Contains("outside", StringComparison.Ordinal) };
        await dialogue.Answered();
        await Another(dialogue);
        await dialogue.Translate();
        await dialogue.Suggest();
        Assert.That(await dialogue.Reason(TranslatingByModel.Job), Does.Contain(says));
        Assert.That(await dialogue.Reason(SuggestingByModel.Job), Does.Contain(says));
        Assert.That(dialogue.Sent().Select(sent => sent.Text), Is.EqualTo(Enumerable.Repeat("Another dialogue wants to talk about schools", 2)));
        Assert.That(await dialogue.Count("select count(*) from work.failures"), Is.EqualTo(2));
        Assert.That(await dialogue.Count("select count(*) from moderating.translations"), Is.EqualTo(2), "the other dialogue's");
        Assert.That(await dialogue.Count(
            "select count(*) from work.failures where waits_until > now() + interval '50 minutes'"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_server_that_hangs_over_one_dialogue_does_not_hold_up_another_s_work()
    {
        await using var dialogue = await ModelledDialogue.Make();
        await dialogue.Answered();
        await Another(dialogue);
        dialogue.Server.Otherwise = request => request.Body.Contains("schools", StringComparison.Ordinal) ? null : TransportFaults.Hang;
        using var stop = new CancellationTokenSource();
        var translating = dialogue.Translate(stop.Token);
        while (await dialogue.Count("select count(*) from moderating.translations") < 2)
        {
            Assert.That(translating.IsCompleted, Is.False, "the first dialogue's call hangs still");
            await Task.Delay(20);
        }
        await stop.CancelAsync();
        Assert.That(async () => await translating, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await dialogue.Count("select count(*) from language.calls where outcome = 'cancelled'"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_worker_without_a_model_says_so_to_a_dialogue_that_names_one()
    {
        await using var dialogue = await ModelledDialogue.Make();
        dialogue.IsConfigured = false;
        await dialogue.Answered();
        await dialogue.Translate();
        Assert.That(await dialogue.Reason(TranslatingByModel.Job), Does.Contain("the worker has no model"));
    }

    /// <summary>A second dialogue with one statement, which lets the model work.</summary>
    private static async Task Another(ModelledDialogue dialogue)
    {
        var worked = dialogue.Worked;
        var text = ModelledDialogue.Named(Hosts.Consultation.Definition, "provider: compatible\noutside-models: true")
            .Replace("dialogue: consultation", "dialogue: another", StringComparison.Ordinal);
        await using var desk = await worked.AsStaff();
        var read = Pulse.Convening.ReadingDefinition.Read("another.yaml", text);
        var another = (await Pulse.Convening.ConveningDialogue.Convene(desk, worked.Keyring, read, "another.yaml", default)).Dialogue;
        var key = await worked.Keyring.Of(desk, another.Id, default);
        var id = Guid.NewGuid();
        await Statements.Add(desk, new Statement
        {
            StatementId = id,
            DialogueId = another.Id,
            Item = "water-open",
            WorkingGroup = "water",
            Language = "en",
            TextSealed = Statement.Seal(key, id, "Another dialogue wants to talk about schools"),
            Quoting = "none",
            ApprovedOn = WorkedDialogue.Today,
        }, default);
    }
}
