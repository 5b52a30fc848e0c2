using Microsoft.Playwright;
using NUnit.Framework;
using Pulse.Tests.Hosts;

namespace Pulse.Tests.Stories.Phone;

/// <summary>The whole journey on a slow phone and a slow line, and what is left on the phone after it: nothing.</summary>
[TestFixture]
internal sealed class JourneyStories
{
    [TestCase("ar", "نحتاج إلى ماء نظيف في كل بيت.", "ونحتاج إلى من يقيسه علنًا.")]
    [TestCase("he", "צריך מים נקיים בכל בית.", "וצריך מי שימדוד אותם בפומבי.", Category = "Slow")]
    [TestCase("en", "Every house needs clean water.", "And somebody to measure it in public.", Category = "Slow")]
    public async Task From_the_link_to_the_end_on_a_slow_phone(string language, string text, string changed)
    {
        await using var host = await ParticipantsHost.Start();
        await WholeJourney.Prepare(host);
        await host.Open("listening");
        await using var phone = await HeldPhone.New(host, language);
        // the ordinary suite is kinder to the clock; the slow one has 3G as the browser's tools know it
        await (language == "ar" ? phone.Throttle(latency: 150, kilobits: 1000, slower: 2) : phone.Throttle());
        var journey = new WholeJourney(host, phone);
        await journey.Enter();
        await journey.Answer(text);
        await journey.Change(changed);
        await journey.Vote();
        await journey.Ratify();
        Assert.That(await Left(phone), Is.EqualTo("none"), "nothing was kept on the way either");
        await journey.Finish();
        Assert.That(await Left(phone), Is.EqualTo("none"));
        Assert.That(await phone.Context.CookiesAsync(), Is.Empty, "the cookie is gone");
        await phone.Page.GoBackAsync(new() { WaitUntil = WaitUntilState.Commit, Timeout = 3000 }).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.That(await phone.Page.Locator("body").InnerTextAsync(), Does.Not.Contain(text).And.Not.Contain(changed), "Back shows nothing");
        Assert.That(await host.Ask<string>("""
            select (select count(*) from collecting.answers) || ',' || (select count(*) from collecting.choices)
              || ',' || (select count(*) from voting.votes) || ',' || (select count(*) from ratifying.ballots)
            """), Is.EqualTo("1,4,6,1"), "each exactly once");
        Assert.That(await host.Ask<string>("select string_agg(distinct language_read, ',') from voting.votes"),
            Is.EqualTo(language == "he" ? "en,he" : "en"), "the version that was read: there is no Arabic one");
    }

    [Test]
    public async Task Nothing_is_called_saved_where_nothing_was_saved()
    {
        await using var host = await ParticipantsHost.Start();
        await host.Open("listening");
        await using var phone = await HeldPhone.New(host, "ar");
        await phone.Page.GotoAsync(host.Address.ToString());
        await phone.Page.FillAsync("#code", "7K3M-91XQ-PPPP-0000-ZZZZ-AAAA-11");
        Assert.That(await phone.Page.Locator("#code").EvaluateAsync<bool>("code => code.scrollHeight <= code.clientHeight && code.scrollWidth <= code.clientWidth"),
            "all of a code is seen on a narrow screen");
        await phone.Page.Keyboard.PressAsync("Enter");
        await phone.Reads("problem-code-not-valid");
        await Silent();
        await phone.Press("withdraw-link");
        await phone.Page.FillAsync("#receipt", "7K3M-91XQ-PPPP-0000-ZZZZ-AAAA-11");
        await phone.Press("withdraw-button");
        await phone.Reads("received-title");
        await Silent();
        await using var other = await HeldPhone.Joined(host, "ar");
        await other.Page.FillAsync("#text", "x");
        await other.Press("send");
        await other.Page.WaitForSelectorAsync("input[name=options]");
        await other.Told("state-saved");
        await host.Close();
        await other.Page.CheckAsync("input[value='4']");
        await other.Press("send");
        await other.Reads("closed-title");
        await Assertions.Expect(other.Page.Locator("#state [role=status]")).ToHaveTextAsync("");

        Task Silent() => Assertions.Expect(phone.Page.Locator("#state [role=status]")).ToHaveTextAsync("");
    }

    [TestCase("ar")]
    [TestCase("he", Category = "Slow")]
    [TestCase("en", Category = "Slow")]
    public async Task Quick_exit_leaves_nothing_to_come_back_to(string language)
    {
        await using var host = await ParticipantsHost.Start();
        await host.Open("listening");
        await using var phone = await HeldPhone.Joined(host, language);
        await phone.Page.FillAsync("#text", "x");
        await phone.Press("exit");
        await phone.Page.WaitForURLAsync("about:blank");
        await phone.Page.GoBackAsync(new() { Timeout = 3000 }).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.That(await phone.Page.Locator("#text").CountAsync(), Is.Zero);
    }

    [Test]
    public async Task A_phase_that_keeps_the_segments_apart_shows_ones_own_and_says_so()
    {
        await using var host = await ParticipantsHost.Start();
        var own = await host.Statement("Of the east", "east");
        await host.Statement("Of the west", "west");
        await host.Open("apart");
        await using var phone = await HeldPhone.Joined(host, "en");
        await phone.Reads("read-own");
        Assert.That(await phone.Page.InnerTextAsync(".words"), Is.EqualTo("Of the east"));
        await phone.Press("agree");
        await phone.Reads("set-end");
        Assert.That(await phone.Page.ContentAsync(), Does.Not.Contain("Of the west"));
        Assert.That(await host.Ask<Guid>("select statement_id from voting.votes"), Is.EqualTo(own));
        await using var untold = await HeldPhone.Joined(host, "en", null);
        await untold.Reads("wait-title");
    }

    [TestCase("ar")]
    [TestCase("he", Category = "Slow")]
    [TestCase("en", Category = "Slow")]
    public async Task Between_phases_one_is_told_when_to_come_back(string language)
    {
        await using var host = await ParticipantsHost.Start();
        await host.Do("update convening.phases set opens_at = '2026-05-09T09:00Z' where phase = 'voting'");
        await using var phone = await HeldPhone.Joined(host, language);
        await phone.Reads("wait-title");
        var day = await phone.Page.EvaluateAsync<string>(
            "language => new Intl.DateTimeFormat(`${language}-u-nu-latn`, { month: 'long', day: 'numeric' }).format(new Date('2026-05-09T09:00Z'))", language);
        Assert.That(await phone.Page.InnerTextAsync("#page"), Does.Contain(day.Split(' ')[0]));
    }

    [Test]
    public async Task A_dialogue_that_does_not_ask_what_matters_most_shows_no_tick_and_keeps_no_mark()
    {
        await using var host = await ParticipantsHost.Start(definition: Consultation.Definition.Replace(
            "{ item: water-votes, kind: statement-voting,", "{ item: water-votes, kind: statement-voting, importance: false,", StringComparison.Ordinal));
        var own = await host.Statement("Water belongs to all", "west");
        await host.Open("voting");
        await using var phone = await HeldPhone.Joined(host, "en");
        await phone.Page.WaitForSelectorAsync(".words");
        Assert.That(await phone.Page.Locator("#important").CountAsync(), Is.Zero, "it is not asked");
        await phone.Press("agree");
        await phone.Reads("set-end");
        // a program of one's own may say it all the same
        var program = await host.Participant("east");
        (await program.Post("/v1/votes", new { statement = own, vote = "disagree", important = true, languageRead = "en" })).Was(201);
        Assert.That(await host.Ask<string>("select string_agg(vote || ' ' || important, ', ' order by vote) from voting.votes"),
            Is.EqualTo("-1 false, 1 false"));
    }

    [Test]
    public async Task A_double_tap_on_a_vote_does_not_vote_on_the_next_statement()
    {
        await using var host = await ParticipantsHost.Start();
        await WholeJourney.Prepare(host);
        await host.Open("voting");
        await using var phone = await HeldPhone.Joined(host, "en");
        await phone.Page.WaitForSelectorAsync("h1 bdi:has-text('1 / 5')");
        var box = (await phone.Button("agree").BoundingBoxAsync())!;
        for (var i = 0; i < 2; i++)
        {
            await phone.Page.Touchscreen.TapAsync(box.X + 20, box.Y + 20);
        }

        await phone.Page.WaitForSelectorAsync("h1 bdi:has-text('2 / 5')");
        await phone.Told("state-saved");
        Assert.That(await host.Ask<long>("select count(*) from voting.votes"), Is.EqualTo(1));
    }

    private static Task<string> Left(HeldPhone phone) => phone.Page.EvaluateAsync<string>("""
        async () => {
          const left = [
            ...Object.keys(localStorage), ...Object.keys(sessionStorage),
            ...(await indexedDB.databases()).map(one => one.name),
            ...await caches.keys(),
            ...(await navigator.serviceWorker.getRegistrations()).map(one => one.scope),
          ];
          return left.join() || 'none';
        }
        """);
}
