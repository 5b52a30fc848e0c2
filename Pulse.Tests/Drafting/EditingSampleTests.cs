using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Pulse.Convening;
using Pulse.Drafting;
using Pulse.Language.Prompting;
using Pulse.Moderating;
using Pulse.People;
using Pulse.Tests.Desk;
using Pulse.Tests.Language.Scripted;

namespace Pulse.Tests.Drafting;

/// <summary>The sample dialogue, edited from end to end by a scripted model over real HTTP.</summary>
[TestFixture]
public sealed partial class EditingSampleTests
{
    private static readonly string[] _mayBeSaid = ["language", "glossary", "figures", "parts"];
    private static readonly string[] _ofAnItem = ["id", "text", "language", "part"];

    private EditedDialogue _house = null!;
    private Dialogue _dialogue = null!;
    private Guid _run;
    private IReadOnlyList<RecordedRequest> _sent = [];

    [OneTimeSetUp]
    public async Task EditOnce()
    {
        _house = await EditedDialogue.Open();
        _dialogue = await _house.Sample(machine: true);
        _run = await _house.Edited(_dialogue);
        _sent = _house.Server.Requests;
        Assert.That(await _house.Failures(), Is.Null);
        Assert.That(await _house.IsEdited(_run), Is.True);
    }

    [OneTimeTearDown]
    public async Task Close() => await _house.DisposeAsync();

    [Test]
    public async Task Every_statement_is_read_once_per_language_for_its_working_groups_summary()
    {
        await using var connection = await _house.Database.Connect();
        var key = await _house.Keyring.Of(connection, _dialogue.Id, default);
        var texts = (await Statements.OfDialogue(connection, _dialogue.Id, default)).Select(one => one.Text(key)).ToArray();
        foreach (var language in ThreeLanguages.All)
        {
            var read = _sent.Where(request => request.Task is PromptTasks.LabelThemes or PromptTasks.SummariseWorkingGroup)
                .Select(request => ScriptedRequest.Read(request.Json!)).Where(request => request.Language == language)
                .SelectMany(request => request.Items.Select(item => item.Text)).CountBy(text => text).ToDictionary();
            Assert.That(texts.Where(text => read.GetValueOrDefault(text) != 1), Is.Empty, language);
        }
        TestContext.Out.WriteLine(string.Join('\n', _sent.GroupBy(request => request.Task).Select(task =>
            $"{task.Key}: {task.Count()} calls, {task.Sum(request => request.Body.Length)} characters")));
    }

    [Test]
    public async Task Nothing_is_sent_but_words_their_languages_and_what_code_counted()
    {
        foreach (var request in _sent.Select(request => ScriptedRequest.Read(request.Json!)))
        {
            Assert.That(request.Parameters.Select(pair => pair.Key), Is.SubsetOf(_mayBeSaid));
            Assert.That(((JsonArray)request.Data["items"]!).SelectMany(item => ((JsonObject)item!).Select(pair => pair.Key)).Distinct(), Is.SubsetOf(_ofAnItem));
            Assert.That(((JsonArray?)request.Parameters["glossary"] ?? []).SelectMany(entry => (JsonArray?)entry!["sides"] ?? [])
                .Select(side => side!["side"]!.GetValue<string>().Length), Is.All.EqualTo(1), "sides are letters, not names of groups");
        }
        var all = string.Join('\n', _sent.Select(request => request.Body));
        Assert.That(Id().Matches(all), Is.Empty, "ids of ours");
        Assert.That(Time().Matches(all), Is.Empty, "days or hours of ours");
        Assert.That(_dialogue.Segments.Select(segment => segment.Slug).Where(slug => slug.Contains('-', StringComparison.Ordinal) && all.Contains($"\"{slug}", StringComparison.Ordinal)), Is.Empty);
        var stopped = Pulse.Worker.Rehearsing.SampleAnswers.Read(Path.Combine(Repository.Root, "samples", "spring-consultation"))
            .Where(answer => answer.Stopped is not null).Select(answer => answer.Text).ToArray();
        var items = _sent.SelectMany(request => ScriptedRequest.Read(request.Json!).Items.Select(item => item.Text)).ToHashSet();
        Assert.That(stopped, Is.Not.Empty);
        Assert.That(stopped.Where(items.Contains), Is.Empty, "what moderation stopped");
        await Task.CompletedTask;
    }

    [Test]
    public async Task Themes_summaries_reasons_and_drafts_stand_in_every_language_with_what_they_cite()
    {
        Assert.That(await _house.Ask<string>("""
            select string_agg(distinct language || ' ' || made_by, ', ' order by language || ' ' || made_by) from drafting.theme_wordings where run_id = @_run
            """, new { _run }), Is.EqualTo("ar model, en model, he model"));
        Assert.That(await _house.Ask<long>("select count(*) from drafting.summaries where run_id = @_run and kind = 'summary' and made_by = 'model'", new { _run }),
            Is.EqualTo(_dialogue.WorkingGroups.Count * 3));
        Assert.That(await _house.Ask<long>("select count(*) from drafting.drafts where run_id = @_run and made_by = 'model'", new { _run }), Is.GreaterThan(4));
        Assert.That(await _house.Ask<bool>("""
            select bool_and(cited > 0) from (
              select c.draft_id, c.clause, count(distinct cited.statement_id) as cited
              from drafting.draft_clauses c left join drafting.clause_citations cited using (draft_id, clause) group by 1, 2) as clauses
            """), Is.True, "every clause cites");
        Assert.That(await _house.Ask<long>("select count(*) from drafting.drafts where run_id = @_run and made_by = 'built-in'", new { _run }), Is.Positive, "beside, not instead");
        TestContext.Out.WriteLine(await _house.Ask<string>("""
            select string_agg(line, E'\n') from (
              select concat_ws(' ', task, language, count(*), 'steps', sum(calls), 'calls', sum(repaired), 'repaired', sum(fallen_back), 'fallen back',
                sum(left_out), 'left out', string_agg(distinct dropped::text, ' '), string_agg(distinct flagged::text, ' '), min(reason)) as line
              from drafting.edits where run_id = @_run group by task, language order by task, language) as lines
            """, new { _run }));
    }

    [Test]
    public async Task The_estimate_made_before_is_within_a_fifth_of_what_was_used()
    {
        var estimate = await _house.Ask<Use>("select calls, tokens_in, tokens_out, micro_usd from drafting.estimates where run_id = @_run", new { _run });
        var used = await _house.Ask<Use>("""
            select count(*)::int as calls, sum(tokens_in)::bigint as tokens_in, sum(tokens_out)::bigint as tokens_out, sum(micro_usd)::bigint as micro_usd
            from language.calls where run_id = @_run
            """, new { _run });
        TestContext.Out.WriteLine($"estimated {estimate}\nused      {used}");
        Assert.That((double)estimate.Calls / used.Calls, Is.EqualTo(1).Within(0.2));
        Assert.That((double)(estimate.TokensIn + estimate.TokensOut) / (used.TokensIn + used.TokensOut), Is.EqualTo(1).Within(0.2));
        Assert.That((double)estimate.MicroUsd / used.MicroUsd, Is.EqualTo(1).Within(0.2));
    }

    [Test]
    public async Task A_second_run_of_an_unchanged_dialogue_makes_no_call()
    {
        var before = _house.Server.Requests.Count;
        var again = await _house.Edited(_dialogue);
        Assert.That(await _house.Failures(), Is.Null);
        Assert.That(await _house.IsEdited(again), Is.True);
        Assert.That(_house.Server.Requests, Has.Count.EqualTo(before));
        Assert.That(await Wordings(again), Is.EqualTo(await Wordings(_run)));
    }

    [TestCase("he", "קבוצת העבודה בקצרה", "מה ערך המודל")]
    [TestCase("ar", "ملخص فريق العمل", "ما حرّره النموذج")]
    [TestCase("en", "This working group in summary", "What a model edited")]
    public async Task The_desk_shows_who_made_a_text_with_what_and_where_each_sentence_comes_from(string language, string summary, string edited)
    {
        await using var desk = await DeskHost.On(_house.Database);
        using var researcher = await desk.Program(StaffRole.Researcher);
        researcher.DefaultRequestHeaders.Add("Cookie", $"__Host-pulse-desk-language={language}");
        var dialogue = $"/dialogues/{_dialogue.Slug}";
        var group = $"{dialogue}/groups/{_dialogue.WorkingGroups[0].Slug}";
        var themes = await researcher.GetStringAsync(new Uri($"{group}?tab=themes", UriKind.Relative));
        Assert.That(themes, Does.Contain(summary).And.Contain("scripted").And.Contain("class=\"cite\"").And.Contain($"{group}?tab=statements#s-"));
        var review = await researcher.GetStringAsync(new Uri($"{group}?tab=review", UriKind.Relative));
        Assert.That(review, Does.Contain("made-line").And.Contain("class=\"cite\""));
        var run = await researcher.GetStringAsync(new Uri($"{dialogue}/runs/{_run}", UriKind.Relative));
        Assert.That(run, Does.Contain(edited));
        var runs = await researcher.GetStringAsync(new Uri($"{dialogue}/runs", UriKind.Relative));
        Assert.That(runs, Does.Contain("$"), "money");
    }

    [Test]
    public async Task The_report_on_parity_is_kept_with_the_run()
    {
        await using var connection = await _house.Database.Connect();
        var parity = await Parities.Find(connection, await _house.Keyring.Of(connection, _dialogue.Id, default), _run, default);
        Assert.That(parity!.Languages, Is.EquivalentTo(ThreeLanguages.All));
        Assert.That(parity.Disparities.Select(one => one.Kind), Has.None.EqualTo(Pulse.Language.Parity.ParityKind.Theme), "the themes are the same answers");
        Assert.That(parity.Splits, Is.Empty, "everybody read English");
    }

    private Task<long> Wordings(Guid run) => _house.Ask<long>("select count(*) from drafting.theme_wordings where run_id = @run and made_by = 'model'", new { run });

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex(@"20\d\d-\d\d-\d\d|\d\d:\d\d:\d\d")]
    private static partial Regex Time();

    private sealed record Use(int Calls, long TokensIn, long TokensOut, long MicroUsd);
}
