using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Pulse.Language.Prompting;
using Pulse.Publishing;
using Pulse.Tests.Language.Scripted;

namespace Pulse.Tests.Publishing;

/// <summary>A brief's running text: proposed by a model over real HTTP, accepted by a person, and gone with what it rests on.</summary>
[TestFixture]
public sealed partial class NarratingBriefsTests
{
    private static readonly string[] _mayBeSaid = ["language", "glossary", "figures"];
    private static readonly string[] _ofAnItem = ["id", "text", "language", "part"];

    [Test]
    public async Task It_is_proposed_in_every_language_and_stands_in_a_brief_once_a_person_accepted_it()
    {
        await using var dialogue = await NarratedDialogue.Open();
        await dialogue.Ask();
        await dialogue.Ask();
        await dialogue.Narrate();
        Assert.That(await dialogue.House.Failures(), Is.Null);
        Assert.That(dialogue.House.Server.Requests.Select(request => request.Task), Is.EqualTo(Enumerable.Repeat(PromptTasks.BriefNarrative, 3)), "asked twice, made once");
        foreach (var language in dialogue.Dialogue.Languages)
        {
            var proposed = await dialogue.Newest(language);
            Assert.That((proposed.ByModel, proposed.Making!.Model, proposed.Ruling), Is.EqualTo((true, "scripted", (NarrativeRuling?)null)));
            Assert.That(proposed.Sentences.SelectMany(sentence => sentence.Texts), Is.EquivalentTo(dialogue.Texts), "no text is lost");
            Assert.That(proposed.Sentences.SelectMany(sentence => sentence.Figures), Is.EquivalentTo(new[] { "F1", "F2", "F3", "F4" }));
            var before = (await dialogue.Running(language))!;
            Assert.That((before.ByModel, before.Sentences.Count), Is.EqualTo((false, 3)), "code's own until somebody accepts");

            Assert.That((await dialogue.Accept(proposed.NarrativeId)).Result, Is.EqualTo(NarrativeResult.Done));
            var after = (await dialogue.Running(language))!;
            Assert.That(after.ByModel, Is.True);
            Assert.That(after.Mark.ToString(), Does.Contain("scripted").And.Contain(proposed.Making.PromptHash![..12]));
            Assert.That(after.Sentences.Select(sentence => string.Concat(sentence.Said.Spans.Select(span => span.Text))), Is.EqualTo(proposed.Sentences.Select(sentence => sentence.Text)));
            Assert.That(after.Sentences.SelectMany(sentence => sentence.Places), Is.EquivalentTo(new[] { 1, 2, 3 }));
            Assert.That(after.Sentences.SelectMany(sentence => sentence.Said.Spans).Count(span => span.Kind == SpanKind.Figure && span.Text.Contains('%', StringComparison.Ordinal)), Is.EqualTo(3));
        }
    }

    [Test]
    public async Task Nothing_is_sent_but_certified_wordings_and_their_figures_and_what_is_unchanged_is_not_asked_again()
    {
        await using var dialogue = await NarratedDialogue.Open();
        await dialogue.Ask();
        await dialogue.Narrate();
        var sent = dialogue.House.Server.Requests;
        foreach (var request in sent.Select(request => ScriptedRequest.Read(request.Json!)))
        {
            Assert.That(request.Parameters.Select(pair => pair.Key), Is.SubsetOf(_mayBeSaid));
            Assert.That(((JsonArray)request.Data["items"]!).SelectMany(item => ((JsonObject)item!).Select(pair => pair.Key)).Distinct(), Is.SubsetOf(_ofAnItem));
            Assert.That(request.Items, Has.Count.EqualTo(3));
            Assert.That(((JsonArray)request.Parameters["figures"]!).Select(figure => figure!["value"]!.GetValue<string>()), Is.EqualTo(new[] { "3", "71%", "64%", "58%" }));
        }
        Assert.That(Id().Matches(string.Join('\n', sent.Select(request => request.Body))), Is.Empty, "ids of ours");
        await dialogue.Ask();
        await dialogue.Narrate();
        Assert.That(dialogue.House.Server.Requests, Has.Count.EqualTo(3), "the same wordings and figures: from the cache");
        Assert.That((await dialogue.All()).Count(one => one.ByModel), Is.EqualTo(6));
        await dialogue.Certify(dialogue.Texts[0], 0.73);
        await dialogue.Ask();
        await dialogue.Narrate();
        Assert.That(dialogue.House.Server.Requests, Has.Count.EqualTo(6), "another figure");
    }

    [Test]
    public async Task A_person_changes_a_sentence_only_to_what_its_sources_and_figures_bear()
    {
        await using var dialogue = await NarratedDialogue.Open();
        await dialogue.Ask();
        await dialogue.Narrate();
        var proposed = await dialogue.Newest("en");
        var ninety = await dialogue.Accept(proposed.NarrativeId, (1, "At least 99% agreed to this."));
        Assert.That((ninety.Result, ninety.Broken.Single().Number), Is.EqualTo((NarrativeResult.DoesNotHold, 1)));
        Assert.That(ninety.Broken.Single().Rules, Does.Contain("number"));
        Assert.That((await dialogue.Newest("en")).Ruling, Is.Null, "nothing was saved");
        Assert.That((await dialogue.Running("en"))!.ByModel, Is.False);
        Assert.That((await dialogue.Accept(proposed.NarrativeId, [.. proposed.Sentences.Select((_, at) => (at + 1, " "))])).Result, Is.EqualTo(NarrativeResult.NothingLeft));

        var changed = proposed.Sentences[0].Text.Replace(", and at least", ", on which at least", StringComparison.Ordinal);
        Assert.That(changed, Is.Not.EqualTo(proposed.Sentences[0].Text));
        Assert.That((await dialogue.Accept(proposed.NarrativeId, (1, changed), (2, ""))).Result, Is.EqualTo(NarrativeResult.Done));
        var running = (await dialogue.Running("en"))!;
        Assert.That(running.Sentences, Has.Count.EqualTo(proposed.Sentences.Count - 1));
        Assert.That(string.Concat(running.Sentences[0].Said.Spans.Select(span => span.Text)), Is.EqualTo(changed));
        Assert.That(running.Mark.ToString(), Does.Contain("then changed by a person"));
        Assert.That((await dialogue.Newest("en")).Sentences, Has.Count.EqualTo(proposed.Sentences.Count), "the model's own stays beside it");
    }

    [Test]
    public async Task Once_a_figure_has_changed_it_stands_no_more_and_cannot_be_accepted()
    {
        await using var dialogue = await NarratedDialogue.Open();
        await dialogue.Ask();
        await dialogue.Narrate();
        var proposed = await dialogue.Newest("ar");
        await dialogue.Accept(proposed.NarrativeId);
        Assert.That((await dialogue.Running("ar"))!.ByModel, Is.True);
        await dialogue.Certify(dialogue.Texts[2], 0.55);
        Assert.That((await dialogue.Running("ar"))!.ByModel, Is.False);
        Assert.That((await dialogue.Accept(proposed.NarrativeId)).Result, Is.EqualTo(NarrativeResult.Outdated));
        await dialogue.Certify(dialogue.Texts[2], 0.583);
        Assert.That((await dialogue.Running("ar"))!.ByModel, Is.True, "the figures are again those that it says");
    }

    [Test]
    public async Task A_withdrawal_takes_the_running_text_that_rested_on_the_words()
    {
        await using var dialogue = await NarratedDialogue.Open();
        await dialogue.Ask();
        await dialogue.Narrate();
        await dialogue.Accept((await dialogue.Newest("he")).NarrativeId);
        Assert.That((await dialogue.Running("he"))!.ByModel, Is.True);
        Assert.That(await dialogue.House.Ask<long>("select count(*) from language.replies"), Is.EqualTo(3));

        await dialogue.Withdraw(dialogue.Texts[1]);

        Assert.That(await dialogue.House.Failures(), Is.Null);
        Assert.That(await dialogue.All(), Is.Empty);
        Assert.That(await dialogue.House.Ask<long>("select count(*) from publishing.narrative_rulings"), Is.Zero);
        Assert.That(await dialogue.House.Ask<long>("select count(*) from language.replies"), Is.Zero, "nor does the cache keep it");
        Assert.That(await dialogue.Running("he"), Is.Null, "certificates count anew");
        foreach (var text in dialogue.Texts)
        {
            await dialogue.Certify(text, 0.6);
        }
        dialogue.House.Server.Forget();
        await dialogue.Ask();
        await dialogue.Narrate();
        Assert.That((await dialogue.Newest("he")).Sentences.SelectMany(sentence => sentence.Texts), Is.EquivalentTo(new[] { dialogue.Texts[0], dialogue.Texts[2] }),
            "no model is given what was made of words that were taken back");
    }

    [Test]
    public async Task Where_a_model_gives_nothing_usable_or_says_a_figure_of_the_wrong_text_code_s_own_text_stands_with_its_mark()
    {
        await using var dialogue = await NarratedDialogue.Open();
        dialogue.House.Server.Register(PromptTasks.BriefNarrative, body =>
        {
            var request = ScriptedRequest.Read(body);
            var items = request.Items.OrderBy(item => item.Part, StringComparer.Ordinal).ToArray();
            // F2 is the first text's figure; it is said of the second, and a number is made up
            return new JsonObject
            {
                ["sentences"] = new JsonArray(
                    new JsonObject { ["text"] = "At least 71% agreed to this in every group.", ["cites"] = new JsonArray((JsonNode)items[1].Id, (JsonNode)"F2") },
                    new JsonObject { ["text"] = "In every group 90% agreed to this.", ["cites"] = new JsonArray((JsonNode)items[0].Id) }),
                ["unused"] = new JsonArray([.. items.Skip(2).Select(item => (JsonNode)item.Id)]),
            }.ToJsonString();
        });
        await dialogue.Ask();
        await dialogue.Narrate();
        Assert.That(await dialogue.House.Failures(), Is.Null);
        var english = await dialogue.Newest("en");
        Assert.That((english.ByModel, english.Making!.Reason, english.Sentences.Count), Is.EqualTo((false, english.Making.Reason, 0)));
        Assert.That(english.Making.Reason, Is.Not.Empty);
        Assert.That(english.Dropped, Does.ContainKey("wrong-part").And.ContainKey("number"));
        Assert.That((await dialogue.Accept(english.NarrativeId)).Result, Is.EqualTo(NarrativeResult.NoSuchNarrative));
        var running = (await dialogue.Running("en"))!;
        Assert.That(running.Mark.ToString(), Does.Contain("Put together by code").And.Contain("no text by a language model has been accepted"));
        Assert.That(running.Sentences.SelectMany(sentence => sentence.Places), Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(dialogue.House.Server.Requests, Has.Count.LessThanOrEqualTo(9), "three attempts in each language");
    }

    [Test]
    public async Task A_dialogue_that_forbids_outside_models_waits_and_no_connection_leaves()
    {
        await using var dialogue = await NarratedDialogue.Open();
        await dialogue.Ask();
        await dialogue.Narrate(settings => settings with { Inside = false });
        Assert.That(await dialogue.House.Failures(), Does.Contain("narrate: This dialogue forbids models outside the house"));
        Assert.That(dialogue.House.Server.Requests, Is.Empty);
        Assert.That((await dialogue.Running("en"))!.ByModel, Is.False);
    }

    [TestCase("narrate:called")]
    [TestCase("narrate:stored", Category = "Slow")]
    public async Task Killed_beside_a_call_it_is_finished_with_at_most_one_call_more(string place)
    {
        await using var dialogue = await NarratedDialogue.Open();
        await dialogue.Ask();
        using (var killed = dialogue.Worker(place))
        {
            await killed.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
            Assert.That(killed.ExitCode, Is.EqualTo(137), "SIGKILL");
        }
        Assert.That((await dialogue.All()).All(one => one.ByModel), Is.False);
        using var worker = dialogue.Worker(crashAt: null);
        try
        {
            var waited = Stopwatch.StartNew();
            while (!(await dialogue.All()).All(one => one.ByModel))
            {
                Assert.That(waited.Elapsed, Is.LessThan(TimeSpan.FromMinutes(2)), "waited too long");
                await Task.Delay(50);
            }
        }
        finally
        {
            worker.Kill();
            await worker.WaitForExitAsync();
        }
        Assert.That(await dialogue.All(), Has.Count.EqualTo(3));
        Assert.That(await dialogue.House.Ask<long>("select count(*) from language.calls where task = 'brief-narrative'"), Is.InRange(3, 4));
        Assert.That(await dialogue.House.Ask<long>("select count(*) from work.failures where job = 'narrate'"), Is.Zero);
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Id();
}
