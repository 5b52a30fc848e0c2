using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Pulse.Convening;
using Pulse.Language.Parity;
using Pulse.Language.Prompting;
using Pulse.Moderating;
using Pulse.People;
using Pulse.Tests.Drafting;
using Pulse.Tests.Language.Scripted;

namespace Pulse.Tests.Desk;

/// <summary>What a run shows of differences between languages: read by a researcher, with the texts, in the reader's language.</summary>
[TestFixture]
[NonParallelizable]
public sealed partial class LanguagesTests
{
    private EditedDialogue _house = null!;
    private Dialogue _dialogue = null!;
    private Guid _run;
    private DeskHost _desk = null!;
    private string _split = "";
    private string _turned = "";

    [OneTimeSetUp]
    public async Task Open()
    {
        _house = await EditedDialogue.Open();
        _dialogue = await _house.Sample(questions: 1, people: 24, machine: true);
        var originals = new Dictionary<string, string>();
        await using (var connection = await _house.Database.Connect())
        {
            var key = await _house.Keyring.Of(connection, _dialogue.Id, default);
            var statements = (await Statements.OfDialogue(connection, _dialogue.Id, default)).ToDictionary(one => one.StatementId);
            foreach (var translation in await Translations.OfDialogue(connection, _dialogue.Id, default))
            {
                originals[translation.Text(key)] = statements[translation.StatementId].Text(key);
            }
            var split = statements.Values.First(one => one.Language == "he");
            _split = split.Text(key);
            await Sql.Run(connection, """
                with half as (
                  select participant_id, row_number() over (order by participant_id) % 2 = 0 as other
                  from collecting.participants where dialogue_id = @Id and segment = @segment
                )
                update voting.votes v set language_read = case when other then 'ar' else 'he' end, vote = case when other then -1 else 1 end
                from half where half.participant_id = v.participant_id and v.statement_id = @StatementId
                """, new { _dialogue.Id, segment = _dialogue.Segments[0].Slug, split.StatementId }, default);
        }
        _house.Server.Register(PromptTasks.BackTranslate, body => Back(ScriptedRequest.Read(body), originals));
        _run = await _house.Edited(_dialogue);
        Assert.That((await _house.Failures(), await _house.IsEdited(_run)), Is.EqualTo(((string?)null, true)));
        _desk = await DeskHost.On(_house.Database);
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await _desk.DisposeAsync();
        await _house.DisposeAsync();
    }

    [TestCase("he", "המנוע המובנה", "שלילה אחת יותר או פחות", "תורגם לאנגלית", "כל הגרסאות שלו")]
    [TestCase("ar", "المحرك المدمج", "نفي زائد أو ناقص", "تُرجم إلى الإنكليزية", "كل نسخها")]
    [TestCase("en", "the built-in engine", "a negation too many or too few", "translated into English", "All its versions")]
    public async Task A_split_and_a_translation_that_drifted_stand_with_their_words_and_not_with_an_id(
        string language, string engine, string negation, string through, string versions)
    {
        using var auditor = await _desk.Program(StaffRole.Auditor);
        auditor.DefaultRequestHeaders.Add("Cookie", $"__Host-pulse-desk-language={language}");
        var html = await auditor.GetStringAsync(Address());
        var page = Plain(html);
        Assert.Multiple(() =>
        {
            Assert.That(page, Does.Contain(engine));
            Assert.That(page, Does.Contain(Space().Replace(_split, " ")).And.Contain(versions));
            Assert.That(page, Does.Contain("12/12").And.Contain("0/12"), "of those who read one version and the other");
            Assert.That(page, Does.Contain(Space().Replace(_turned, " ")).And.Contain(negation).And.Contain(through));
            Assert.That(html, Does.Contain($"lang=\"{(language == "ar" ? "he" : "ar")}\""), "words are marked with their language");
            Assert.That(ShortId().Matches(page), Is.Empty, "no short ids");
            Assert.That(html, Does.Not.Contain("/repetitions/"), "an auditor asks for nothing");
        });
    }

    [Test]
    public async Task A_researcher_sees_what_a_repetition_costs_asks_for_it_once_and_reads_what_it_showed()
    {
        using var researcher = await _desk.Program(StaffRole.Researcher);
        researcher.DefaultRequestHeaders.Add("Cookie", "__Host-pulse-desk-language=en");
        var before = await researcher.GetStringAsync(Address());
        var ask = $"/v1/dialogues/{_dialogue.Slug}/runs/{_run}/repetitions/en";
        Assert.That(before, Does.Contain($"action=\"{ask}\""));
        Assert.That(before, Does.Not.Contain(Refreshes), "nothing is on its way");
        Assert.That(Plain(before), Does.Match("It would take about [0-9]+ calls and [0-9,]+ tokens beyond what the run has asked already: [0-9.]+ \\$"));
        for (var time = 0; time < 2; time++)
        {
            using var asked = await researcher.PostAsync(new Uri(ask, UriKind.Relative), null);
            Assert.That(asked.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }
        using var unknown = await researcher.PostAsync(new Uri(ask[..^2] + "fr", UriKind.Relative), null);
        Assert.That(unknown.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        var waiting = await researcher.GetStringAsync(Address());
        Assert.That(Plain(waiting), Does.Contain("Asked for. The worker makes it"));
        Assert.That(waiting, Does.Not.Contain($"action=\"{ask}\""));
        Assert.That(waiting, Does.Contain(Refreshes), "the page shows by itself what it waits for");

        _house.Server.Register(PromptTasks.LabelThemes, body =>
        {
            var reply = JsonNode.Parse(ScriptedReplies.For(PromptTasks.LabelThemes)(body))!;
            if (ScriptedRequest.Read(body).System.Contains("אתם", StringComparison.Ordinal))
            {
                reply["label"] = "Wells and pipes of the West Bank";
            }
            return reply.ToJsonString();
        });
        await new Pulse.Worker.Jobs.Repeat(_house.Source, _house.Keyring, _house.Working, _house.Models(), Pulse.Tests.Work.WorkedDialogue.Clock).Execute(default);
        Assert.That(await _house.Failures(), Is.Null);
        var done = await researcher.GetStringAsync(Address());
        Assert.That(done, Does.Not.Contain(Refreshes), "what is there is read in peace");
        var page = Plain(done);
        Assert.That(page, Does.Contain("Written in English").And.Contain("Texts compared:"));
        Assert.That(page, Does.Contain("heading Wells and pipes of the West Bank Brought by: Hebrew · Missing in: Arabic, English").And.Contain("Prompt in Hebrew Wells and pipes of the West Bank:"));
        Assert.That(page, Does.Contain("the West Bank (neutral wording)"));
        foreach (var (language, thing) in (IEnumerable<(string, string)>)[("he", "הגדה המערבית (ניסוח נייטרלי)"), ("ar", "الضفة الغربية (صياغة محايدة)")])
        {
            using var reader = await _desk.Program(StaffRole.Auditor);
            reader.DefaultRequestHeaders.Add("Cookie", $"__Host-pulse-desk-language={language}");
            Assert.That(Plain(await reader.GetStringAsync(Address())), Does.Contain(thing).And.Not.Contain("the West Bank ("));
        }
        Assert.That(page, Does.Match("Used by the repetition [0-9]+ calls"));
        Assert.That(await _house.Ask<long>("select count(*) from people.staff_acts where act = 'request-repetition'"), Is.EqualTo(2));
    }

    [TestCase("he", "מדוע עומדת תוצאה של המנוע המובנה", "התשובה הייתה ריקה", "החזרה ממתינה")]
    [TestCase("ar", "لماذا تقوم نتيجة المحرّك المدمج", "كان الرد فارغًا", "الإعادة تنتظر")]
    [TestCase("en", "Why the built-in result stands", "the reply was empty", "The repetition waits")]
    public async Task Why_a_step_fell_back_and_a_repetition_waits_is_said_in_the_reader_s_language(string language, string title, string because, string waits)
    {
        var poor = await _house.Sample($"poor-{language}", questions: 1, skip: 5, people: 12);
        _house.Server.Otherwise = request => request.Task == PromptTasks.SummariseWorkingGroup ? ContentFaults.Empty : null;
        var run = await _house.Edited(poor);
        _house.Server.Otherwise = _ => null;
        await _house.Repeated(poor, run, "en", settings => settings with { Inside = false });
        using var auditor = await _desk.Program(StaffRole.Auditor);
        auditor.DefaultRequestHeaders.Add("Cookie", $"__Host-pulse-desk-language={language}");
        var page = Plain(await auditor.GetStringAsync($"/dialogues/{poor.Slug}/runs/{run}"));
        Assert.That(page, Does.Contain(title).And.Contain(because));
        Assert.That(page, Does.Contain(waits));
        Assert.That(page.Contains("This dialogue forbids models outside the house", StringComparison.Ordinal), Is.EqualTo(language == "en"));
        await _house.Do("delete from drafting.repetitions where run_id = @run", new { run });
        await _house.Do("delete from work.failures");
    }

    [Test]
    public void Every_verb_of_agency_and_every_sign_has_a_word_in_every_language([ValueSource(typeof(ThreeLanguages), nameof(ThreeLanguages.All))] string language)
    {
        var words = Pulse.Web.DeskContext.WordingIn(language).Templates.Keys;
        Assert.That(
            AgencyVerbs.Notions.Select(notion => $"agency.{notion}").Concat(Enum.GetNames<DriftSign>().Select(sign => $"drift.{sign.ToLowerInvariant()}"))
                .Concat(Enum.GetNames<ParityKind>().Select(kind => $"parity.{System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(kind)}")),
            Is.SubsetOf(words));
    }

    private const string Refreshes = "http-equiv=\"refresh\"";

    private Uri Address() => new($"/dialogues/{_dialogue.Slug}/runs/{_run}", UriKind.Relative);

    /// <summary>What came back is what had gone in, but of one statement, which a negation has slipped into.</summary>
    private string Back(ScriptedRequest request, Dictionary<string, string> originals) => new JsonObject
    {
        ["translations"] = new JsonArray([.. request.Items.Select(item =>
        {
            var text = originals[item.Text];
            if (_turned.Length == 0 && item.Language == "en" && request.Language == "he")
            {
                _turned = text;
            }
            return (JsonNode)new JsonObject { ["id"] = item.Id, ["text"] = text == _turned ? "לא נכון: " + text : text, ["note"] = "none" };
        })]),
    }.ToJsonString();

    private static string Plain(string html) =>
        Space().Replace(Markup().Replace(Isolates().Replace(WebUtility.HtmlDecode(html), ""), " "), " ");

    [GeneratedRegex("</?bdi[^>]*>|[\u2066-\u2069]")]
    private static partial Regex Isolates();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Markup();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"(?<![0-9a-f-])[0-9a-f]{8}(?![0-9a-f-])")]
    private static partial Regex ShortId();
}
