using NUnit.Framework;
using Pulse.Api.Voting;
using Pulse.Tests.Hosts;
using Pulse.Voting;

namespace Pulse.Tests.Voting;

/// <summary>What a participant learns of the others: roughly, never of few, never before voting, never vote by vote.</summary>
[TestFixture]
public sealed class StandingTests
{
    [Test]
    public async Task Only_who_has_voted_sees_and_only_segments_large_enough()
    {
        await using var host = await ParticipantsHost.Start();
        var statement = await host.Statement("A", "east");
        await host.Do("""
            insert into voting.counts (statement_id, segment, agree, disagree, pass)
            values (@Id, 'east', 8, 4, 1), (@Id, 'west', 8, 1, 0), (@Id, '(none)', 40, 0, 0)
            """, new { Id = statement });
        await host.Open("voting");
        var phone = await host.Participant("east");
        Assert.That(await Segments(phone, statement), Is.EqualTo("[]"), "not before one's own vote");
        (await phone.Post("/v1/votes", new { statement, vote = "agree", languageRead = "en" })).Was(201);
        Assert.That(await Segments(phone, statement), Is.EqualTo("""[{"segment":"east","atLeast":10,"tenths":6}]"""),
            "14 votes, 9 agree; nine of the west are too few; who told no group is no group");
        var west = await host.Participant("west-hills");
        (await west.Post("/v1/votes", new { statement, vote = "agree", languageRead = "en" })).Was(201);
        Assert.That(await Segments(phone, statement), Does.Contain("west"), "the tenth vote");
        await host.Open("apart");
        Assert.That(await Segments(phone, statement), Does.Contain("east").And.Not.Contain("west"), "a separate phase shows one's own");
    }

    [Test]
    public void A_single_vote_cannot_be_read_off_two_looks()
    {
        var shown = new ShownStandings();
        var id = Guid.NewGuid();
        Assert.That(shown.Of(new SegmentVotes(id, "east", 9, 9), 10), Is.Null);
        var first = shown.Of(new SegmentVotes(id, "east", 5, 10), 10);
        Assert.That(first, Is.EqualTo(new ShownStandings.Shown(10, 10, 5)));
        for (var more = 1; more < 10; more++)
        {
            Assert.That(shown.Of(new SegmentVotes(id, "east", 5 + more, 10 + more), 10), Is.EqualTo(first), $"{more} more votes");
        }

        Assert.That(shown.Of(new SegmentVotes(id, "east", 15, 20), 10), Is.EqualTo(new ShownStandings.Shown(20, 20, 8)));
        Assert.That(shown.Of(new SegmentVotes(id, "east", 9, 9), 10), Is.Null, "people took their votes back");
    }

    [Test]
    public async Task A_dialogue_that_does_not_show_it_has_nothing_there()
    {
        await using var host = await ParticipantsHost.Start(
            definition: Consultation.Definition.Replace("show-standing: true", "show-standing: false", StringComparison.Ordinal));
        var phone = await host.Participant("east");
        (await phone.Get($"/v1/standing?statement={Guid.NewGuid()}")).Was(404, "not-found");
    }

    private static async Task<string> Segments(TestPhone phone, Guid statement) =>
        (await phone.Get($"/v1/standing?statement={statement}")).Was(200).Json
            .GetProperty("statements")[0].GetProperty("segments").GetRawText();
}
