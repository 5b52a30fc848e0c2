using NUnit.Framework;
using Pulse.Tests.Hosts;

namespace Pulse.Tests.Voting;

[TestFixture]
public sealed class VotesTests
{
    private static readonly string[] _words = ["disagree", "pass", "agree"];

    [Test]
    public async Task The_kept_counts_always_equal_a_recount()
    {
        await using var host = await ParticipantsHost.Start();
        var statements = new List<Guid>();
        for (var at = 0; at < 6; at++)
        {
            statements.Add(await host.Statement($"Statement {at}", "west"));
        }

        await host.Open("voting");
        TestPhone[] phones =
        [
            await host.Participant("east"), await host.Participant("west"), await host.Participant("west-hills"),
            await host.Participant(null), await host.Participant("east"),
        ];
        var random = new Random(20260504);
        for (var round = 0; round < 4; round++)
        {
            // everybody at once, each on several statements, changing their minds
            var told = await Task.WhenAll(phones.SelectMany(phone => statements.Select(statement => (phone, statement)))
                .OrderBy(_ => random.Next())
                .Take(20)
                .Select(one => (one.phone, body: new { one.statement, vote = _words[random.Next(3)], languageRead = "en" }))
                .ToList()
                .Select(one => one.phone.Post("/v1/votes", one.body)));
            Assert.That(told.Select(one => one.Status), Is.All.EqualTo(201));
            Assert.That(await Recount.Differences(host), Is.Zero, $"after round {round}");
            host.Clock.Now += TimeSpan.FromSeconds(10);
        }

        var leavers = new[] { phones[0], phones[3] };
        var receipts = new List<string>();
        foreach (var leaver in leavers)
        {
            receipts.Add((await leaver.Post("/v1/participation/receipt", new { })).Json.GetProperty("receipt").GetString()!);
        }

        // two leave while two others vote
        await Task.WhenAll(
            receipts.Select(receipt => host.Phone().Post("/v1/withdrawals", new { receipt }))
                .Concat(statements.Select(statement => phones[1].Post("/v1/votes", new { statement, vote = "agree", languageRead = "en" })))
                .Concat(statements.Select(statement => phones[4].Post("/v1/votes", new { statement, vote = "pass", languageRead = "en" }))));
        Assert.That(await Recount.Differences(host), Is.Zero, "after two withdrawals");
        Assert.That(await host.Ask<long>("select sum(agree + disagree + pass) from voting.counts where segment = '(none)'"), Is.Zero);
        Assert.That(await host.Ask<long>("select count(*) from collecting.withdrawals"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_recount_notices_a_count_that_is_wrong()
    {
        await using var host = await ParticipantsHost.Start();
        var statement = await host.Statement("A", "west");
        await host.Open("voting");
        (await (await host.Participant("east")).Post("/v1/votes", new { statement, vote = "agree", languageRead = "en" })).Was(201);
        Assert.That(await Recount.Differences(host), Is.Zero);
        await host.Do("update voting.counts set pass = pass + 1");
        Assert.That(await Recount.Differences(host), Is.EqualTo(1));
    }

    [Test]
    public async Task Nobody_reads_or_votes_on_their_own_statement()
    {
        await using var host = await ParticipantsHost.Start();
        await host.Open("listening");
        var author = await host.Participant("east");
        (await author.Post("/v1/answers", new { item = "water-open", text = "Mine", language = "en" })).Was(201);
        var own = await host.Statement("Mine", "east", await host.Ask<Guid>("select answer_id from collecting.answers"));
        await host.Open("voting");
        var set = (await author.Get("/v1/statements/next?item=water-votes")).Was(200).Json;
        Assert.That(set.GetProperty("remaining").GetInt32(), Is.Zero);
        (await author.Post("/v1/votes", new { statement = own, vote = "agree", languageRead = "en" })).Was(404, "not-found");
        var reader = await host.Participant("east");
        Assert.That((await reader.Get("/v1/statements/next?item=water-votes")).Json.GetProperty("remaining").GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public async Task In_a_separate_phase_each_segment_reads_only_its_own_statements()
    {
        await using var host = await ParticipantsHost.Start();
        var east = await host.Statement("Of the east", "east");
        var west = await host.Statement("Of the west", "west");
        var untold = await host.Statement("Of somebody", null);
        await host.Open("apart");
        await Sees(await host.Participant("east"), east, west);
        await Sees(await host.Participant("west-hills"), west, east);
        await Sees(await host.Participant(null), untold, east);

        async Task Sees(TestPhone phone, Guid seen, Guid other)
        {
            var set = (await phone.Get("/v1/statements/next?item=apart-votes")).Was(200).Json.GetProperty("statements");
            Assert.That(set.EnumerateArray().Select(one => one.GetProperty("id").GetGuid()), Is.EqualTo(new[] { seen }));
            (await phone.Post("/v1/votes", new { statement = other, vote = "agree", languageRead = "en" })).Was(409, "phase-closed");
            (await phone.Post("/v1/votes", new { statement = seen, vote = "agree", languageRead = "en" })).Was(201);
        }
    }
}
