using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Pulse.Drafting;
using Pulse.People;
using Pulse.Publishing;
using Pulse.Tests.Desk;

namespace Pulse.Tests.Publishing;

/// <summary>
/// Somebody takes everything back over HTTP while no worker runs. From that moment nobody reads at the desk what was made
/// of their words or counted with their votes.
/// </summary>
[TestFixture]
public sealed class WithdrawnAtOnceTests
{
    // Capital or not
    private const string AtLeast = "t least 71";
    private const string WrittenByModel = "Written by the language model";

    [Test]
    public async Task What_was_made_of_an_author_s_words_is_read_nowhere_from_the_moment_they_withdraw()
    {
        await using var dialogue = await NarratedDialogue.Open(reviewed: 2);
        await dialogue.House.Edit();
        await dialogue.Ask();
        await dialogue.Narrate();
        await dialogue.Accept((await dialogue.Newest("en")).NarrativeId);
        Assert.That(await dialogue.House.Failures(), Is.Null);
        var run = await dialogue.House.Ask<Guid>("select run_id from analysing.current_runs");
        await using var desk = await DeskHost.On(dialogue.House.Database);
        using var researcher = await desk.Program(StaffRole.Researcher);
        using var english = new FormUrlEncodedContent([new("language", "en")]);
        var handedOn = await Posted(researcher, $"/v1{dialogue.Address}/briefs", english);
        var issued = $"{dialogue.Address}/briefs/{JsonDocument.Parse(handedOn).RootElement.GetProperty("brief").GetGuid()}.md";
        var accepted = (await dialogue.Newest("en")).Sentences[0].Text;
        var proposed = await dialogue.Newest("he");
        var draft = await dialogue.House.Ask<Guid>("""
            select d.draft_id from drafting.drafts d
            where d.working_group = @Group and not exists (select from reviewing.texts t where t.draft_id = d.draft_id)
            order by d.made_by desc, d.position limit 1
            """, new { dialogue.Group });
        var candidate = await Wording(dialogue, draft);
        var (theme, answers, summary) = await Theme(dialogue, run);
        var ofText = await dialogue.AuthorOf(dialogue.Texts[1]);
        var ofDraft = await dialogue.House.Ask<Guid>("""
            select a.participant_id from drafting.citations c join moderating.statements s using (statement_id) join collecting.answers a using (answer_id)
            where c.draft_id = @draft limit 1
            """, new { draft });
        var name = $"/dialogues/{dialogue.Dialogue.Slug}";
        await Reads(researcher, $"{dialogue.Address}/brief?lang=en", accepted, WrittenByModel, AtLeast);
        await Reads(researcher, $"{dialogue.Address}/brief.md?lang=en", WrittenByModel, AtLeast);
        await Reads(researcher, $"{dialogue.Address}/brief?lang=he", proposed.Sentences[0].Text);
        await Reads(researcher, $"{dialogue.Address}?tab=review", candidate);
        await Reads(researcher, $"{dialogue.Address}?tab=themes", summary);
        await Reads(researcher, $"{name}/runs/{run}", "Do the languages say the same?");
        Assert.That(await Certified(researcher, dialogue), Is.EqualTo(2));

        await dialogue.TakeBack(await dialogue.House.Ask<Guid>("""
            select a.participant_id from analysing.theme_answers t join moderating.statements s using (statement_id) join collecting.answers a using (answer_id)
            where t.theme_id = @theme and a.participant_id <> all(@others) order by t.rank limit 1
            """, new { theme, others = new[] { ofText, ofDraft } }));
        await ReadsNot(researcher, $"{dialogue.Address}?tab=themes", summary);
        // One that is too small without them is not shown at all
        Assert.That(
            (await Plain(researcher, $"{dialogue.Address}?tab=themes")).Contains("named anew soon", StringComparison.Ordinal),
            Is.EqualTo(answers > Disclosure.StaffMinimum));
        Assert.That(await Terms(dialogue, theme, run), Is.Empty);

        await dialogue.TakeBack(ofText);
        await dialogue.TakeBack(ofDraft);

        await ReadsNot(researcher, $"{dialogue.Address}/brief?lang=en", accepted, WrittenByModel, AtLeast);
        await Reads(researcher, $"{dialogue.Address}/brief?lang=en", "Somebody counted in it has withdrawn", "somebody has withdrawn since");
        await ReadsNot(researcher, $"{dialogue.Address}/brief.md?lang=en", accepted, WrittenByModel, AtLeast);
        await ReadsNot(researcher, $"{dialogue.Address}/brief?lang=he", proposed.Sentences[0].Text);
        Assert.That(await dialogue.All(), Is.Empty);
        using var none = new FormUrlEncodedContent([]);
        using var late = await researcher.PostAsync($"/v1{dialogue.Address}/narratives/{proposed.NarrativeId}/accept", none);
        Assert.That(late.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await researcher.GetStringAsync(issued), Does.StartWith("> **Since this brief was issued"));
        Assert.That(await Certified(researcher, dialogue), Is.Zero);

        await ReadsNot(researcher, $"{dialogue.Address}?tab=review", candidate);
        await Reads(researcher, $"{dialogue.Address}?tab=review", "source withdrawn");
        using var approved = await researcher.PostAsync($"/v1{name}/texts/{draft}/approve", none);
        Assert.That(approved.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await researcher.GetStringAsync($"/v1{name}/drafts"), Does.Not.Contain(draft.ToString()));
        await ReadsNot(researcher, $"{name}/runs/{run}", "Do the languages say the same?");

        await dialogue.Carry();
        Assert.That(await dialogue.House.Failures(), Is.Null);
        Assert.That(await dialogue.House.Ask<long>("select count(*) from publishing.narratives"), Is.Zero, "and soon it is not even kept");
    }

    [Test]
    public async Task What_was_counted_with_a_voter_is_read_nowhere_until_it_is_counted_without_them()
    {
        await using var dialogue = await NarratedDialogue.Open();
        await dialogue.House.Edit();
        await dialogue.Ask();
        await dialogue.Narrate();
        await dialogue.Accept((await dialogue.Newest("en")).NarrativeId);
        var run = await dialogue.House.Ask<Guid>("select run_id from analysing.current_runs");
        var voter = await dialogue.Voter();
        await using var desk = await DeskHost.On(dialogue.House.Database);
        using var researcher = await desk.Program(StaffRole.Researcher);
        var languages = $"/dialogues/{dialogue.Dialogue.Slug}/runs/{run}";
        await Reads(researcher, $"{dialogue.Address}/brief?lang=en", WrittenByModel, AtLeast);
        await Reads(researcher, languages, "Do the languages say the same?");

        await dialogue.TakeBack(voter);

        await ReadsNot(researcher, $"{dialogue.Address}/brief?lang=en", WrittenByModel, AtLeast);
        await ReadsNot(researcher, $"{dialogue.Address}/brief.md?lang=en", WrittenByModel, AtLeast);
        await ReadsNot(researcher, dialogue.Address, AtLeast);
        await ReadsNot(researcher, languages, "Do the languages say the same?");
        Assert.That(await Certified(researcher, dialogue), Is.Zero);
        await dialogue.Ask();
        await dialogue.Narrate();
        Assert.That((await dialogue.Newest("en")).Making, Is.Null, "what somebody asks for now waits for the count");

        await dialogue.Carry();
        await ReadsNot(researcher, $"{dialogue.Address}/brief?lang=en", WrittenByModel, AtLeast);
        await dialogue.Certify(dialogue.Texts[0], 0.69);
        await ReadsNot(researcher, $"{dialogue.Address}/brief?lang=en", WrittenByModel, AtLeast);
        await dialogue.Certify();
        await Reads(researcher, $"{dialogue.Address}/brief?lang=en", WrittenByModel);
    }

    private static async Task<string> Posted(HttpClient client, string address, HttpContent content)
    {
        using var reply = await client.PostAsync(address, content);
        Assert.That(reply.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        return await reply.Content.ReadAsStringAsync();
    }

    private static async Task Reads(HttpClient client, string address, params string[] words)
    {
        var page = await Plain(client, address);
        foreach (var said in words)
        {
            Assert.That(page, Does.Contain(said), address);
        }
    }

    private static async Task ReadsNot(HttpClient client, string address, params string[] words)
    {
        var page = await Plain(client, address);
        foreach (var said in words)
        {
            Assert.That(page, Does.Not.Contain(said), address);
        }
    }

    private static Task<string> Plain(HttpClient client, string address) => NarrativePagesTests.Read(client, address);

    private static async Task<int> Certified(HttpClient client, NarratedDialogue dialogue) =>
        JsonDocument.Parse(await client.GetStringAsync($"/v1/dialogues/{dialogue.Dialogue.Slug}/certificates")).RootElement
            .EnumerateArray().First(group => group.GetProperty("workingGroup").GetString() == dialogue.Group).GetProperty("certificates").GetInt32();

    private static async Task<string> Wording(NarratedDialogue dialogue, Guid draft)
    {
        await using var connection = await dialogue.House.Database.Connect();
        var key = await dialogue.House.Keyring.Of(connection, dialogue.Dialogue.Id, default);
        return (await Drafts.Wordings(connection, [draft], default)).First(wording => wording.Language == "en").Text(key);
    }

    /// <summary>The largest theme, and what a model says of it in English.</summary>
    private static async Task<(Guid Theme, int Answers, string Summary)> Theme(NarratedDialogue dialogue, Guid run)
    {
        await using var connection = await dialogue.House.Database.Connect();
        var key = await dialogue.House.Keyring.Of(connection, dialogue.Dialogue.Id, default);
        var edited = await EditedTexts.OfGroup(connection, key, run, dialogue.Group, default);
        var largest = (await ThemeResults.OfGroup(connection, key, run, dialogue.Group, default)).Themes.MaxBy(theme => theme.Answers)!;
        return (largest.ThemeId, largest.Answers, edited.Of("theme", largest.ThemeId, "en")!.Sentences[0].Text);
    }

    private static async Task<IEnumerable<string>> Terms(NarratedDialogue dialogue, Guid theme, Guid run)
    {
        await using var connection = await dialogue.House.Database.Connect();
        var key = await dialogue.House.Keyring.Of(connection, dialogue.Dialogue.Id, default);
        var themes = await ThemeResults.OfGroup(connection, key, run, dialogue.Group, default);
        return themes.Themes.First(one => one.ThemeId == theme).Terms.Values.SelectMany(terms => terms);
    }
}
