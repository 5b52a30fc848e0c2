using System.Diagnostics;
using NUnit.Framework;
using Pulse.Collecting;
using Pulse.Convening;
using Pulse.Drafting;
using Pulse.Moderating;
using Pulse.Tests.Language.Scripted;
using Pulse.Tests.Work;
using Pulse.Work;

namespace Pulse.Tests.Drafting;

/// <summary>
/// Whatever the model's server does, and whenever the worker is killed: a run is edited to its end or waits with a reason,
/// nothing wrong is kept, calls are few, and other dialogues go on.
/// </summary>
[TestFixture]
public sealed class EditingTroubleTests
{
    private const string Transactions = """
        select pid || ' ' || xact_start from pg_stat_activity
        where datname = current_database() and usename = 'pulse_worker' and xact_start is not null
        """;

    private EditedDialogue _house = null!;
    private Dialogue _troubled = null!;
    private Dialogue _other = null!;
    private Guid _run;
    private Guid _otherRun;
    private HashSet<string> _words = [];

    [OneTimeSetUp]
    public async Task Open()
    {
        _house = await EditedDialogue.Open();
        _troubled = await _house.Sample("troubled", questions: 1, people: 12);
        _other = await _house.Sample("other", questions: 1, skip: 1, people: 12);
        _run = await _house.Analysed(_troubled);
        _otherRun = await _house.Analysed(_other);
        await using var connection = await _house.Database.Connect();
        var key = await _house.Keyring.Of(connection, _troubled.Id, default);
        _words = [.. (await Statements.OfDialogue(connection, _troubled.Id, default)).Select(one => one.Text(key))];
    }

    [OneTimeTearDown]
    public async Task Close() => await _house.DisposeAsync();

    [SetUp]
    public async Task Forget()
    {
        _house.Server.Forget();
        _house.Server.Meanwhile = () => Task.CompletedTask;
        await _house.Do("""
            with a as (delete from drafting.edits), b as (delete from drafting.edited_runs), c as (delete from drafting.theme_wordings),
              d as (delete from drafting.summaries), e as (delete from drafting.drafts where made_by = 'model'),
              f as (delete from language.replies), g as (delete from work.failures), h as (delete from drafting.parity)
            update work.leases set leased_until = clock_timestamp()
            """);
        // Dialogues of single tests are not looked at again
        await _house.Do("""
            insert into drafting.edited_runs (run_id, made_on)
            select run_id, current_date from analysing.current_runs where run_id <> @_run and run_id <> @_otherRun
            """, new { _run, _otherRun });
    }

    public static IEnumerable<TestCaseData> Networks() => new[]
    {
        TransportFaults.Hang, TransportFaults.Drip, TransportFaults.Reset, TransportFaults.Huge, TransportFaults.NoJson,
        TransportFaults.DeepEnvelope, TransportFaults.Fails(500), TransportFaults.TooMany("2"), TransportFaults.TooMany("86400"),
        TransportFaults.TooMany(null),
    }.Select(fault => new TestCaseData(fault).SetArgDisplayNames(fault.Name));

    public static IEnumerable<TestCaseData> Contents() =>
        ContentFaults.All.Select(fault => new TestCaseData(fault).SetArgDisplayNames(fault.Name));

    [TestCaseSource(nameof(Networks))]
    public async Task A_server_that_cannot_be_reached_makes_its_run_wait_with_a_reason(Misbehaviour fault)
    {
        var open = 0L;
        _house.Server.Otherwise = request => IsTroubled(request) ? fault : null;
        _house.Server.Meanwhile = async () =>
        {
            // The other dialogue's are short; one that outlives a while of a call is held through it
            if (await _house.Rows<string>(Transactions) is { Count: > 0 } seen)
            {
                await Task.Delay(300);
                open += (await _house.Rows<string>(Transactions)).Intersect(seen).Count();
            }
        };
        await _house.Edit(settings => settings with { Deadline = TimeSpan.FromSeconds(8), MostBytes = 1 << 20, MostWait = TimeSpan.FromSeconds(5) });

        Assert.That(await _house.IsEdited(_run), Is.False);
        Assert.That(await _house.Failures(), Does.StartWith("edit: ").And.Contain("model's server"));
        Assert.That(await _house.Ask<long>("select count(*) from drafting.theme_wordings where run_id = @_run", new { _run }), Is.Zero);
        Assert.That(_house.Server.Requests.Count(IsTroubled), Is.InRange(1, 3));
        Assert.That(open, Is.Zero, "a transaction was open while the server was at work");
        // A pause that the whole endpoint asks for holds for everybody who calls it
        if (!fault.Name.StartsWith("429", StringComparison.Ordinal))
        {
            Assert.That(await _house.IsEdited(_otherRun), Is.True, "the other dialogue goes on");
        }

        _house.Server.Forget();
        await _house.Do("delete from work.failures");
        await _house.Edit();
        Assert.That(await _house.Failures(), Is.Null);
        Assert.That((await _house.IsEdited(_run), await _house.IsEdited(_otherRun)), Is.EqualTo((true, true)));
    }

    [TestCaseSource(nameof(Contents))]
    public async Task What_a_model_writes_badly_is_not_kept_and_the_run_is_edited_to_its_end(Misbehaviour fault)
    {
        _house.Server.Otherwise = request => IsTroubled(request) ? fault : null;
        await _house.Edit();

        Assert.That(await _house.Failures(), Is.Null);
        Assert.That((await _house.IsEdited(_run), await _house.IsEdited(_otherRun)), Is.EqualTo((true, true)));
        var texts = await Kept();
        Assert.That(texts, Is.Not.Empty);
        Assert.That(texts.Where(text => text.Contains("collect.example", StringComparison.Ordinal) || text.Contains("97%", StringComparison.Ordinal)
            || text.Contains("Все", StringComparison.Ordinal) || text.Contains("S99", StringComparison.Ordinal) || text.Contains("sorry", StringComparison.Ordinal)), Is.Empty);
        var steps = await _house.Ask<long>("select count(*) from drafting.edits where run_id = @_run", new { _run });
        var calls = await _house.Ask<long>("select sum(calls) from drafting.edits where run_id = @_run", new { _run });
        TestContext.Out.WriteLine($"{fault.Name}: {steps} steps, {calls} calls; " + await _house.Ask<string>("""
            select concat_ws(' ', sum(repaired), 'repaired', sum(fallen_back), 'fallen back', string_agg(distinct dropped::text, ' '), min(reason))
            from drafting.edits where run_id = @_run
            """, new { _run }));
        Assert.That(_house.Server.Requests.Count(IsTroubled), Is.LessThanOrEqualTo(steps * 16), "three attempts, three halvings at most");
        Assert.That(await _house.Ask<long>("select count(*) from drafting.theme_wordings where made_by = 'built-in' and reason is null"), Is.Zero, "a visible mark");
    }

    [Test]
    public async Task A_dialogue_that_forbids_outside_models_or_has_no_budget_left_waits_and_says_why()
    {
        await _house.Edit(settings => settings with { Inside = false });
        Assert.That(await _house.Failures(), Does.Contain("forbids models outside the house"));
        Assert.That(_house.Server.Requests, Is.Empty);

        await Forget();
        var poor = await _house.Sample("poor", questions: 1, skip: 3, people: 12, more: "\nbudget: { tokens-per-month: 100 }");
        var run = await _house.Edited(poor);
        Assert.That(await _house.Failures(), Does.Contain("budget for 2026-05 has no room"));
        Assert.That((await _house.IsEdited(run), await _house.IsEdited(_run), await _house.IsEdited(_otherRun)), Is.EqualTo((false, true, true)));
        Assert.That(await _house.Ask<long>("select count(*) from language.calls where run_id = @run", new { run }), Is.Zero);
    }

    [Test]
    public async Task A_dialogue_without_a_provider_is_not_edited_and_nothing_is_sent()
    {
        var quiet = await _house.Sample("quiet", questions: 1, skip: 2, people: 12, provider: "none");
        await _house.Do("insert into drafting.edited_runs (run_id, made_on) select @_run, date '2026-05-04' union all select @_otherRun, date '2026-05-04'", new { _run, _otherRun });
        var run = await _house.Edited(quiet);
        Assert.That((await _house.IsEdited(run), _house.Server.Requests.Count, await _house.Failures()), Is.EqualTo((false, 0, (string?)null)));
    }

    [TestCase("edit:label-themes:called")]
    [TestCase("edit:summarise-working-group:stored", Category = "Slow")]
    [TestCase("edit:label-themes:stored", Category = "Slow")]
    [TestCase("edit:draft-statement:called", Category = "Slow")]
    [TestCase("edit:draft-statement:stored", Category = "Slow")]
    [TestCase("edit:summarise-working-group:called", Category = "Slow")]
    public async Task Killed_at_a_boundary_the_run_is_edited_by_the_next_worker_to_the_same_result(string place)
    {
        var before = await Calls();
        await _house.Edit();
        var (undisturbed, calls) = (await Result(), await Calls() - before);
        await Forget();
        using (var killed = Start(place))
        {
            await killed.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
            Assert.That(killed.ExitCode, Is.EqualTo(137), "SIGKILL");
        }
        Assert.That(await _house.IsEdited(_run) && await _house.IsEdited(_otherRun), Is.False);
        await _house.Do("update work.leases set leased_until = clock_timestamp()");
        using var worker = Start("");
        try
        {
            var waited = Stopwatch.StartNew();
            while (!await _house.IsEdited(_run) || !await _house.IsEdited(_otherRun))
            {
                Assert.That(waited.Elapsed, Is.LessThan(TimeSpan.FromMinutes(2)), await _house.Failures());
                await Task.Delay(50);
            }
        }
        finally
        {
            worker.Kill();
            await worker.WaitForExitAsync();
        }
        Assert.That(await Result(), Is.EqualTo(undisturbed));
        var needed = await Calls() - before - calls;
        TestContext.Out.WriteLine($"{place}: {needed} calls, {calls} undisturbed");
        Assert.That(calls, Is.GreaterThan(0));
        // Two dialogues are edited at once, and the kill meets both
        Assert.That(needed, Is.LessThanOrEqualTo(calls + 2));
    }

    [Test]
    public async Task Vectors_of_a_model_are_part_of_the_frozen_input_and_where_it_gives_none_the_run_says_so()
    {
        var embedded = await _house.Sample("embedded", questions: 1, skip: 5, people: 12);
        var built = await _house.Analysed(embedded);
        Assert.That(_house.Server.Requests, Is.Empty);
        var models = _house.Models(settings => settings with { EmbeddingModel = "scripted-vectors" });
        var first = await _house.Analysed(embedded, models);
        var asked = _house.Server.Requests.Count;
        Assert.That((asked, await Mark(built), await Mark(first)), Is.EqualTo((asked, "built-in", "model scripted-vectors")));
        Assert.That(_house.Server.Requests.Select(request => request.Path).Distinct(), Is.EqualTo(new[] { "/v1/embeddings" }));
        var again = await _house.Analysed(embedded, models);
        Assert.That(_house.Server.Requests, Has.Count.EqualTo(asked), "kept from the first time");
        Assert.That(await Prints(first), Is.EqualTo(await Prints(again)));
        Assert.That((await Prints(first)).Input, Is.Not.EqualTo((await Prints(built)).Input));

        await _house.Do("delete from language.replies");
        _house.Server.Otherwise = _ => TransportFaults.Fails(500);
        var without = await _house.Analysed(embedded, models);
        Assert.That(await Mark(without), Does.StartWith("built-in: The model's server failed (500"));
        Assert.That(await Prints(without), Is.EqualTo(await Prints(built)));
        Assert.That(await _house.Failures(), Is.Null);

        Task<string> Mark(Guid run) => _house.Ask<string>("select vectors from analysing.runs where run_id = @run", new { run });

        async Task<(string Input, string Result)> Prints(Guid run) => await _house.Ask<(string, string)>(
            "select encode(input_fingerprint, 'hex'), encode(result_hash, 'hex') from analysing.runs where run_id = @run", new { run });
    }

    [Test]
    public async Task What_was_made_of_a_withdrawn_statement_goes_with_it()
    {
        var leaving = await _house.Sample("leaving", questions: 1, skip: 4, people: 12);
        var run = await _house.Edited(leaving);
        Assert.That((await _house.IsEdited(run), await _house.Failures()), Is.EqualTo((true, (string?)null)));
        var person = await _house.Ask<Guid>("""
            select a.participant_id from drafting.theme_wording_sources c
            join moderating.statements s using (statement_id) join collecting.answers a using (answer_id)
            where s.dialogue_id = @Id limit 1
            """, new { leaving.Id });
        var wordings = await _house.Ask<long>("select count(*) from drafting.theme_wordings where run_id = @run", new { run });
        await _house.Do("delete from collecting.participants where participant_id = @person", new { person });
        await using (var connection = await _house.Database.Connect())
        {
            await Withdrawals.Add(connection, person, leaving.Id, 1, 1, WorkedDialogue.Today, default);
        }
        await new Pulse.Worker.Jobs.CarryWithdrawals(_house.Source, _house.Working).Execute(default);
        Assert.That(await _house.Failures(), Is.Null);
        Assert.That(await _house.Ask<bool>("""
            select not exists (select from drafting.summaries m where run_id = @run and kind = 'summary')
              and not exists (select from drafting.theme_wordings w where run_id = @run
                and (select count(*) from drafting.theme_wording_sources s where s.wording_id = w.wording_id) < w.sources)
              and not exists (select from drafting.drafts d where run_id = @run
                and (select count(*) from drafting.citations c where c.draft_id = d.draft_id) < d.sources)
              and not exists (select from drafting.parity where run_id = @run)
            """, new { run }), Is.True);
        Assert.That(await _house.Ask<long>("select count(*) from drafting.theme_wordings where run_id = @run", new { run }), Is.LessThan(wordings));
    }

    /// <summary>Requests made for the two runs by the ledger: a whole worker also translates and suggests.</summary>
    private Task<long> Calls() =>
        _house.Ask<long>("select count(*) from language.calls where run_id = @_run or run_id = @_otherRun", new { _run, _otherRun });

    private bool IsTroubled(RecordedRequest request) =>
        request.Task is not null && ScriptedRequest.Read(request.Json!).Items.Any(item => _words.Contains(item.Text));

    /// <summary>Everything of the troubled run that was kept, opened.</summary>
    private async Task<IReadOnlyList<string>> Kept()
    {
        await using var connection = await _house.Database.Connect();
        var key = await _house.Keyring.Of(connection, _troubled.Id, default);
        var wordings = await ThemeWordings.OfRun(connection, key, _run, default);
        var summaries = await Sql.Rows<(Guid Id, byte[] Text)>(
            connection, "select summary_id, sentences_sealed from drafting.summaries where run_id = @_run", new { _run }, default);
        var drafts = await Sql.Rows<(Guid Id, string Language, byte[] Text)>(connection, """
            select w.draft_id, w.language, w.text_sealed from drafting.draft_wordings w join drafting.drafts using (draft_id)
            where run_id = @_run and made_by = 'model'
            """, new { _run }, default);
        return
        [
            .. wordings.Select(wording => wording.Label), .. wordings.SelectMany(wording => wording.Summary.Select(sentence => sentence.Text)),
            .. summaries.Select(one => key.Open(one.Text, Summaries.Column, one.Id)),
            .. drafts.Select(one => key.Open(one.Text, $"drafting.draft_wordings.text:{one.Language}", one.Id)),
        ];
    }

    /// <summary>What was kept, without the ids that are drawn anew each time.</summary>
    private async Task<string> Result() =>
        string.Join('\n', (await Kept()).Order(StringComparer.Ordinal)) + await _house.Ask<string>("""
            select string_agg(concat_ws(' ', task, subject, language, dropped, flagged, fallen_back), E'\n' order by run_id, task, subject, language) from drafting.edits
            """);

    private Process Start(string crashAt)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "Pulse.Worker.dll"), "serve", "--Pulse:KeyFile", _house.Database.KeyFilePath,
                "--Pulse:EverySeconds", "0.3", "--Pulse:LeaseSeconds", "2",
            },
        };
        start.Environment["Pulse__Connection"] = _house.Database.Worker;
        start.Environment["Pulse__Model__Provider"] = "compatible";
        start.Environment["Pulse__Model__Endpoint"] = _house.Server.Endpoint.ToString();
        start.Environment["Pulse__Model__Model"] = "scripted";
        start.Environment[CrashPoint.Variable] = crashAt;
        return Process.Start(start)!;
    }
}
