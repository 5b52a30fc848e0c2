using NUnit.Framework;
using Pulse.Ratifying;
using Pulse.Tests.Hosts;

namespace Pulse.Tests.Ratifying;

[TestFixture]
public sealed class BallotsTests
{
    [TestCase("essential", 1, 5)]
    [TestCase("desirable", 1, 4)]
    [TestCase("acceptable", 1, 3)]
    [TestCase("tolerable", 0, 2)]
    [TestCase("unacceptable", -1, 1)]
    public void A_step_of_the_scale_is_a_vote_and_a_number(string word, int vote, int number)
    {
        var step = Enum.Parse<Acceptability>(word, ignoreCase: true);
        Assert.That((Ballot.VoteOf(step), (int)step), Is.EqualTo((vote, number)));
    }

    [Test]
    public async Task Only_the_newest_approved_wording_in_every_language_is_ratified()
    {
        await using var host = await ParticipantsHost.Start();
        var old = await host.ReviewedText("Old");
        var newest = await host.ReviewedText("New", replaces: old);
        var rejected = await host.ReviewedText("No", "rejected");
        var unfinished = await host.ReviewedText("Half", "approved", null, "he", "en");
        await host.Open("ratifying");
        var phone = await host.Participant("east");
        var set = (await phone.Get("/v1/texts/next?item=ratify")).Was(200).Json;
        Assert.That(set.GetProperty("remaining").GetInt32(), Is.EqualTo(1));
        Assert.That(set.GetProperty("texts")[0].GetProperty("id").GetGuid(), Is.EqualTo(newest));
        foreach (var text in (Guid[])[old, rejected, unfinished, Guid.NewGuid()])
        {
            (await phone.Post("/v1/ballots", new { text, vote = "agree", languageRead = "en" })).Was(404, "not-found");
        }

        (await phone.Post("/v1/ballots", new { text = newest, vote = "agree", languageRead = "en" })).Was(201);
        (await phone.Post("/v1/ballots", new { text = newest, vote = "disagree", languageRead = "en" })).Was(201);
        Assert.That(await host.Ask<string>("select count(*) || ',' || sum(vote) from ratifying.ballots"), Is.EqualTo("1,-1"));
        Assert.That((await phone.Get("/v1/items/next")).Json.GetProperty("item").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
    }

    [Test]
    public async Task A_ballot_is_given_on_the_scale_that_was_asked_and_on_no_other()
    {
        await using var host = await ParticipantsHost.Start();
        var text = await host.ReviewedText("Ours");
        var phone = await host.Participant("east");
        await host.Open("ratifying");
        (await phone.Post("/v1/ballots", new { text, acceptability = "essential", languageRead = "en" })).Was(422, "value-refused");
        (await phone.Post("/v1/ballots", new { text, vote = "agree", acceptability = "essential", languageRead = "en" })).Was(422, "value-refused");
        (await phone.Post("/v1/ballots", new { text, languageRead = "en" })).Was(422, "value-refused");
        await host.Open("weighing");
        (await phone.Post("/v1/ballots", new { text, vote = "agree", languageRead = "en" })).Was(422, "value-refused");
        Assert.That(await host.Ask<long>("select count(*) from ratifying.ballots"), Is.Zero);
        (await phone.Post("/v1/ballots", new { text, acceptability = "unacceptable", languageRead = "en" })).Was(201);
        Assert.That(await host.Ask<string>("select vote || ',' || acceptability from ratifying.ballots"), Is.EqualTo("-1,1"));
    }
}
