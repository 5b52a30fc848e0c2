using NUnit.Framework;
using Pulse.Tests.Hosts;

namespace Pulse.Tests.People;

/// <summary>One key, one effect, one reply.</summary>
[TestFixture]
public sealed class WritesTests
{
    [Test]
    public async Task The_same_write_sent_again_is_told_the_same_and_done_once()
    {
        await using var host = await ParticipantsHost.Start();
        var statement = await host.Statement("First", "west");
        await host.Statement("Second", "west");
        var text = await host.ReviewedText("Ours");
        await host.Open("listening");
        var phone = host.Phone();
        await phone.Redeem((await host.Invite(1))[0].Text);
        await Twice("/v1/participation", new { consentVersion = 3, takePart = true, language = "en" }, 201);
        await Twice("/v1/participation/segment", new { segment = "east" }, 200, put: true);
        await Twice("/v1/participation/language", new { language = "he" }, 200, put: true);
        await Twice("/v1/answers", new { item = "water-open", text = "Mine", language = "en" }, 201);
        await Twice("/v1/choices", new { item = "hope", chosen = new[] { "2" } }, 201);
        await Twice("/v1/skips", new { item = "one-of" }, 201);
        await host.Open("voting");
        await Twice("/v1/votes", new { statement, vote = "agree", languageRead = "en" }, 201);
        await host.Open("ratifying");
        await Twice("/v1/ballots", new { text, vote = "agree", languageRead = "en" }, 201);
        await Twice("/v1/participation/receipt", new { }, 201);
        await Twice("/v1/participation/finish", new { }, 200);
        Assert.That(await Recount.Differences(host), Is.Zero);

        async Task Twice(string path, object body, int status, bool put = false)
        {
            var key = Guid.NewGuid();
            var first = (put ? await phone.Put(path, body, key) : await phone.Post(path, body, key)).Was(status);
            var again = (put ? await phone.Put(path, body, key) : await phone.Post(path, body, key)).Was(status);
            Assert.That(again.Text, Is.EqualTo(first.Text), path);
        }
    }

    [Test]
    public async Task A_key_with_another_body_or_for_another_address_is_refused()
    {
        await using var host = await ParticipantsHost.Start();
        await host.Open("listening");
        var phone = await host.Participant("east");
        var key = Guid.NewGuid();
        (await phone.Post("/v1/skips", new { item = "hope" }, key)).Was(201);
        (await phone.Post("/v1/skips", new { item = "one-of" }, key)).Was(409, "key-reused");
        (await phone.Post("/v1/answers", new { item = "hope" }, key)).Was(400, "malformed");
        (await phone.Post("/v1/answers", new { item = "water-open", text = "A", language = "en" }, key)).Was(409, "key-reused");
        var other = await host.Participant("west");
        (await other.Post("/v1/skips", new { item = "one-of" }, key)).Was(201);
        Assert.That(await host.Ask<long>("select count(*) from collecting.skips"), Is.EqualTo(2));
    }

    [Test]
    public async Task Fifty_repetitions_at_once_have_one_effect_and_one_reply()
    {
        await using var host = await ParticipantsHost.Start();
        var statement = await host.Statement("First", "west");
        await host.Open("voting");
        var phone = await host.Participant("east");
        var key = Guid.NewGuid();
        var told = await Task.WhenAll(Enumerable.Range(0, 50).Select(
            _ => phone.Post("/v1/votes", new { statement, vote = "agree", languageRead = "en" }, key)));
        Assert.That(told.Select(one => (one.Status, one.Text)).Distinct().Count(), Is.EqualTo(1), told[0].Text);
        told[0].Was(201);
        Assert.That(await host.Ask<string>("select agree || ',' || disagree || ',' || pass from voting.counts"), Is.EqualTo("1,0,0"));
        Assert.That(await host.Ask<long>("select count(*) from people.writes where write_key = @key", new { key }), Is.EqualTo(1));
    }

    [Test]
    public async Task Fifty_answers_at_once_under_different_keys_leave_one_answer()
    {
        await using var host = await ParticipantsHost.Start();
        await host.Open("listening");
        var phone = await host.Participant("east");
        var told = await Task.WhenAll(Enumerable.Range(0, 50).Select(
            at => phone.Post("/v1/answers", new { item = "water-open", text = $"Answer {at}", language = "en" })));
        Assert.That(told.Select(one => one.Status), Is.All.EqualTo(201));
        Assert.That(await host.Ask<long>("select count(*) from collecting.answers"), Is.EqualTo(1));
    }

    [Test]
    public async Task What_is_remembered_of_a_write_holds_nobodys_words_and_no_receipt()
    {
        await using var host = await ParticipantsHost.Start();
        await host.Open("listening");
        var phone = await host.Participant("east");
        (await phone.Post("/v1/answers", new { item = "water-open", text = "canary-of-mine", language = "en" })).Was(201);
        var receipt = (await phone.Post("/v1/participation/receipt", new { })).Was(201).Json.GetProperty("receipt").GetString();
        await host.Statement("canary-of-another", "west");
        var statement = await host.Statement("canary-of-a-third", "west");
        await host.Open("voting");
        (await phone.Post("/v1/votes", new { statement, vote = "agree", languageRead = "en" })).Was(201);
        var stored = await host.Ask<string>("select string_agg(reply::text, ' ') from people.writes");
        Assert.That(stored, Does.Contain("water-open").And.Not.Contain("canary").And.Not.Contain(receipt!));
    }

    [Test]
    public async Task Whoever_is_too_fast_is_asked_to_wait_and_then_let_in()
    {
        await using var host = await ParticipantsHost.Start();
        await host.Open("listening");
        var phone = await host.Participant("east");
        var told = new List<Told>();
        for (var at = 0; at < Pulse.Api.Pace.Burst; at++)
        {
            told.Add(await phone.Post("/v1/skips", new { item = "hope" }));
        }

        var refused = told.Where(one => one.Status != 201).ToList();
        Assert.That(refused, Has.Count.EqualTo(2), "consent and segment had been two of the burst");
        refused[0].Was(429, "too-many-requests");
        Assert.That(refused[0].Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromSeconds(1)));
        (await (await host.Participant("west")).Post("/v1/skips", new { item = "hope" })).Was(201);
        host.Clock.Now += TimeSpan.FromSeconds(1);
        (await phone.Post("/v1/skips", new { item = "hope" })).Was(201);
    }
}
