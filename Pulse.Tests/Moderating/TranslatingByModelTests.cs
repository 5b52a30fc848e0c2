using System.Text.Json.Nodes;
using NUnit.Framework;
using Pulse.Language.Prompting;
using Pulse.Moderating;
using Pulse.Tests.Language.Scripted;
using Pulse.Tests.Work;

namespace Pulse.Tests.Moderating;

/// <summary>What goes to the model and what comes of it, over real HTTP and in a real database.</summary>
[TestFixture]
public sealed class TranslatingByModelTests
{
    private const string Translated = """
        select s.statement_id, t.language, t.text_sealed, t.made_by
        from moderating.statements s join moderating.translations t using (statement_id) order by 1, 2
        """;

    [Test]
    public async Task Every_answer_is_in_exactly_the_calls_it_should_be_and_a_second_pass_makes_none()
    {
        await using var dialogue = await ModelledDialogue.Make();
        var texts = await dialogue.Answered(90);
        await dialogue.Translate();
        await dialogue.Suggest();
        await dialogue.NoJobFailed();

        var expected = texts.Values.SelectMany(text => Languages(text).Select(language => (PromptTasks.Translate, language, text))
            .Append((PromptTasks.Flag, "he", text)).Append((PromptTasks.SuggestWorkingGroup, "he", text)));
        Assert.That(dialogue.Sent().Order(), Is.EqualTo(expected.Order()));
        TestContext.Out.WriteLine($"{texts.Count} answers, {dialogue.Server.Requests.Count} requests: "
            + string.Join(", ", dialogue.Server.Requests.CountBy(request => request.Task ?? "none").Select(task => $"{task.Key} {task.Value}")));
        var stored = await dialogue.Rows<Translation>(Translated);
        Assert.That(stored, Has.Count.EqualTo(2 * texts.Count));
        Assert.That(stored.Select(one => one.MadeBy), Has.All.EqualTo(Translation.ByMachine));
        Assert.That(await dialogue.Count("select count(*) from moderating.machine_translations where text_sealed is not null"), Is.EqualTo(2 * texts.Count));
        Assert.That(await dialogue.Count("select count(*) from moderating.suggestions where usable and working_group = 'water'"), Is.EqualTo(texts.Count));

        dialogue.Server.Forget();
        dialogue.Restart();
        await dialogue.Translate();
        await dialogue.Suggest();
        Assert.That(dialogue.Server.Requests, Is.Empty);
    }

    [Test]
    public async Task Nothing_of_a_person_leaves_with_their_words()
    {
        await using var dialogue = await ModelledDialogue.Make(policy: "a-person-rules");
        var worked = dialogue.Worked;
        var person = await worked.Person("west-hills");
        var answer = await worked.Answer(
            person, "Call me about the old well: 052-7654321 or aya@example.org, I am at https://example.org/aya", language: "en");
        await dialogue.Answered();
        await dialogue.Translate();
        await dialogue.Suggest();
        await dialogue.NoJobFailed();

        Assert.That(dialogue.Server.Requests, Is.Not.Empty);
        var names = new SortedSet<string>();
        foreach (var request in dialogue.Server.Requests)
        {
            TestContext.Out.WriteLine((string?)request.Json!["messages"]![1]!["content"]);
            Assert.That(request.Body, Does.Not.Contain("7654321").And.Not.Contain("aya").And.Not.Contain("2026-05").And.Not.Contain("west-hills"));
            Assert.That(request.Body, Does.Not.Match("[0-9a-f]{8}-[0-9a-f]{4}-"), "an id of ours");
            foreach (var id in new[] { person, answer, worked.Dialogue.Id })
            {
                Assert.That(request.Body, Does.Not.Contain(id.ToString()).And.Not.Contain(id.ToString("N")));
            }
            var read = ScriptedRequest.Read(request.Json!);
            names.UnionWith(Names(read.Parameters).Select(name => $"parameters: {name}").Concat(Names(read.Data).Select(name => $"data: {name}")));
        }
        Assert.That(names, Is.SubsetOf(new[]
        {
            "data: items", "data: id", "data: language", "data: text", "parameters: language", "parameters: question",
            "parameters: groups", "parameters: id", "parameters: about", "parameters: glossary", "parameters: from", "parameters: to",
        }));
        Assert.That(dialogue.Sent().Select(sent => sent.Text), Has.Some.Contains("[phone number removed]"));
    }

    [Test]
    public async Task What_was_translated_while_it_was_held_is_not_sent_again_when_it_passes()
    {
        await using var dialogue = await ModelledDialogue.Make(policy: "a-person-rules");
        var answers = (await dialogue.Answered()).Keys.Order().ToArray();
        await dialogue.Translate();
        Assert.That(await dialogue.Count("select count(*) from moderating.answer_translations"), Is.EqualTo(12));
        Assert.That(await dialogue.Count("select count(*) from moderating.translations"), Is.Zero);
        dialogue.Server.Forget();

        var (worked, staff) = (dialogue.Worked, await dialogue.Worked.Staff());
        await using var desk = await worked.AsStaff();
        await RulingOnAnswers.Pass(desk, worked.Dialogue, worked.Key, answers[0], staff, WorkedDialogue.Today, default);
        await RulingOnAnswers.RedactAndPass(
            desk, worked.Dialogue, worked.Key, answers[1], "Somebody wants the water to be measured", staff, WorkedDialogue.Today, default);
        await dialogue.Translate();
        await dialogue.Suggest();
        Assert.That(
            dialogue.Sent().Where(sent => sent.Task == PromptTasks.Translate).Select(sent => sent.Text),
            Is.All.EqualTo("Somebody wants the water to be measured"));
        Assert.That(await dialogue.Count("select count(*) from moderating.translations"), Is.EqualTo(4));
        Assert.That(await dialogue.Count("select count(*) from moderating.machine_translations"), Is.EqualTo(4));
        Assert.That(await dialogue.Count("select count(*) from moderating.suggestions"), Is.EqualTo(5), "none of the redacted answer");
        foreach (var translation in await dialogue.Rows<Translation>(Translated))
        {
            Assert.That(translation.Text(worked.Key), Is.Not.Empty, "sealed for its own row");
        }
    }

    [Test]
    public async Task A_person_s_translation_is_read_whoever_was_first()
    {
        await using var dialogue = await ModelledDialogue.Make();
        await dialogue.Answered();
        var worked = dialogue.Worked;
        await using var desk = await worked.AsStaff();
        var statements = await Statements.OfDialogue(desk, worked.Dialogue.Id, default);
        var (before, during, after) = (statements[0], statements[1], statements[2]);
        await ByHand(before, "before");
        var stored = false;
        dialogue.Server.Meanwhile = async () =>
        {
            if (!stored)
            {
                stored = true;
                await ByHand(during, "while the model was at work");
            }
        };
        await dialogue.Translate();
        dialogue.Server.Meanwhile = () => Task.CompletedTask;
        await ByHand(after, "corrected");
        await dialogue.Translate();
        await dialogue.NoJobFailed();

        var read = (await dialogue.Rows<Translation>(Translated)).ToDictionary(one => (one.StatementId, one.Language));
        foreach (var (statement, text) in new[] { (before, "before"), (during, "while the model was at work"), (after, "corrected") })
        {
            var one = read[(statement.StatementId, Other(statement))];
            Assert.That((one.MadeBy, one.Text(worked.Key)), Is.EqualTo((Translation.ByPerson, text)));
        }
        Assert.That(
            dialogue.Sent().Where(sent => sent.Language == Other(before)).Select(sent => sent.Text),
            Has.None.EqualTo(before.Text(worked.Key)), "translated by a person already");
        var machine = await MachineTranslations.OfStatement(desk, after.StatementId, default);
        Assert.That(
            machine.Where(one => one.Language == Other(after)).Select(one => MachineTranslations.Text(worked.Key, one)),
            Is.All.Not.EqualTo("corrected").And.All.Not.Empty, "the machine's stays for the staff");

        async Task ByHand(Statement statement, string text)
        {
            await using var connection = await worked.AsStaff();
            Assert.That(
                await TranslatingByHand.Store(connection, worked.Dialogue, worked.Key, statement.StatementId, Other(statement), text, null, default),
                Is.EqualTo(TranslationResult.Stored));
        }
    }

    [TestCase("provider: none")]
    [TestCase("quoting: ask")]
    public async Task A_dialogue_that_names_no_model_makes_no_call(string more)
    {
        await using var dialogue = await ModelledDialogue.Make(more);
        await dialogue.Answered();
        await dialogue.Translate();
        await dialogue.Suggest();
        Assert.That(dialogue.Server.Requests, Is.Empty);
        await dialogue.NoJobFailed();
    }

    [Test]
    public async Task Words_that_are_taken_back_while_the_model_is_at_work_leave_nothing_behind()
    {
        await using var dialogue = await ModelledDialogue.Make();
        var answers = await dialogue.Answered();
        var person = await dialogue.Worked.Ask<Guid>("select min(participant_id::text)::uuid from collecting.answers");
        var withdrawn = false;
        dialogue.Server.Meanwhile = async () =>
        {
            if (!withdrawn)
            {
                withdrawn = true;
                await dialogue.Worked.Withdraw(person);
            }
        };
        await dialogue.Translate();
        await dialogue.NoJobFailed();
        await dialogue.Worked.Carry();
        Assert.That(await dialogue.Count("select count(*) from moderating.translations"), Is.EqualTo(2 * (answers.Count - 1)));
        Assert.That(await dialogue.Count("select count(*) from moderating.machine_translations"), Is.EqualTo(2 * (answers.Count - 1)));

        await dialogue.Suggest();
        var another = await dialogue.Worked.Ask<Guid>("select min(participant_id::text)::uuid from collecting.answers");
        await dialogue.Worked.Withdraw(another);
        await dialogue.Worked.Carry();
        Assert.That(await dialogue.Count("select count(*) from moderating.suggestions"), Is.EqualTo(answers.Count - 2));
        Assert.That(await dialogue.Count("""
            select count(*) from language.replies r where exists (
              select from language.reply_sources s where s.reply_id = r.reply_id
                and not exists (select from collecting.answers where answer_id = s.source_id)
                and not exists (select from moderating.statements where statement_id = s.source_id))
            """), Is.Zero);
    }

    [Test]
    public async Task Each_side_s_term_stays_its_own_and_a_lost_one_is_flagged()
    {
        await using var dialogue = await ModelledDialogue.Make();
        var person = await dialogue.Worked.Person("east");
        await dialogue.Worked.Answer(person, "We want the Well of Peace to stay open", language: "en");
        await dialogue.Worked.Moderate();
        await dialogue.Translate();
        await dialogue.NoJobFailed();
        var key = dialogue.Worked.Key;
        Assert.That(
            (await dialogue.Rows<Translation>(Translated)).Select(one => one.Text(key)),
            Is.EqualTo(new[] { "بئر السلام", "באר השלום" }).Using<string, string>((text, term) => text.Contains(term, StringComparison.Ordinal)));

        dialogue.Server.Register(PromptTasks.Translate, body => ((JsonNode)new JsonObject
        {
            ["translations"] = new JsonArray([.. ScriptedRequest.Read(body).Items.Select(item => (JsonNode)new JsonObject
            {
                ["id"] = item.Id, ["note"] = "unsure",
                ["text"] = ScriptedRequest.Read(body).Language == "he" ? "אנחנו רוצים שהמקום יישאר פתוח" : "نريد أن يبقى المكان مفتوحا",
            })]),
        }).ToJsonString());
        await dialogue.Worked.Answer(await dialogue.Worked.Person("east"), "The Well of Peace must stay open all year", language: "en");
        await dialogue.Worked.Moderate();
        await dialogue.Translate();
        var flags = await dialogue.Rows<string>("select array_to_string(flags, ' ') from moderating.machine_translations where cardinality(flags) > 0");
        Assert.That(flags, Is.EqualTo(new[] { "glossary-missing unsure", "glossary-missing unsure" }));
    }

    private static IEnumerable<string> Languages(string text) => ThreeLanguages.All.Where(language => language != Of(text));

    private static string Of(string text) => text[0] switch { >= 'א' and <= 'ת' => "he", >= '\u0600' and <= '\u06FF' => "ar", _ => "en" };

    private static string Other(Statement statement) => statement.Language == "en" ? "he" : "en";

    private static IEnumerable<string> Names(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Names(member.Value).Prepend(member.Key)),
        JsonArray items => items.SelectMany(Names),
        _ => [],
    };
}
