using System.Text.Json;
using NUnit.Framework;
using Pulse.Collecting;
using Pulse.Tests.Hosts;

namespace Pulse.Tests.Collecting;

[TestFixture]
public sealed class JourneyTests
{
    [Test]
    public async Task A_participant_goes_from_the_invitation_to_the_end()
    {
        await using var host = await ParticipantsHost.Start();
        await host.Open("listening");
        var phone = host.Phone("ar");
        var redeemed = (await phone.Redeem((await host.Invite(1))[0].Text)).Was(200);
        var card = (await phone.Get("/v1/dialogue")).Was(200).Json;
        Assert.That(card.GetProperty("title").GetProperty("ar").GetString(), Is.EqualTo("استشارة"));
        Assert.That(card.GetProperty("segments")[1].GetProperty("parts")[0].GetProperty("slug").GetString(), Is.EqualTo("west-hills"));
        Assert.That(card.GetProperty("quoting").GetString(), Is.EqualTo("ask"));
        Assert.That(Next(redeemed.Json.GetProperty("state")), Is.EqualTo("consent"));
        Assert.That(await host.Ask<long>("select count(*) from collecting.participants"), Is.Zero,
            "redeeming writes nobody down");

        var consented = (await phone.Post("/v1/participation", new { consentVersion = 3, takePart = true, language = "ar" })).Was(201);
        Assert.That(Next(consented.Json), Is.EqualTo("segment"));
        Assert.That(Next((await phone.Put("/v1/participation/segment", new { segment = "west-hills" })).Was(200).Json), Is.EqualTo("item"));

        var next = (await phone.Get("/v1/items/next")).Was(200).Json;
        Assert.That(next.GetProperty("kind").GetString(), Is.EqualTo("open-question"));
        Assert.That((next.GetProperty("position").GetInt32(), next.GetProperty("total").GetInt32()), Is.EqualTo((1, 5)));
        (await phone.Post("/v1/answers", new { item = "water-open", text = "الماء حق للجميع", language = "ar", quoting = "verbatim" })).Was(201);
        Assert.That((await phone.Get("/v1/answers/water-open")).Json.GetProperty("text").GetString(), Is.EqualTo("الماء حق للجميع"));
        (await phone.Post("/v1/choices", new { item = "hope", chosen = new[] { "4" } })).Was(201);
        (await phone.Post("/v1/choices", new { item = "one-of", chosen = new[] { "blue" } })).Was(201);
        (await phone.Post("/v1/choices", new { item = "some-of", chosen = new[] { "tea", "salt" } })).Was(201);
        (await phone.Post("/v1/skips", new { item = "order-of" })).Was(201);
        var all = (await phone.Get("/v1/items")).Json.GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("state").GetString());
        Assert.That(all, Is.EqualTo(new[] { "done", "done", "done", "done", "skipped" }));
        Assert.That((await phone.Get("/v1/items/next")).Json.GetProperty("kind").GetString(), Is.EqualTo("wait"), "more phases may come");

        var statement = await host.Statement("Water belongs to all", "east");
        await host.Open("voting");
        var set = (await phone.Get("/v1/statements/next?item=water-votes")).Was(200).Json;
        Assert.That(set.GetProperty("remaining").GetInt32(), Is.EqualTo(1));
        var shown = set.GetProperty("statements")[0];
        Assert.That(shown.GetProperty("text").GetProperty("he").GetString(), Is.EqualTo("בעברית"));
        Assert.That(shown.GetProperty("original").GetString(), Is.EqualTo("en"));
        Assert.That(shown.GetProperty("translated").GetProperty("he").GetString(), Is.EqualTo("person"));
        var voted = (await phone.Post("/v1/votes", new { statement, vote = "agree", important = true, languageRead = "he" })).Was(201);
        Assert.That(voted.Json.GetProperty("next").ValueKind, Is.EqualTo(JsonValueKind.Null));

        var text = await host.ReviewedText("We share the water");
        await host.Open("weighing");
        var texts = (await phone.Get("/v1/texts/next?item=weigh")).Was(200).Json.GetProperty("texts");
        Assert.That(texts[0].GetProperty("id").GetGuid(), Is.EqualTo(text));
        (await phone.Post("/v1/ballots", new { text, acceptability = "tolerable", languageRead = "ar" })).Was(201);
        Assert.That(await host.Ask<string>("select vote || ',' || acceptability from ratifying.ballots"), Is.EqualTo("0,2"));

        var receipt = (await phone.Post("/v1/participation/receipt", new { })).Was(201).Json.GetProperty("receipt").GetString()!;
        Assert.That(receipt, Has.Length.EqualTo(26));
        var finished = (await phone.Post("/v1/participation/finish", new { })).Was(200);
        Assert.That(Next(finished.Json), Is.EqualTo("done"));
        Assert.That(finished.Headers.GetValues("Set-Cookie").Single(), Does.StartWith("__Host-pulse=;"));
        Assert.That((finished.Json.GetProperty("answered").GetInt32(), finished.Json.GetProperty("votesCast").GetInt32()), Is.EqualTo((4, 2)));
    }

    [Test]
    public async Task The_session_also_travels_as_a_cookie_that_scripts_cannot_read()
    {
        await using var host = await ParticipantsHost.Start();
        var phone = host.Phone();
        var told = await phone.Redeem((await host.Invite(1))[0].Text);
        var cookie = told.Headers.GetValues("Set-Cookie").Single();
        Assert.That(cookie, Does.Match("^__Host-pulse=[A-Za-z0-9_-]{107}; path=/; secure; samesite=strict; httponly$"));
        phone.Session = null;
        (await phone.Send(HttpMethod.Get, "/v1/participation", null, "", request => request.Headers.Add("Cookie", cookie.Split(';')[0]))).Was(200);
        (await phone.Get("/v1/participation")).Was(401, "no-session");
    }

    [Test]
    public async Task An_answer_can_be_changed_until_somebody_has_read_it()
    {
        await using var host = await ParticipantsHost.Start();
        await host.Open("listening");
        var phone = await host.Participant("east");
        (await phone.Post("/v1/answers", new { item = "water-open", text = "First", language = "en" })).Was(201);
        var first = await host.Ask<Guid>("select answer_id from collecting.answers");
        (await phone.Post("/v1/answers", new { item = "water-open", text = "Second", language = "en", quoting = "paraphrase" })).Was(201);
        var second = await host.Ask<Guid>("select answer_id from collecting.answers");
        Assert.That(second, Is.Not.EqualTo(first), "whoever has the first in hand must not find it any more");

        await host.Do("""
            insert into moderating.rulings (answer_id, dialogue_id, flags, outcome, rule_version, ruled_on)
            select answer_id, dialogue_id, '{}', 'held', '1', answered_on from collecting.answers
            """);
        (await phone.Post("/v1/answers", new { item = "water-open", text = "Third", language = "en" })).Was(409, "answer-already-read");
        var own = (await phone.Get("/v1/answers/water-open")).Was(200).Json;
        Assert.That((own.GetProperty("text").GetString(), own.GetProperty("quoting").GetString()), Is.EqualTo(("Second", "paraphrase")));
    }

    [Test]
    public async Task A_segment_can_be_changed_until_something_was_said()
    {
        await using var host = await ParticipantsHost.Start();
        await host.Open("listening");
        var phone = await host.Participant(null);
        var untold = (await phone.Get("/v1/participation")).Json;
        Assert.That((untold.GetProperty("segmentChosen").GetBoolean(), untold.GetProperty("segment").ValueKind), Is.EqualTo((true, JsonValueKind.Null)));
        (await phone.Put("/v1/participation/segment", new { segment = "east" })).Was(200);
        (await phone.Put("/v1/participation/segment", new { segment = "north" })).Was(422, "value-refused");
        (await phone.Post("/v1/choices", new { item = "hope", chosen = new[] { "1" } })).Was(201);
        (await phone.Put("/v1/participation/segment", new { segment = "west" })).Was(409, "segment-already-chosen");
        Assert.That(await host.Ask<string>("select segment from collecting.participants"), Is.EqualTo("east"));
    }

    [Test]
    public async Task Nothing_is_taken_before_consent_and_segment_or_while_the_phase_is_closed()
    {
        await using var host = await ParticipantsHost.Start();
        var phone = host.Phone();
        await phone.Redeem((await host.Invite(1))[0].Text);
        var statement = await host.Statement("A");
        var text = await host.ReviewedText("B");
        (string Path, object Body)[] writes =
        [
            ("/v1/answers", new { item = "water-open", text = "A", language = "en" }),
            ("/v1/choices", new { item = "hope", chosen = new[] { "1" } }),
            ("/v1/skips", new { item = "hope" }),
            ("/v1/votes", new { statement, vote = "agree", languageRead = "en" }),
            ("/v1/ballots", new { text, vote = "agree", languageRead = "en" }),
        ];
        string[] reads = ["/v1/items", "/v1/items/next", "/v1/answers/water-open", "/v1/statements/next?item=water-votes", "/v1/texts/next?item=ratify"];

        await Everywhere(409, "consent-first");
        (await phone.Put("/v1/participation/language", new { language = "he" })).Was(409, "consent-first");
        (await phone.Post("/v1/participation/receipt", new { })).Was(409, "consent-first");
        (await phone.Post("/v1/participation", new { consentVersion = 2, takePart = true, language = "en" })).Was(409, "consent-changed");
        (await phone.Post("/v1/participation", new { consentVersion = 3, takePart = false, language = "en" })).Was(422, "value-refused");
        (await phone.Post("/v1/participation", new { consentVersion = 3, takePart = true, language = "fr" })).Was(422, "value-refused");
        Assert.That(await host.Ask<long>("select count(*) from collecting.participants"), Is.Zero);

        (await phone.Post("/v1/participation", new { consentVersion = 3, takePart = true, language = "en" })).Was(201);
        await Everywhere(409, "segment-first");
        (await phone.Put("/v1/participation/segment", new { segment = (string?)null })).Was(200);
        foreach (var (path, body) in writes)
        {
            (await phone.Post(path, body)).Was(409, "phase-closed");
        }

        Assert.That((await phone.Get("/v1/items/next")).Json.GetProperty("kind").GetString(), Is.EqualTo("wait"));
        await host.Open("east-only");
        (await phone.Post("/v1/answers", new { item = "east-open", text = "A", language = "en" })).Was(409, "phase-closed");
        await host.Open("listening");
        (await phone.Post("/v1/votes", new { statement, vote = "agree", languageRead = "en" })).Was(409, "phase-closed");
        (await phone.Post("/v1/ballots", new { text, vote = "agree", languageRead = "en" })).Was(409, "phase-closed");
        (await phone.Post("/v1/answers", new { item = "water-open", text = "A", language = "en" })).Was(201);

        async Task Everywhere(int status, string type)
        {
            foreach (var (path, body) in writes)
            {
                (await phone.Post(path, body)).Was(status, type);
            }

            foreach (var path in reads)
            {
                (await phone.Get(path)).Was(status, type);
            }
        }
    }

    [Test]
    public async Task A_withdrawn_person_leaves_no_row_and_cannot_come_back()
    {
        await using var host = await ParticipantsHost.Start();
        await host.Open("listening");
        var leaver = await host.Participant("east");
        var stayer = await host.Participant("west-hills");
        (await leaver.Post("/v1/answers", new { item = "water-open", text = "My own words", language = "en" })).Was(201);
        (await leaver.Post("/v1/choices", new { item = "hope", chosen = new[] { "1" } })).Was(201);
        (await leaver.Post("/v1/skips", new { item = "one-of" })).Was(201);
        var own = await host.Statement("My own words", "east", await host.Ask<Guid>("select answer_id from collecting.answers"));
        var other = await host.Statement("Of another", "west");
        await host.Open("voting");
        (await leaver.Post("/v1/votes", new { statement = other, vote = "disagree", languageRead = "en" })).Was(201);
        (await stayer.Post("/v1/votes", new { statement = other, vote = "agree", languageRead = "en" })).Was(201);
        (await stayer.Post("/v1/votes", new { statement = own, vote = "agree", languageRead = "en" })).Was(201);
        var receipt = (await leaver.Post("/v1/participation/receipt", new { })).Json.GetProperty("receipt").GetString()!;
        var again = (await leaver.Post("/v1/participation/receipt", new { })).Json.GetProperty("receipt").GetString()!;
        Assert.That(again, Is.EqualTo(receipt), "a second receipt must not make the first one worthless");

        var stranger = host.Phone();
        var unknown = (await stranger.Post("/v1/withdrawals", new { receipt = "0123456789ABCDEFGHJKMNPQRS" })).Was(202);
        var valid = (await stranger.Post("/v1/withdrawals", new { receipt = receipt.ToLowerInvariant().Insert(5, "-") })).Was(202);
        var used = (await stranger.Post("/v1/withdrawals", new { receipt })).Was(202);
        var nonsense = (await stranger.Post("/v1/withdrawals", new { receipt = "no receipt" })).Was(202);
        Assert.That(new[] { valid.Text, used.Text, nonsense.Text }, Is.All.EqualTo(unknown.Text));

        Assert.That(await host.Ask<string>("""
            select concat_ws(',',
              (select count(*) from collecting.participants), (select count(*) from collecting.answers),
              (select count(*) from collecting.choices), (select count(*) from collecting.skips),
              (select count(*) from voting.votes), (select count(*) from moderating.statements),
              (select answers || '/' || votes from collecting.withdrawals))
            """), Is.EqualTo("1,0,0,0,1,1,1/1"));
        Assert.That(await host.Ask<long>("""
            select count(*) from people.writes w
            where not exists (select from collecting.participants p where p.participant_id = w.participant_id)
            """), Is.Zero);
        Assert.That(await Recount.Differences(host), Is.Zero);
        Assert.That(await host.Ask<bool>("select participant_hash = @Hash from collecting.withdrawals",
            new { Hash = Withdrawals.HashOf((await KeyOf(host)).Pseudonym(leaver.Secret)) }), Is.True);

        (await leaver.Get("/v1/participation")).Was(410, "withdrawn");
        (await leaver.Post("/v1/participation", new { consentVersion = 3, takePart = true, language = "en" })).Was(410, "withdrawn");
        (await leaver.Post("/v1/votes", new { statement = other, vote = "agree", languageRead = "en" })).Was(410, "withdrawn");
        (await stayer.Get("/v1/participation")).Was(200);
    }

    private static async Task<Pulse.People.DialogueKey> KeyOf(ParticipantsHost host)
    {
        await using var connection = await host.Database.Connect();
        return await host.Keyring.Of(connection, host.Dialogue.Id, default);
    }

    private static string? Next(JsonElement state) => state.GetProperty("next").GetString();
}
