using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NUnit.Framework;
using Pulse.Tests.Hosts;
using Pulse.Tests.Phone;

namespace Pulse.Tests.Stories.Phone;

/// <summary>A language is a file: one that was never heard of is spoken as soon as its strings are there.</summary>
[TestFixture]
internal sealed partial class LanguageStories
{
    [GeneratedRegex(@"\ben: (""[^""]*""|[^,}]+?) \}")]
    private static partial Regex InEnglish();

    [Test]
    public async Task A_fourth_language_is_a_file_and_nothing_else()
    {
        var folder = Directory.CreateTempSubdirectory("pulse-phone-").FullName;
        try
        {
            foreach (var file in PhoneFiles.All)
            {
                var copy = Path.Combine(folder, Path.GetRelativePath(PhoneFiles.Folder, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }

            var english = JsonSerializer.Deserialize<Dictionary<string, string>>(
                await File.ReadAllTextAsync(Path.Combine(folder, "strings", "en.json")))!;
            var french = english.ToDictionary(one => one.Key, one => one.Key switch
            {
                "@name" => "Français",
                "@direction" => "ltr",
                _ => "§ " + one.Value,
            });
            await File.WriteAllTextAsync(Path.Combine(folder, "strings", "fr.json"), JsonSerializer.Serialize(french));
            var definition = InEnglish().Replace(Consultation.Definition, "en: $1, fr: $1 }")
                .Replace("languages: [he, ar, en]", "languages: [he, ar, en, fr]", StringComparison.Ordinal);

            await using var host = await ParticipantsHost.Start(definition: definition, phoneFolder: folder);
            await host.Statement("Water belongs to all", "east");
            await host.Open("listening");
            var context = await SharedBrowser.Browser.Phone("fr-FR");
            context.SetDefaultTimeout(20_000);
            var page = await context.NewPageAsync();
            await page.GotoAsync($"{host.Address}#{(await host.Invite(1))[0].Text}");
            await page.GetByText(french["language-title"]).WaitForAsync();
            Assert.That(await page.GetAttributeAsync("html", "lang"), Is.EqualTo("fr"));
            await page.ClickAsync("button.choice[lang=fr]");
            await page.CheckAsync("#take-part");
            await page.CheckAsync("#sensitive");
            await page.ClickAsync($"button:text-is('{french["consent-button"]}')");
            await page.CheckAsync("input[value=west]");
            await page.ClickAsync($"button:text-is('{french["continue"]}')");
            await page.CheckAsync("input[value=west-hills]");
            await page.ClickAsync($"button:text-is('{french["continue"]}')");
            await page.FillAsync("#text", "L'eau est à tous.");
            await page.ClickAsync($"button:text-is('{french["send"]}')");
            await page.WaitForSelectorAsync(".steps");
            Assert.That(await host.Ask<string>("select p.language || ',' || a.language from collecting.participants p join collecting.answers a using (participant_id)"),
                Is.EqualTo("fr,fr"));

            await host.Open("voting");
            await page.GotoAsync(host.Address.ToString());
            await page.WaitForSelectorAsync(".words");
            Assert.That(await page.GetAttributeAsync(".words", "lang"), Is.EqualTo("en"), "no French version: the original, marked as what it is");
            await page.ClickAsync("#speak-he");
            await page.WaitForSelectorAsync("html[lang=he][dir=rtl]");
            var translated = await page.InnerTextAsync(".statement");
            Assert.That(translated, Does.Contain("בעברית").And.Contain("אנגלית"), "the translation, and what it was made from");
            await page.ClickAsync($"button:text-is('{new Sayings("he")["agree"]}')");
            await page.GetByText(new Sayings("he")["set-end"]).WaitForAsync();
            Assert.That(await host.Ask<string>("select language_read from voting.votes"), Is.EqualTo("he"));
            await context.CloseAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestCase("he")]
    [TestCase("ar", Category = "Slow")]
    [TestCase("en", Category = "Slow")]
    public async Task Languages_stand_in_one_order_whatever_a_dialogue_names_first(string language)
    {
        var definition = Consultation.Definition.Replace("languages: [he, ar, en]", "languages: [en, ar, he]", StringComparison.Ordinal);
        await using var host = await ParticipantsHost.Start(definition: definition);
        await host.Open("listening");
        await using var phone = await HeldPhone.New(host, language);
        await phone.Page.GotoAsync(host.Address.ToString());
        await phone.Reads("code-title");
        Assert.That(await Named("nav button"), Is.EqualTo("he,ar,en"), "before the dialogue is known");
        await phone.Page.GotoAsync($"{host.Address}#{(await host.Invite(1))[0].Text}");
        await phone.Reads("language-title");
        Assert.That(await Named("nav button"), Is.EqualTo("he,ar,en"));
        Assert.That(await Named("button.choice"), Is.EqualTo("he,ar,en"));

        Task<string> Named(string buttons) => phone.Page.Locator(buttons).EvaluateAllAsync<string>("all => all.map(one => one.lang).join()");
    }

    [TestCase("he", "יום שלישי, 5 במאי בשעה 09:30")]
    [TestCase("ar", "الثلاثاء، 5 أيار في 09:30")]
    [TestCase("en", "Tuesday 5 May at 09:30")]
    public async Task The_next_phase_is_told_in_the_words_that_are_used_here(string language, string told)
    {
        await using var host = await ParticipantsHost.Start();
        await host.Open("listening");
        await using var phone = await HeldPhone.Joined(host, language);
        await phone.Page.WaitForSelectorAsync("#text");
        await host.Close();
        await host.Do("update convening.phases set opens_at = '2026-05-05 09:30+00' where phase = 'voting'");
        await phone.Page.GotoAsync(host.Address.ToString());
        await phone.Reads("wait-title");
        Assert.That(await phone.Page.Locator("main p bdi").InnerTextAsync(), Is.EqualTo(told));
    }

    [Test]
    public async Task A_sentence_of_the_server_is_marked_with_its_language()
    {
        await using var host = await ParticipantsHost.Start();
        await host.Open("listening");
        await using var phone = await HeldPhone.Joined(host, "ar");
        await phone.Page.RouteAsync("**/v1/answers", route => route.FulfillAsync(new()
        {
            Status = 422,
            ContentType = "application/problem+json",
            Headers = new Dictionary<string, string> { ["Content-Language"] = "en", ["Content-Type"] = "application/problem+json" },
            Body = """{"type":"urn:pulse:text-refused","title":"This text cannot be saved","detail":"See what is wrong."}""",
        }));
        await phone.Page.FillAsync("#text", "x");
        await phone.Press("send");
        await Assertions.Expect(phone.Page.Locator(".faults [lang=en]")).ToHaveTextAsync("See what is wrong.");
    }
}
