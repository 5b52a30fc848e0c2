using Microsoft.Playwright;
using Pulse.Tests.Hosts;

namespace Pulse.Tests.Stories.Phone;

/// <summary>
/// Leads to every page that the phone has, those off the main way too: refusals, endings, a bad line.
/// </summary>
internal sealed class EveryPage(ParticipantsHost host, string language, Func<string, IPage, Task> look)
{
    private readonly Sayings _says = new(language);

    public async Task Walk()
    {
        await host.Open("listening");
        await AtTheDoor();
        await Declining();
        await Questions();
        await Trouble();
        await BadLine();
        await Votes();
        await Ratifying();
        await Ends();
    }

    private async Task AtTheDoor()
    {
        await using var phone = await HeldPhone.New(host, language);
        await phone.Page.GotoAsync(host.Address.ToString());
        await phone.Reads("code-title");
        await Look("code", phone);
        await phone.Page.FillAsync("#code", "7K3M-91");
        await phone.Press("continue");
        await phone.Page.WaitForSelectorAsync(".faults");
        await Look("code-short", phone);
        await phone.Page.FillAsync("#code", "7K3M-91XQ-PPPP-0000-ZZZZ-AAAA-11");
        await phone.Press("continue");
        await phone.Reads("problem-code-not-valid");
        await Look("code-unknown", phone);
        await phone.Press("withdraw-link");
        await phone.Reads("withdraw-title");
        await Look("withdraw", phone);
        await phone.Page.FillAsync("#receipt", "7K3M-91");
        await phone.Press("withdraw-button");
        await phone.Page.WaitForSelectorAsync(".faults");
        await Look("withdraw-short", phone);
        await phone.Page.FillAsync("#receipt", "7K3M-91XQ-PPPP-0000-ZZZZ-AAAA-11");
        await phone.Press("withdraw-button");
        await phone.Reads("received-title");
        await Look("withdraw-received", phone);
    }

    private async Task Declining()
    {
        await using var phone = await Invited();
        await Look("language", phone);
        await phone.Page.ClickAsync($"button.choice[lang={language}]");
        await phone.Reads("consent-title");
        await Look("consent", phone);
        await phone.Page.ClickAsync($"summary:has-text('{_says["exit-about"]}')");
        await Look("consent-exit", phone);
        await phone.Press("consent-button");
        await phone.Page.WaitForSelectorAsync(".faults");
        await Look("consent-refused", phone);
        await phone.Press("consent-decline");
        await phone.Reads("declined-title");
        await Look("declined", phone);
    }

    private async Task Questions()
    {
        await using var phone = await Invited();
        await phone.Page.ClickAsync($"button.choice[lang={language}]");
        await phone.Page.CheckAsync("#take-part");
        await phone.Page.CheckAsync("#sensitive");
        await phone.Press("consent-button");
        await phone.Reads("segment-title");
        await Look("segment", phone);
        await phone.Press("continue");
        await phone.Page.WaitForSelectorAsync(".faults");
        await Look("segment-refused", phone);
        await phone.Page.CheckAsync("input[value=palestinians]");
        await phone.Press("continue");
        await phone.Reads("segment-part-title");
        await Look("segment-part", phone);
        await phone.Page.CheckAsync("input[value=gaza]");
        await phone.Press("continue");
        await OpenQuestion(phone);
        await ClosedQuestions(phone);
        await phone.Reads("check-title");
        await Look("check", phone);
        await phone.Press("check-button");
        await phone.Reads("wait-title");
        await Look("wait-unknown", phone);
        await host.Do("update convening.phases set opens_at = '2026-05-07 15:30+00' where phase = 'voting'");
        await host.Close();
        await phone.Press("wait-look");
        await phone.Page.WaitForSelectorAsync("main p bdi");
        await Look("wait-when", phone);
        await phone.Press("receipt-make");
        await phone.Reads("receipt-yours");
        await Look("receipt", phone);
        var receipt = (await phone.Page.InnerTextAsync(".receipt")).Replace(" ", "", StringComparison.Ordinal);
        await phone.Press("receipt-kept");
        await phone.Reads("finish-title");
        (await host.Phone().Post("/v1/withdrawals", new { receipt })).Was(202);
        await host.Do("update convening.phases set opens_at = null where phase = 'voting'");
        await phone.Press("wait-look");
        await phone.Reads("withdrawn-title");
        await Look("withdrawn", phone);
    }

    private async Task OpenQuestion(HeldPhone phone)
    {
        await phone.Page.WaitForSelectorAsync("#text");
        await Look("open-question", phone);
        await phone.Press("send");
        await phone.Page.WaitForSelectorAsync(".faults");
        await Look("open-question-empty", phone);
        await phone.Page.FillAsync("#text", language switch
        {
            "he" => "שמי נועה ואני גרה בחיפה, 050-1234567. אנחנו רוצים לישון בלילה בלי פחד.",
            "ar" => "اسمي نور وأسكن في حيفا، 050-1234567. نريد أن ننام ليلًا دون خوف.",
            _ => "My name is Noor and I live in Haifa, 050-1234567. We want to sleep at night without fear.",
        });
        await phone.Page.WaitForSelectorAsync("#text-hint.note");
        await phone.Page.ClickAsync($"summary:has-text('{_says["quoting-title"]}')");
        await phone.Page.CheckAsync("input[value=paraphrase]");
        await phone.Page.ClickAsync($"summary:has-text('{_says["keep-title"]}')");
        await Look("open-question-hint", phone);
        await phone.Page.FillAsync("#text", string.Concat(Enumerable.Repeat("שלום سلام peace ", 130)));
        await phone.Press("send");
        await phone.Page.WaitForSelectorAsync(".faults");
        await Look("open-question-long", phone);
        await phone.Page.FillAsync("#text", $"x {(await host.Invite(1))[0].Text} x");
        await phone.Press("send");
        await phone.Reads("problem-contains-code");
        await Look("open-question-code", phone);
        await phone.Page.FillAsync("#text", language switch
        {
            "he" => "אנחנו רוצים לישון בלילה בלי פחד.",
            "ar" => "نريد أن ننام ليلًا دون خوف.",
            _ => "We want to sleep at night without fear.",
        });
        await phone.Press("send");
        await phone.Page.WaitForSelectorAsync("h1:not(:has-text('x'))");
        for (var i = 0; i < 7; i++)
        {
            await phone.Page.WaitForSelectorAsync($"#top progress[value='{i + 2}']", new() { State = WaitForSelectorState.Attached });
            await phone.Press("skip");
        }
    }

    private async Task ClosedQuestions(HeldPhone phone)
    {
        await phone.Page.WaitForSelectorAsync(".steps input");
        await Look("scale", phone);
        await phone.Press("send");
        await phone.Page.WaitForSelectorAsync(".faults");
        await Look("scale-refused", phone);
        await phone.Page.CheckAsync("input[value='4']");
        await phone.Press("send");
        await phone.Page.WaitForSelectorAsync("input[value=disarmament]");
        await Look("single", phone);
        await phone.Page.CheckAsync("input[value=open-crossings]");
        await phone.Press("send");
        await phone.Page.WaitForSelectorAsync("input[value=joint-desk]");
        foreach (var option in new[] { "joint-desk", "academics", "faith-leaders", "family-and-friends" })
        {
            await phone.Page.CheckAsync($"input[value={option}]");
        }

        await phone.Press("send");
        await phone.Page.WaitForSelectorAsync(".faults");
        await Look("multiple-refused", phone);
        await phone.Page.UncheckAsync("input[value=academics]");
        await Look("multiple", phone);
        await phone.Press("send");
        await phone.Page.WaitForSelectorAsync("#up-freedom");
        await phone.Page.ClickAsync("#up-freedom");
        await Look("rank", phone);
        await phone.Press("send");
    }

    private async Task Trouble()
    {
        await host.Open("listening");
        await using (var phone = await Joined())
        {
            await phone.Page.FillAsync("#text", ReadDialogue.Statements[0].English);
            await phone.Context.ClearCookiesAsync();
            await phone.Press("send");
            await phone.Reads("expired-title");
            await Look("expired", phone);
        }

        await using (var phone = await Joined())
        {
            await phone.Page.FillAsync("#text", ReadDialogue.Statements[1].Hebrew);
            await host.Close();
            await phone.Press("send");
            await phone.Reads("closed-title");
            await Look("closed", phone);
            await host.Open("listening");
        }

        await using (var phone = await Joined())
        {
            await phone.Page.GotoAsync("about:blank");
            await phone.Page.GoBackAsync();
            await phone.Reads("resume");
            await Look("resume", phone);
            await phone.Page.RouteAsync("**/v1/items/next", route => route.FulfillAsync(new()
            {
                Status = 400,
                Headers = new Dictionary<string, string> { ["Content-Type"] = "application/problem+json" },
                Body = "{}",
            }), new() { Times = 1 });
            await phone.Press("continue");
            await phone.Reads("trouble");
            await Look("trouble", phone);
        }
    }

    private async Task BadLine()
    {
        await using var phone = await Joined();
        await phone.Page.ClickAsync($"summary:has-text('{_says["keep-title"]}')");
        await phone.Page.FillAsync("#text", ReadDialogue.Statements[0].Arabic);
        await phone.Told("state-typed");
        await Look("typed", phone);
        await phone.Page.CheckAsync("#keep");
        await phone.Told("state-typed-kept");
        await phone.Context.SetOfflineAsync(true);
        await phone.Press("send");
        await phone.Told("state-unsent-kept");
        await Look("unsent-kept", phone);
        await phone.Page.UncheckAsync("#keep");
        await phone.Told("state-unsent");
        await Look("unsent", phone);
        await phone.Context.SetOfflineAsync(false);
        await phone.Page.WaitForSelectorAsync("#top progress[value='2']", new() { State = WaitForSelectorState.Attached });
        await phone.Page.RouteAsync("**/v1/items/next", route => route.FulfillAsync(new()
        {
            Status = 503,
            Headers = new Dictionary<string, string> { ["Content-Type"] = "application/problem+json", ["Retry-After"] = "30" },
            Body = "{}",
        }), new() { Times = 1 });
        await phone.Press("skip");
        await phone.Told("state-busy");
        await Look("busy", phone);
        await phone.Press("try-now");
        await phone.Page.WaitForSelectorAsync("#top progress[value='3']", new() { State = WaitForSelectorState.Attached });
        await phone.Page.ClickAsync($"summary:has-text('{_says["keep-title"]}')");
        await phone.Page.CheckAsync("#keep");
        await phone.Page.FillAsync("#text", ReadDialogue.Statements[0].Arabic);
        await phone.Told("state-typed-kept");
        var other = await phone.Context.NewPageAsync();
        await other.GotoAsync($"{host.Address}#{(await host.Invite(1))[0].Text}");
        await other.GetByText(_says["kept-title"]).WaitForAsync();
        await look("kept", other);
    }

    private async Task Votes()
    {
        await ReadDialogue.Statement(host, null, "גם הים שייך לשני הצדדים.", "البحر أيضًا للجانبين.", "The sea too belongs to both sides.");
        await host.Open("apart");
        await using (var untold = await Joined(null))
        {
            await untold.Reads("read-untold");
            await Look("vote-untold", untold);
        }

        await using (var own = await Joined("jewish-israelis"))
        {
            await own.Reads("read-own");
            await Look("vote-own", own);
        }

        await host.Do("delete from moderating.statements where segment is null");
        await host.Open("voting");
        await using var phone = await Joined();
        for (var i = 1; i <= 5; i++)
        {
            await phone.Page.WaitForSelectorAsync($"h1 bdi:has-text('{i} / 5')");
            if (i <= 2)
            {
                await Look($"vote-{i}", phone);
            }

            if (i == 1 && await phone.Page.Locator("#original").CountAsync() > 0)
            {
                await phone.Page.ClickAsync("#original");
                await Look("vote-original", phone);
            }

            await phone.Page.WaitForTimeoutAsync(320);
            await phone.Press(i % 3 == 0 ? "disagree" : i % 3 == 1 ? "agree" : "pass");
        }

        await phone.Page.WaitForSelectorAsync(".standing");
        await Look("standing", phone);
        await phone.Press("set-more");
        await phone.Page.WaitForSelectorAsync("h1 bdi:has-text('1 / 1')");
        await phone.Press("agree");
        await phone.Reads("set-end");
        await Look("standing-end", phone);
        await phone.Press("continue");
        await phone.Reads("check-title");
        await Look("check-votes", phone);
    }

    private async Task Ratifying()
    {
        await host.Open("ratifying");
        await using (var phone = await Joined())
        {
            await phone.Reads("ratify-agreement");
            await Look("ratify", phone);
        }

        await host.Open("weighing");
        await using (var phone = await Joined())
        {
            await phone.Reads("ratify-scale");
            await Look("ratify-five-steps", phone);
            await phone.Press("tolerable");
            await phone.Reads("check-title");
            await Look("check-ratified", phone);
        }
    }

    private async Task Ends()
    {
        await host.Open("listening");
        await using var phone = await Joined();
        await phone.Page.WaitForSelectorAsync("#text");
        await host.Do("update convening.phases set opens_at = '2026-05-01', closes_at = '2026-05-02'");
        await phone.Page.GotoAsync(host.Address.ToString());
        await phone.Reads("done-title");
        await Look("done", phone);
        await phone.Press("finish-button");
        await phone.Reads("finished-text");
        await Look("finished", phone);
    }

    private async Task<HeldPhone> Invited()
    {
        var phone = await HeldPhone.New(host, language);
        await phone.Page.GotoAsync($"{host.Address}#{(await host.Invite(1))[0].Text}");
        await phone.Reads("language-title");
        return phone;
    }

    private Task<HeldPhone> Joined(string? segment = "palestinians") => HeldPhone.Joined(host, language, segment);

    private Task Look(string page, HeldPhone phone) => look(page, phone.Page);
}
