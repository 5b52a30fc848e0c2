using System.Net;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Pulse.People;
using Pulse.Tests.Publishing;

namespace Pulse.Tests.Desk;

/// <summary>The running text of a brief and what a model would take, as staff see and rule on them over HTTP.</summary>
[TestFixture]
public sealed partial class NarrativePagesTests
{
    [Test]
    public async Task A_facilitator_has_it_proposed_reads_its_sources_accepts_it_and_the_issued_brief_says_who_wrote_it()
    {
        await using var dialogue = await NarratedDialogue.Open();
        await using var desk = await DeskHost.On(dialogue.House.Database);
        using var facilitator = await desk.Program(StaffRole.Facilitator);
        using var researcher = await desk.Program(StaffRole.Researcher);
        using var auditor = await desk.Program(StaffRole.Auditor);
        var brief = $"{dialogue.Address}/brief?lang=en";
        var before = await Read(facilitator, brief);
        Assert.That(before, Does.Contain("Put together by code from the ratified wordings below").And.Contain("Have it proposed"));

        using var none = new FormUrlEncodedContent([]);
        using var refused = await auditor.PostAsync($"/v1{dialogue.Address}/narratives", none);
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        using var asked = await facilitator.PostAsync($"/v1{dialogue.Address}/narratives", none);
        Assert.That(asked.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await Read(facilitator, brief), Does.Contain("Asked for; the worker is at it."));
        await dialogue.Narrate();

        var proposed = await dialogue.Newest("en");
        var page = await Read(facilitator, brief);
        Assert.That(page, Does.Contain("drafted by a model scripted").And.Contain("Accept into the brief").And.Contain(proposed.Sentences[0].Text));
        Assert.That(page, Does.Contain("71 % agreed, at least, in every group").And.Contain("What it rests on [1]"));
        Assert.That(await Read(auditor, brief), Does.Not.Contain("Accept into the brief"));
        var address = $"/v1{dialogue.Address}/narratives/{proposed.NarrativeId}/accept";
        using var invented = new FormUrlEncodedContent([new("sentences.1", "At least 99% of everybody agreed.")]);
        using var broken = await facilitator.PostAsync(address, invented);
        Assert.That(broken.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await broken.Content.ReadAsStringAsync(), Does.Contain("narrative-does-not-hold").And.Contain("a number nobody counted"));
        using var same = new FormUrlEncodedContent([]);
        using var accepted = await facilitator.PostAsync(address, same);
        Assert.That(accepted.StatusCode, Is.EqualTo(HttpStatusCode.OK));

        using var language = new FormUrlEncodedContent([new("language", "en")]);
        using var issued = await researcher.PostAsync($"/v1{dialogue.Address}/briefs", language);
        Assert.That(issued.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var markdown = await researcher.GetStringAsync($"{dialogue.Address}/brief.md?lang=en");
        Assert.That(markdown, Does.Contain("Written by the language model").And.Contain("a person reviewed the text and accepted it").And.Contain(@"\[1\]"));
        using var aside = await facilitator.PostAsync($"/v1{dialogue.Address}/narratives/{proposed.NarrativeId}/set-aside", none);
        Assert.That(aside.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await researcher.GetStringAsync($"{dialogue.Address}/brief.md?lang=en"), Does.Not.Contain("Written by the language model"));
    }

    [TestCase("he", "הכתיבה ממתינה", "הדיאלוג הזה אוסר מודלים מחוץ לבית")]
    [TestCase("ar", "الكتابة في الانتظار", "يمنع هذا الحوار النماذج خارج الدار")]
    [TestCase("en", "Writing waits", "This dialogue forbids models outside the house")]
    public async Task Why_it_waits_is_said_in_the_reader_s_language(string language, string waits, string because)
    {
        await using var dialogue = await NarratedDialogue.Open();
        await dialogue.Ask();
        await dialogue.Narrate(settings => settings with { Inside = false });
        await using var desk = await DeskHost.On(dialogue.House.Database);
        using var facilitator = await desk.Program(StaffRole.Facilitator);
        facilitator.DefaultRequestHeaders.Add("Cookie", $"__Host-pulse-desk-language={language}");
        Assert.That(await Read(facilitator, $"{dialogue.Address}/brief?lang={language}"), Does.Contain(waits).And.Contain(because));
        Assert.That(await Read(facilitator, $"/dialogues/{dialogue.Dialogue.Slug}/model"), Does.Contain(because));
    }

    [Test]
    public async Task What_a_model_would_take_stands_against_what_is_left_of_the_budget()
    {
        await using var dialogue = await NarratedDialogue.Open("\nbudget: { tokens-per-month: 5000, usd-per-month: 3 }");
        await using var desk = await DeskHost.On(dialogue.House.Database);
        using var facilitator = await desk.Program(StaffRole.Facilitator);
        var address = $"/dialogues/{dialogue.Dialogue.Slug}/model";
        Assert.That(await Read(facilitator, address), Does.Contain("Count what it would take"));
        using var none = new FormUrlEncodedContent([]);
        using var asked = await facilitator.PostAsync($"/v1{address}/estimates", none);
        Assert.That(asked.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await Read(facilitator, address), Does.Contain("the worker is counting"));
        await new Pulse.Worker.Jobs.Estimate(
            dialogue.House.Source, dialogue.House.Keyring, dialogue.House.Working, dialogue.House.Models()).Execute(default);
        var page = await Read(facilitator, address);
        Assert.That(page, Does.Contain("Editing").And.Contain("Altogether").And.Contain("5,000 $3.00").And.Contain("Model: scripted. Prices of 2026-05-01."));
        Assert.That(page, Does.Contain("The budget has no room for all of it"));
        Assert.That(dialogue.House.Server.Requests, Is.Empty);
    }

    internal static async Task<string> Read(HttpClient client, string address) =>
        Space().Replace(Markup().Replace(WebUtility.HtmlDecode(await client.GetStringAsync(address)), " "), " ").Replace(" .", ".", StringComparison.Ordinal);

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Markup();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
