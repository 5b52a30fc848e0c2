using NUnit.Framework;
using Pulse.People;
using Pulse.Tests.Hosts;

namespace Pulse.Tests.Collecting;

/// <summary>
/// Every write of the phone, sent many times: together, one after the other, and again after the night in which the
/// acknowledged keys were purged. Its effect is there once.
/// </summary>
[TestFixture]
public sealed class RepeatedWritesTests
{
    private const string Rows = """
        select concat_ws(',',
          (select count(*) from collecting.participants), (select count(*) from collecting.answers),
          (select count(*) from collecting.choices), (select count(*) from collecting.skips),
          (select count(*) from voting.votes), (select coalesce(sum(agree + disagree + pass), 0) from voting.counts),
          (select count(*) from ratifying.ballots))
        """;

    private static readonly string[] _writes =
        ["consent", "segment", "language", "answer", "choice", "skip", "vote", "ballot", "receipt", "finish"];

    [TestCaseSource(nameof(_writes))]
    public async Task A_write_sent_again_and_again_happens_once(string what)
    {
        await using var host = await ParticipantsHost.Start();
        var statement = await host.Statement("A", "west");
        var text = await host.ReviewedText("B");
        await host.Open(what switch { "vote" => "voting", "ballot" => "ratifying", _ => "listening" });
        var phone = what == "consent" ? host.Phone() : await host.Participant("east");
        if (what == "consent")
        {
            await phone.Redeem((await host.Invite(1))[0].Text);
        }

        (HttpMethod Method, string Path, object Body, string Effect) write = what switch
        {
            "consent" => (HttpMethod.Post, "/v1/participation", new { consentVersion = 3, takePart = true, language = "en" }, "1,0,0,0,0,0,0"),
            "segment" => (HttpMethod.Put, "/v1/participation/segment", new { segment = "west" }, "1,0,0,0,0,0,0"),
            "language" => (HttpMethod.Put, "/v1/participation/language", new { language = "ar" }, "1,0,0,0,0,0,0"),
            "answer" => (HttpMethod.Post, "/v1/answers", new { item = "water-open", text = "A", language = "en" }, "1,1,0,0,0,0,0"),
            "choice" => (HttpMethod.Post, "/v1/choices", new { item = "hope", chosen = new[] { "1" } }, "1,0,1,0,0,0,0"),
            "skip" => (HttpMethod.Post, "/v1/skips", new { item = "hope" }, "1,0,0,1,0,0,0"),
            "vote" => (HttpMethod.Post, "/v1/votes", new { statement, vote = "agree", languageRead = "en" }, "1,0,0,0,1,1,0"),
            "ballot" => (HttpMethod.Post, "/v1/ballots", new { text, vote = "agree", languageRead = "en" }, "1,0,0,0,0,0,1"),
            "receipt" => (HttpMethod.Post, "/v1/participation/receipt", new { }, "1,0,0,0,0,0,0"),
            _ => (HttpMethod.Post, "/v1/participation/finish", new { }, "1,0,0,0,0,0,0"),
        };
        var key = Guid.NewGuid();
        Task<Told> Send(Guid under) => write.Method == HttpMethod.Post
            ? phone.Post(write.Path, write.Body, under) : phone.Put(write.Path, write.Body, under);

        var together = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Send(key)));
        Assert.That(together.Select(told => (told.Status, told.Text)).Distinct().Count(), Is.EqualTo(1), "one and the same reply");
        Assert.That(together[0].Status, Is.AnyOf(200, 201), together[0].Text);
        Assert.That(await host.Ask<string>(Rows), Is.EqualTo(write.Effect));
        var answerId = await host.Ask<Guid?>("select max(answer_id::text)::uuid from collecting.answers");

        await using (var night = await host.Database.Connect())
        {
            await ShufflingInvitations.Run(night, (_, _) => Task.CompletedTask, default);
        }

        Assert.That(await host.Ask<long>("select count(*) from people.writes"), Is.Zero, "the night forgot the keys");
        host.Clock.Now += TimeSpan.FromDays(1);
        Assert.That((await Send(key)).Status, Is.AnyOf(200, 201), "kept on a phone overnight");
        Assert.That((await Send(Guid.NewGuid())).Status, Is.AnyOf(200, 201), "or taken up under a new key");
        Assert.That(await host.Ask<string>(Rows), Is.EqualTo(write.Effect));
        Assert.That(await host.Ask<Guid?>("select max(answer_id::text)::uuid from collecting.answers"), Is.EqualTo(answerId),
            "the same words stay the same answer, so that nobody reads them twice");
    }

    [Test]
    public async Task An_answer_that_was_acknowledged_and_read_is_still_acknowledged_when_it_comes_again()
    {
        await using var host = await ParticipantsHost.Start();
        await host.Open("listening");
        var phone = await host.Participant("east");
        var body = new { item = "water-open", text = "A", language = "en", quoting = "none" };
        (await phone.Post("/v1/answers", body)).Was(201);
        await host.Do("""
            insert into moderating.rulings (answer_id, dialogue_id, flags, outcome, rule_version, ruled_on)
            select answer_id, dialogue_id, '{}', 'held', '1', answered_on from collecting.answers
            """);
        (await phone.Post("/v1/answers", body)).Was(201);
        (await phone.Post("/v1/answers", body with { quoting = "verbatim" })).Was(409, "answer-already-read");
    }
}
