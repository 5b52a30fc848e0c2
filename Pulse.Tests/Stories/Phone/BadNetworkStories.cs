using Microsoft.Playwright;
using NUnit.Framework;
using Pulse.Tests.Hosts;

namespace Pulse.Tests.Stories.Phone;

/// <summary>
/// The line fails in every way there is, and each story ends the same: what was acknowledged is stored once, and the
/// person was told the truth in their language.
/// </summary>
[TestFixture]
internal sealed class BadNetworkStories
{
    private const string Arabic = "نحتاج إلى ماء نظيف في كل بيت.";
    private const string Hebrew = "צריך מים נקיים בכל בית.";
    private const string English = "Every house needs clean water.";

    private ParticipantsHost _host = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _host = await ParticipantsHost.Start();
        await _host.Open("listening");
    }

    [OneTimeTearDown]
    public async Task Stop() => await _host.DisposeAsync();

    [SetUp]
    public async Task Clean() => await _host.Do("delete from collecting.participants");

    [TestCase("ar", Arabic)]
    [TestCase("he", Hebrew, Category = "Slow")]
    [TestCase("en", English, Category = "Slow")]
    public async Task Airplane_mode_in_the_middle_of_a_submit(string language, string text)
    {
        await using var phone = await HeldPhone.Joined(_host, language);
        await phone.Page.FillAsync("#text", text);
        await phone.Told("state-typed");
        await phone.Context.SetOfflineAsync(true);
        await phone.Press("send");
        await phone.Told("state-unsent");
        Assert.That(await phone.Page.InputValueAsync("#text"), Is.EqualTo(text), "the text stays on the screen");
        Assert.That(await Stored(), Is.Zero);
        await Assertions.Expect(phone.Button("try-now")).ToBeVisibleAsync();
        await phone.Context.SetOfflineAsync(false);
        await phone.Page.WaitForSelectorAsync("input[name=options]");
        await phone.Told("state-saved");
        Assert.That(await Stored(), Is.EqualTo(1));
    }

    [TestCase("ar")]
    [TestCase("he", Category = "Slow")]
    [TestCase("en", Category = "Slow")]
    public async Task A_reply_that_is_lost_leads_to_one_answer(string language)
    {
        await using var phone = await HeldPhone.Joined(_host, language);
        var arrived = 0;
        await phone.Page.RouteAsync("**/v1/answers", async route =>
        {
            // the server has it; the phone hears nothing the first time
            if (++arrived == 1)
            {
                await route.FetchAsync();
                await route.AbortAsync("connectionreset");
                return;
            }

            await route.ContinueAsync();
        });
        await phone.Page.FillAsync("#text", Arabic);
        await phone.Press("send");
        await phone.Page.WaitForSelectorAsync("input[name=options]");
        Assert.That(arrived, Is.GreaterThanOrEqualTo(2));
        Assert.That(await Stored(), Is.EqualTo(1));
    }

    /// <param name="asked">Seconds in Retry-After; "86400" is more than anybody's answer waits for.</param>
    [TestCase("he", 503, "40", 39, 51)]
    [TestCase("ar", 429, "86400", 119, 151)]
    [TestCase("en", 503, "", 0, 2)]
    public async Task A_server_that_asks_for_time_gets_it_within_bounds_and_the_person_is_told(
        string language, int status, string asked, int after, int until)
    {
        await using var phone = await HeldPhone.Joined(_host, language);
        await phone.Page.WaitForSelectorAsync("#text");
        await phone.Page.Clock.InstallAsync();
        var tries = 0;
        await phone.Page.RouteAsync("**/v1/answers", async route =>
        {
            if (++tries == 1)
            {
                await route.FulfillAsync(new()
                {
                    Status = status,
                    Headers = new Dictionary<string, string> { ["Content-Type"] = "application/problem+json", ["Retry-After"] = asked },
                    Body = """{"type":"urn:pulse:unavailable"}""",
                });
                return;
            }

            await route.ContinueAsync();
        });
        await phone.Page.FillAsync("#text", Hebrew);
        await phone.Page.Clock.PauseAtAsync(TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(1));
        await phone.Press("send");
        await phone.Told("state-unsent");
        await phone.Page.Clock.RunForAsync(after * 1000L);
        Assert.That(tries, Is.EqualTo(1), "not before it was asked to");
        await phone.Told("state-unsent");
        Assert.That(await phone.Page.InputValueAsync("#text"), Is.EqualTo(Hebrew));
        await phone.Page.Clock.RunForAsync((until - after) * 1000L);
        // the clock that ran ahead may have given the second attempt up before its reply came: the third follows in real time
        await phone.Page.Clock.ResumeAsync();
        await phone.Page.WaitForSelectorAsync("input[name=options]");
        Assert.That(tries, Is.GreaterThanOrEqualTo(2));
        Assert.That(await Stored(), Is.EqualTo(1));
    }

    [TestCase("ar")]
    [TestCase("he", Category = "Slow")]
    [TestCase("en", Category = "Slow")]
    public async Task A_server_that_cannot_answer_is_not_called_a_lost_connection(string language)
    {
        await using var phone = await HeldPhone.Joined(_host, language);
        await phone.Page.WaitForSelectorAsync("#text");
        await phone.Page.RouteAsync("**/v1/items/next", route => route.FulfillAsync(new()
        {
            Status = 503,
            Headers = new Dictionary<string, string> { ["Content-Type"] = "application/problem+json", ["Retry-After"] = "30" },
            Body = """{"type":"urn:pulse:unavailable"}""",
        }), new() { Times = 1 });
        await phone.Press("skip");
        await phone.Told("state-busy");
        await phone.Press("try-now");
        await phone.Page.WaitForSelectorAsync("input[name=options]");
    }

    [TestCase("en")]
    [TestCase("ar", Category = "Slow")]
    [TestCase("he", Category = "Slow")]
    public async Task A_double_tap_sends_once_and_does_not_answer_the_next_page(string language)
    {
        await using var phone = await HeldPhone.Joined(_host, language);
        await phone.Page.FillAsync("#text", English);
        await phone.Button("send").DblClickAsync();
        await phone.Page.WaitForSelectorAsync("input[name=options]");
        Assert.That(await Stored(), Is.EqualTo(1));
        await phone.Button("skip").DblClickAsync();
        await phone.Page.WaitForSelectorAsync("input[name=options][value=red]");
        Assert.That(await _host.Ask<long>("select count(*) from collecting.skips"), Is.EqualTo(1), "the second tap skips nothing");
    }

    [TestCase("ar", "he")]
    [TestCase("he", "en", Category = "Slow")]
    [TestCase("en", "ar", Category = "Slow")]
    public async Task Back_and_forth_loses_nothing_typed(string language, string other)
    {
        await using var phone = await HeldPhone.Joined(_host, language);
        await phone.Page.FillAsync("#text", Arabic);
        await phone.Press("skip");
        await phone.Page.WaitForSelectorAsync("input[name=options]");
        await phone.Page.GoBackAsync();
        await phone.Page.WaitForSelectorAsync("#text");
        Assert.That(await phone.Page.InputValueAsync("#text"), Is.EqualTo(Arabic));
        await phone.Page.SetViewportSizeAsync(740, 360);
        Assert.That(await phone.Page.InputValueAsync("#text"), Is.EqualTo(Arabic), "a turned screen");
        await phone.Page.ClickAsync($"#speak-{other}");
        await phone.Page.WaitForSelectorAsync($"html[lang={other}]");
        Assert.That(await phone.Page.InputValueAsync("#text"), Is.EqualTo(Arabic), "another language in mid-sentence");
        await phone.Page.ClickAsync($"button:text-is('{new Sayings(other)["send"]}')");
        await phone.Page.WaitForSelectorAsync("input[name=options]");
        Assert.That(await Stored(), Is.EqualTo(1));
    }

    [TestCase("ar", "expired-title")]
    [TestCase("he", "closed-title")]
    [TestCase("he", "expired-title", Category = "Slow")]
    [TestCase("en", "expired-title", Category = "Slow")]
    [TestCase("ar", "closed-title", Category = "Slow")]
    [TestCase("en", "closed-title", Category = "Slow")]
    public async Task What_ended_while_typing_is_told_and_the_text_stays_on_the_screen(string language, string told)
    {
        await using var phone = await HeldPhone.Joined(_host, language);
        var text = language switch { "ar" => Arabic, "he" => Hebrew, _ => English };
        await phone.Page.FillAsync("#text", text);
        if (told == "expired-title")
        {
            await phone.Context.ClearCookiesAsync();
        }
        else
        {
            await _host.Close();
        }

        await phone.Press("send");
        await phone.Reads(told);
        Assert.That(await phone.Page.InputValueAsync("#kept"), Is.EqualTo(text));
        Assert.That(await Stored(), Is.Zero);
        await _host.Open("listening");
    }

    [TestCase("en")]
    [TestCase("ar", Category = "Slow")]
    [TestCase("he", Category = "Slow")]
    public async Task An_answer_that_was_read_meanwhile_is_not_changed_and_that_is_said(string language)
    {
        await using var phone = await HeldPhone.Joined(_host, language);
        await phone.Page.FillAsync("#text", English);
        await phone.Press("send");
        await phone.Page.WaitForSelectorAsync("input[name=options]");
        await phone.Press("back");
        await phone.Page.WaitForSelectorAsync("#text");
        await _host.Do("""
            insert into moderating.rulings (answer_id, dialogue_id, flags, outcome, rule_version, ruled_on)
            select answer_id, dialogue_id, '{}', 'held', '1', answered_on from collecting.answers
            """);
        await phone.Page.FillAsync("#text", "Something else");
        await phone.Press("send");
        await phone.Reads("problem-answer-already-read");
        Assert.That(await phone.Page.InputValueAsync("#text"), Is.EqualTo("Something else"));
        Assert.That(await phone.Page.EvaluateAsync<string>("document.activeElement.className"), Is.EqualTo("faults"), "focus is on the summary");
        Assert.That(await phone.Page.TitleAsync(), Does.StartWith(phone.Says["error"]));
        // the same words again, under a new key, are what is stored already
        await phone.Page.FillAsync("#text", English);
        await phone.Press("send");
        await phone.Page.WaitForSelectorAsync("input[name=options]");
    }

    [Test]
    public async Task A_killed_tab_loses_only_what_it_said_was_not_sent()
    {
        await using var phone = await HeldPhone.Joined(_host, "he");
        await phone.Page.FillAsync("#text", Hebrew);
        await phone.Context.SetOfflineAsync(true);
        await phone.Press("send");
        await phone.Told("state-unsent");
        await Kill(phone);
        await phone.Context.SetOfflineAsync(false);
        var again = await phone.Context.NewPageAsync();
        await again.GotoAsync(_host.Address.ToString());
        await again.WaitForSelectorAsync("#text");
        Assert.That(await again.InputValueAsync("#text"), Is.Empty, "nothing was kept, as nothing was asked to be");
        Assert.That(await Stored(), Is.Zero);
    }

    [TestCase("ar", Arabic)]
    [TestCase("en", English, Category = "Slow")]
    public async Task What_a_person_keeps_on_the_phone_outlives_the_tab_and_is_erased_once_sent(string language, string text)
    {
        await using var phone = await HeldPhone.Joined(_host, language);
        await phone.Page.ClickAsync($"summary:has-text('{phone.Says["keep-title"]}')");
        await phone.Page.CheckAsync("#keep");
        await phone.Page.FillAsync("#text", text);
        await phone.Told("state-typed-kept");
        await phone.Context.SetOfflineAsync(true);
        await phone.Press("send");
        await phone.Told("state-unsent-kept");
        Assert.That(await KeptBytes(phone.Page), Does.Not.Contain(text).And.Not.Empty, "sealed, not as written");
        await Kill(phone);
        await phone.Context.SetOfflineAsync(false);
        var again = await phone.Context.NewPageAsync();
        await again.GotoAsync(_host.Address.ToString());
        await again.WaitForSelectorAsync("input[name=options]");
        Assert.That(await Stored(), Is.EqualTo(1), "sent again by itself, under its own key");
        await Assertions.Expect(again.Locator("#state [role=status]")).ToHaveTextAsync(phone.Says["state-saved"]);
        Assert.That(await Eventually(async () => (await Databases(again)).Length == 0), "erased once acknowledged");
    }

    [Test]
    public async Task What_another_person_kept_on_the_same_phone_is_not_shown_before_it_is_claimed()
    {
        await using var phone = await HeldPhone.Joined(_host, "en");
        await phone.Page.ClickAsync($"summary:has-text('{phone.Says["keep-title"]}')");
        await phone.Page.CheckAsync("#keep");
        await phone.Page.FillAsync("#text", English);
        await phone.Told("state-typed-kept");
        await Kill(phone);
        var code = (await _host.Invite(1))[0].Text;
        var other = await phone.Context.NewPageAsync();
        await other.GotoAsync($"{_host.Address}#{code}");
        await other.GetByText(phone.Says["kept-title"]).WaitForAsync();
        Assert.That(await other.ContentAsync(), Does.Not.Contain(English));
        await other.ClickAsync($"button:text-is('{phone.Says["kept-erase"]}')");
        await other.GetByText(phone.Says["language-title"]).WaitForAsync();
        Assert.That(await Eventually(async () => (await Databases(other)).Length == 0));
    }

    /// <summary>Firefox before 126 does not name its databases; a browser whose tab has just died may not answer for long.</summary>
    [TestCase("undefined")]
    [TestCase("() => new Promise(() => {})")]
    public async Task A_browser_that_does_not_say_what_it_keeps_holds_nobody_up_and_loses_nothing(string databases)
    {
        await using var phone = await HeldPhone.Joined(_host, "ar");
        await phone.Page.ClickAsync($"summary:has-text('{phone.Says["keep-title"]}')");
        await phone.Page.CheckAsync("#keep");
        await phone.Page.FillAsync("#text", Arabic);
        await phone.Told("state-typed-kept");
        await Kill(phone);
        var again = await phone.Context.NewPageAsync();
        await again.AddInitScriptAsync($"Object.defineProperty(IDBFactory.prototype, 'databases', {{ value: {databases} }})");
        await again.GotoAsync(_host.Address.ToString());
        await again.WaitForSelectorAsync("#text");
        Assert.That(await again.InputValueAsync("#text"), Is.EqualTo(Arabic));
    }

    private Task<long> Stored() => _host.Ask<long>("select count(*) from collecting.answers");

    /// <summary>
    /// The tab's process ends at once. A tab that is closed lives on for a moment, and closing it is what ends the network
    /// that is made to fail for it: it would send what it holds.
    /// </summary>
    private static async Task Kill(HeldPhone phone)
    {
        var gone = new TaskCompletionSource();
        phone.Page.Crash += (_, _) => gone.TrySetResult();
        var tools = await phone.Context.NewCDPSessionAsync(phone.Page);
        // nobody is left to reply
        _ = tools.SendAsync("Page.crash").ContinueWith(done => _ = done.Exception, TaskScheduler.Default);
        await gone.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await phone.Page.CloseAsync();
    }

    private static Task<string[]> Databases(IPage page) =>
        page.EvaluateAsync<string[]>("indexedDB.databases().then(all => all.map(one => one.name))");

    private static async Task<bool> Eventually(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 50; i++)
        {
            if (await holds())
            {
                return true;
            }

            await Task.Delay(100);
        }

        return false;
    }

    private static Task<string> KeptBytes(IPage page) => page.EvaluateAsync<string>("""
        () => new Promise((resolve, reject) => {
          const opening = indexedDB.open('pulse', 1);
          opening.onerror = reject;
          opening.onsuccess = () => {
            const asking = opening.result.transaction('kept').objectStore('kept').get('record');
            asking.onsuccess = () => {
              opening.result.close();
              resolve(new TextDecoder().decode(asking.result.sealed));
            };
          };
        })
        """);
}
