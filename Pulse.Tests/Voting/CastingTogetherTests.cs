using System.Text.Json;
using NUnit.Framework;
using Pulse.Tests.Hosts;

namespace Pulse.Tests.Voting;

/// <summary>Votes that share a transaction, over HTTP on a real server: everybody gets what they would get alone.</summary>
[TestFixture]
public sealed class CastingTogetherTests
{
    [Test]
    public async Task Two_hundred_people_at_once_share_commits_and_are_each_handed_a_statement_of_their_own()
    {
        await using var host = await ParticipantsHost.Start();
        var statements = await Voters.Statements(host, 12);
        await host.Open("voting");
        var phones = await Voters.Of(host, 200);
        var told = await Task.WhenAll(phones.Select((phone, at) => Voters.Vote(phone, statements[at % 12])));
        Assert.That(told.Select(one => one.Status), Is.All.EqualTo(201));
        for (var at = 0; at < told.Length; at++)
        {
            Assert.That(told[at].Json.GetProperty("statement").GetGuid(), Is.EqualTo(statements[at % 12]));
            var next = told[at].Json.GetProperty("next");
            Assert.That(statements.Except([statements[at % 12]]), Does.Contain(next.GetProperty("id").GetGuid()));
            Assert.That(next.GetProperty("text").GetProperty("he").GetString(), Is.EqualTo("בעברית"));
        }

        Assert.That(await host.Ask<string>("""
            select count(*) || ' ' || (select count(*) from people.writes) || ' ' || (select count(*) from voting.offered)
            from voting.votes
            """), Is.EqualTo("200 200 200"));
        // what was told is what was written down, and with the probability of one in eleven left
        Assert.That(await host.Ask<long>("""
            select count(*) from people.writes w join voting.offered o using (participant_id)
            where (w.reply->>'next')::uuid = o.statement_id and o.step = 1 and o.probability between 1e-6 and 0.999
            """), Is.EqualTo(200));
        Assert.That(await host.Ask<long>("select count(distinct xmin::text) from voting.votes"), Is.LessThan(100));
        Assert.That(await Recount.Differences(host), Is.Zero);
    }

    [Test]
    public async Task The_same_key_in_one_batch_and_in_later_ones_has_one_effect_and_one_reply()
    {
        await using var host = await ParticipantsHost.Start();
        var statements = await Voters.Statements(host, 6);
        await host.Open("voting");
        var phones = await Voters.Of(host, 30);
        var keys = phones.Select(_ => Guid.NewGuid()).ToList();
        // everybody three times, all at once
        var told = await Task.WhenAll(Enumerable.Range(0, 90).Select(
            at => Voters.Vote(phones[at % 30], statements[0], key: keys[at % 30])));
        Assert.That(told.Select(one => one.Status), Is.All.EqualTo(201));
        for (var at = 0; at < 30; at++)
        {
            Assert.That(new[] { told[at + 30].Text, told[at + 60].Text }, Is.All.EqualTo(told[at].Text));
            Assert.That((await Voters.Vote(phones[at], statements[0], key: keys[at])).Was(201).Text, Is.EqualTo(told[at].Text));
        }

        (await Voters.Vote(phones[0], statements[0], "pass", keys[0])).Was(409, "key-reused");
        (await Voters.Vote(phones[0], statements[1], "agree", keys[0])).Was(409, "key-reused");
        Assert.That(await host.Ask<string>("""
            select (select sum(agree) || ' ' || sum(disagree + pass) from voting.counts) || ' ' || count(*)
            from people.writes
            """), Is.EqualTo("30 0 30"));

        // and after the host has gone and come again
        await host.Stop();
        await host.StartAgain();
        var again = host.Phone();
        again.Session = phones[7].Session;
        Assert.That((await Voters.Vote(again, statements[0], key: keys[7])).Was(201).Text, Is.EqualTo(told[7].Text));
    }

    [Test]
    public async Task Each_of_a_batch_is_refused_for_its_own_reason()
    {
        await using var host = await ParticipantsHost.Start();
        var statements = await Voters.Statements(host, 3);
        await host.Open("voting");
        var phones = await Voters.Of(host, 8);
        var left = await host.Participant("east");
        var receipt = (await left.Post("/v1/participation/receipt", new { })).Json.GetProperty("receipt").GetString();
        (await host.Phone().Post("/v1/withdrawals", new { receipt })).Was(202);
        var invited = host.Phone();
        await invited.Redeem((await host.Invite(1))[0].Text);
        var unplaced = host.Phone();
        await unplaced.Redeem((await host.Invite(1))[0].Text);
        (await unplaced.Post("/v1/participation", new { consentVersion = 3, takePart = true, language = "en" })).Was(201);
        var forger = host.Phone();
        forger.Session = phones[0].Session![..^4] + "AAAA";

        var refused = new (Task<Told> Told, int Status, string Type)[]
        {
            (Voters.Vote(left, statements[0]), 410, "withdrawn"),
            (Voters.Vote(invited, statements[0]), 409, "consent-first"),
            (Voters.Vote(unplaced, statements[0]), 409, "segment-first"),
            (Voters.Vote(forger, statements[0]), 401, "no-session"),
            (Voters.Vote(phones[0], Guid.NewGuid()), 404, "not-found"),
            (phones[1].Post("/v1/votes", new { statement = statements[0], vote = "agree", languageRead = "fr" }), 422, "value-refused"),
            (phones[2].Post("/v1/votes", new { statement = statements[0], vote = "maybe", languageRead = "en" }), 400, "malformed"),
        };
        var saved = phones.Skip(3).Select(phone => Voters.Vote(phone, statements[0])).ToList();
        foreach (var (told, status, type) in refused)
        {
            (await told).Was(status, type);
        }

        Assert.That((await Task.WhenAll(saved)).Select(one => one.Status), Is.All.EqualTo(201));
        await host.Close();
        (await Voters.Vote(phones[0], statements[0])).Was(409, "phase-closed");
        Assert.That(await host.Ask<long>("select count(*) from voting.votes"), Is.EqualTo(5));
        Assert.That(await Recount.Differences(host), Is.Zero);
    }

    [Test]
    public async Task Whoever_withdraws_while_voting_leaves_nothing_behind()
    {
        await using var host = await ParticipantsHost.Start();
        var statements = await Voters.Statements(host, 20);
        await host.Open("voting");
        var phones = await Voters.Of(host, 12);
        var receipts = new List<string>();
        foreach (var phone in phones.Take(4))
        {
            receipts.Add((await phone.Post("/v1/participation/receipt", new { })).Json.GetProperty("receipt").GetString()!);
        }

        // However fast the machine votes, who leaves has one vote left when they have left
        var left = new TaskCompletionSource();
        var voting = phones.Select(async (phone, at) =>
        {
            var told = new List<int>();
            foreach (var statement in statements)
            {
                if (at < 4 && told.Count == statements.Count - 1)
                {
                    await left.Task;
                }

                told.Add((await Voters.Vote(phone, statement)).Status);
            }

            return told;
        }).ToList();
        while (await host.Ask<long>("select count(*) from voting.votes") < 60)
        {
            await Task.Delay(2);
        }

        foreach (var receipt in receipts)
        {
            (await host.Phone().Post("/v1/withdrawals", new { receipt })).Was(202);
        }

        left.SetResult();
        var statuses = await Task.WhenAll(voting);
        Assert.That(statuses.Skip(4).SelectMany(one => one), Is.All.EqualTo(201));
        Assert.That(statuses.Take(4).Select(one => one.OrderBy(status => status)), Is.EqualTo(statuses.Take(4)),
            "saved until they left, and gone from then on");
        Assert.That(statuses.Take(4).Select(one => one[^1]), Is.All.EqualTo(410), "they left in the middle");
        Assert.That(await host.Ask<long>("select count(*) from voting.votes"), Is.EqualTo(8 * 20));
        Assert.That(await host.Ask<long>("select count(distinct participant_id) from voting.offered"), Is.LessThanOrEqualTo(8));
        Assert.That(await Recount.Differences(host), Is.Zero);
    }

    [Test]
    public async Task A_statement_that_is_taken_back_in_the_middle_harms_nobody_else()
    {
        await using var host = await ParticipantsHost.Start();
        var statements = await Voters.Statements(host, 8);
        await host.Open("voting");
        var phones = await Voters.Of(host, 24);
        await using var connection = await host.Database.Connect();
        await using var deleting = await connection.BeginTransactionAsync();
        await Sql.Run(connection, "delete from moderating.statements where statement_id = @Id", new { Id = statements[0] }, default);
        var voting = phones.Select((phone, at) => Voters.Vote(phone, statements[at % 4])).ToList();
        while (!await host.Ask<bool>("select exists (select from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database())"))
        {
            await Task.Delay(5);
        }

        await deleting.CommitAsync();
        var told = await Task.WhenAll(voting);
        for (var at = 0; at < told.Length; at++)
        {
            if (at % 4 == 0)
            {
                told[at].Was(404, "not-found");
                continue;
            }

            var next = told[at].Was(201).Json.GetProperty("next");
            Assert.That(next.ValueKind, Is.EqualTo(JsonValueKind.Object));
            Assert.That(next.GetProperty("id").GetGuid(), Is.Not.EqualTo(statements[0]));
        }

        Assert.That(await host.Ask<long>("select count(*) from voting.votes"), Is.EqualTo(18));
        Assert.That(await Recount.Differences(host), Is.Zero);
    }

    [Test]
    public async Task A_mind_changed_in_a_batch_moves_the_counts_by_the_difference()
    {
        await using var host = await ParticipantsHost.Start();
        var statements = await Voters.Statements(host, 2);
        await host.Open("voting");
        var phones = await Voters.Of(host, 40);
        foreach (var vote in new[] { "agree", "pass", "pass", "disagree", "agree" })
        {
            var told = await Task.WhenAll(phones.Select((phone, at) => Voters.Vote(phone, statements[at % 2], at < 4 ? "agree" : vote)));
            Assert.That(told.Select(one => one.Status), Is.All.EqualTo(201));
            Assert.That(await Recount.Differences(host), Is.Zero, vote);
            Assert.That(await host.Ask<long>("select sum(agree + disagree + pass) from voting.counts"), Is.EqualTo(40));
        }
    }
}
