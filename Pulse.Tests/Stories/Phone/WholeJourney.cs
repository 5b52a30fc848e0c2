using System.Diagnostics;
using Microsoft.Playwright;
using NUnit.Framework;
using Pulse.Tests.Hosts;

namespace Pulse.Tests.Stories.Phone;

/// <summary>
/// The steps of a person from the link to the end, in any language. A story walks them, and may look at every page on
/// the way: sizes, accessibility, pictures.
/// </summary>
internal sealed class WholeJourney(ParticipantsHost host, HeldPhone phone, Func<string, Task>? look = null)
{
    private const int Statements = 6;

    private IPage Page => phone.Page;

    private Task Look(string page) => look?.Invoke(page) ?? Task.CompletedTask;

    /// <summary>What the story needs besides the phone: statements, votes of others, a reviewed text.</summary>
    public static async Task Prepare(ParticipantsHost host)
    {
        for (var i = 1; i <= Statements; i++)
        {
            await host.Statement($"Water should be shared, number {i}", "east");
        }

        // eleven of the east have voted before; one of the west, who must stay invisible
        await host.Do("""
            insert into voting.counts (statement_id, segment, agree, disagree, pass)
            select statement_id, side.segment, side.agree, side.disagree, 0
            from moderating.statements, (values ('east', 9, 2), ('west', 1, 0)) as side (segment, agree, disagree)
            """);
        await host.ReviewedText("The water is measured in public.");
    }

    public async Task Enter()
    {
        var code = (await host.Invite(1))[0].Text;
        var since = Stopwatch.StartNew();
        await Page.GotoAsync($"{host.Address}#{code}");
        await phone.Reads("language-title");
        await TestContext.Out.WriteLineAsync($"the first page stood after {since.ElapsedMilliseconds} ms");
        Assert.That(Page.Url, Is.EqualTo(host.Address.ToString()), "the code leaves the address at once");
        Assert.That(await Page.TitleAsync(), Is.EqualTo("Pulse"), "the title says nothing");
        await Look("language");
        await Page.ClickAsync($"button.choice[lang={phone.Says.Language}]");
        await phone.Reads("consent-title");
        await Look("consent");
        await phone.Press("consent-button");
        await Page.WaitForSelectorAsync(".faults");
        Assert.That(await Page.Locator(".faults li").CountAsync(), Is.EqualTo(2), "each tick is asked for by itself");
        await Look("consent-refused");
        await Page.CheckAsync("#take-part");
        await Page.CheckAsync("#sensitive");
        await phone.Press("consent-button");
        await Page.WaitForSelectorAsync("input[value=west]");
        await Look("segment");
        await Page.CheckAsync("input[value=west]");
        await phone.Press("continue");
        await Page.WaitForSelectorAsync("input[value=west-hills]");
        await Page.CheckAsync("input[value=west-hills]");
        await phone.Press("continue");
    }

    public async Task Answer(string text)
    {
        await Page.WaitForSelectorAsync("#text");
        await Page.FillAsync("#text", text + " 050-1234567");
        await Page.WaitForSelectorAsync("#text-hint.note");
        Assert.That(await Page.InnerTextAsync("#text-hint"), Does.Contain(phone.Says["hint-number"]));
        await Look("open-question");
        await Page.FillAsync("#text", text);
        await phone.Press("send");
        await Page.WaitForSelectorAsync(".steps input");
        await Look("scale");
        await phone.Press("send");
        await Page.WaitForSelectorAsync(".faults");
        await Page.CheckAsync("input[value='4']");
        await phone.Press("send");
        await Page.WaitForSelectorAsync("input[value=red]");
        await Look("single");
        await Page.CheckAsync("input[value=red]");
        await phone.Press("send");
        await Page.WaitForSelectorAsync("input[value=tea]");
        await Look("multiple");
        await Page.CheckAsync("input[value=tea]");
        await Page.CheckAsync("input[value=salt]");
        await phone.Press("send");
        await Page.WaitForSelectorAsync("#up-second");
        await Look("rank");
        await Page.ClickAsync("#up-second");
        Assert.That(await Page.EvaluateAsync<string>("document.activeElement.id"), Is.EqualTo("down-second"), "focus stays with what moved");
        await phone.Press("send");
        await phone.Reads("check-title");
        Assert.That(await Page.InnerTextAsync(".check"), Does.Contain(text));
        await Look("check");
    }

    public async Task Change(string text)
    {
        await phone.Page.Locator("dd button.inline").First.ClickAsync();
        await Page.WaitForSelectorAsync("#text");
        await Page.FillAsync("#text", text);
        await phone.Press("send");
        await phone.Reads("check-title");
        Assert.That(await Page.InnerTextAsync(".check"), Does.Contain(text));
        await phone.Press("check-button");
        await phone.Reads("wait-title");
        await phone.Reads("wait-unknown");
        await Look("wait");
    }

    public async Task Vote()
    {
        await host.Open("voting");
        await phone.Press("wait-look");
        for (var i = 1; i <= 5; i++)
        {
            await Page.WaitForSelectorAsync($"h1 bdi:has-text('{i} / 5')");
            if (i == 1)
            {
                await phone.Reads("read-all");
                await Look("vote");
                await Page.CheckAsync("#important");
                if (phone.Says.Language == "he")
                {
                    await Page.ClickAsync("#original");
                    Assert.That(await Page.GetAttributeAsync(".words", "lang"), Is.EqualTo("en"));
                    await Look("vote-original");
                }
            }

            await Page.WaitForTimeoutAsync(320);
            await phone.Press(i % 3 == 0 ? "disagree" : i % 3 == 1 ? "agree" : "pass");
        }

        await phone.Reads("set-title");
        await Page.WaitForSelectorAsync(".standing");
        Assert.That(await Page.Locator(".standing li").CountAsync(), Is.EqualTo(5), "the east alone: of the west too few have voted");
        await Look("standing");
        await phone.Press("set-more");
        await Page.WaitForSelectorAsync("h1 bdi:has-text('1 / 1')");
        await phone.Press("agree");
        await phone.Reads("set-end");
        await phone.Press("continue");
        await phone.Press("check-button");
        await phone.Reads("wait-title");
    }

    public async Task Ratify()
    {
        await host.Open("weighing");
        await phone.Press("wait-look");
        await phone.Reads("tolerable");
        await Look("ratify");
        await phone.Press("tolerable");
        await phone.Press("check-button");
        await phone.Reads("wait-title");
    }

    public async Task Finish()
    {
        await phone.Press("receipt-make");
        await phone.Reads("receipt-yours");
        await Look("receipt");
        await phone.Press("receipt-kept");
        await phone.Press("finish-button");
        await phone.Reads("finished-text");
        await Look("finished");
    }
}
