using System.Text.Json;
using NUnit.Framework;
using Pulse.Tests.Hosts;
using Pulse.Voting;

namespace Pulse.Tests.Voting;

/// <summary>What a host remembers saves reading, and never decides about anything that has changed since.</summary>
[TestFixture]
public sealed class CastingFromMemoryTests
{
    [Test]
    public async Task From_the_second_vote_on_nothing_is_read()
    {
        await using var host = await ParticipantsHost.Start();
        var statements = await Voters.Statements(host, 12);
        await host.Open("voting");
        var phones = await Voters.Of(host, 6);
        await Task.WhenAll(phones.Select((phone, at) => VoteThrough(phone, statements[at])));
        Assert.That(await host.Ask<string>("select count(*) || ' ' || (select count(*) from people.writes) from voting.votes"),
            Is.EqualTo("72 72"));
        // all but the first of each, and the last, since the end of a pool is looked at anew
        Assert.That(Remembered(host), Is.InRange(72 - 18, 72 - 6));
        Assert.That(await host.Ask<long>("select count(*) from voting.offered"), Is.EqualTo(6 * 11));
        Assert.That(await host.Ask<int>("select max(step) from voting.offered"), Is.EqualTo(11));
        Assert.That(await Recount.Differences(host), Is.Zero);
    }

    [Test]
    public async Task A_phase_that_was_closed_since_takes_no_vote()
    {
        var (host, phones, nexts) = await Remembering(3);
        await using var _ = host;
        (await Voters.Vote(phones[0], nexts[0])).Was(201);
        Assert.That(Remembered(host), Is.EqualTo(1));
        await host.Close();
        (await Voters.Vote(phones[1], nexts[1])).Was(409, "phase-closed");
        await host.Open("voting");
        (await Voters.Vote(phones[1], nexts[1])).Was(201);
        Assert.That(await host.Ask<long>("select count(*) from voting.votes"), Is.EqualTo(3 + 2));
    }

    [Test]
    public async Task Whoever_left_or_moved_since_is_seen_as_they_are()
    {
        var (host, phones, nexts) = await Remembering(4);
        await using var _ = host;
        var receipt = (await phones[0].Post("/v1/participation/receipt", new { })).Json.GetProperty("receipt").GetString();
        (await host.Phone().Post("/v1/withdrawals", new { receipt })).Was(202);
        // as another host would do it
        await host.Do("update collecting.participants set segment = null where participant_id = @Id",
            new { Id = await Id(host, phones[1]) });
        await host.Do("update collecting.participants set consent_version = 2 where participant_id = @Id",
            new { Id = await Id(host, phones[2]) });

        var told = await Task.WhenAll(phones.Select((phone, at) => Voters.Vote(phone, nexts[at])));
        told[0].Was(410, "withdrawn");
        told[1].Was(201);
        told[2].Was(409, "consent-changed");
        told[3].Was(201);
        Assert.That(await host.Ask<string>("select count(*) || ' ' || sum(agree) from voting.counts where segment = '(none)'"),
            Is.EqualTo("1 1"), "counted where they stand now");
        Assert.That(await host.Ask<long>("select count(*) from voting.votes"), Is.EqualTo(3 + 2));
    }

    [Test]
    public async Task A_draw_of_another_host_is_noticed_and_what_it_handed_out_comes_next()
    {
        var (host, phones, nexts) = await Remembering(2);
        await using var _ = host;
        var person = await Id(host, phones[0]);
        var elsewhere = await host.Ask<Guid>("""
            insert into voting.offered (participant_id, statement_id, step, probability)
            select @person, statement_id, 2, 0.5 from moderating.statements s
            where not exists (select from voting.offered o where o.participant_id = @person and o.statement_id = s.statement_id)
              and not exists (select from voting.votes v where v.participant_id = @person and v.statement_id = s.statement_id)
            order by statement_id limit 1
            returning statement_id
            """, new { person });
        Assert.That(Next((await Voters.Vote(phones[0], nexts[0])).Was(201)), Is.EqualTo(elsewhere));
        Assert.That(await host.Ask<string>("select string_agg(step::text, ' ' order by step) from voting.offered where participant_id = @person",
            new { person }), Is.EqualTo("1 2"));
        Assert.That(await Recount.Differences(host), Is.Zero);
    }

    [Test]
    public async Task A_statement_of_ones_own_that_was_approved_since_is_neither_handed_out_nor_voted_on()
    {
        await using var host = await ParticipantsHost.Start();
        var statements = await Voters.Statements(host, 6);
        await host.Open("listening");
        var author = await host.Participant("east");
        (await author.Post("/v1/answers", new { item = "water-open", text = "Mine", language = "en" })).Was(201);
        await host.Open("voting");
        var next = Next((await Voters.Vote(author, statements[0])).Was(201));
        var own = await host.Statement("Mine", "east", await host.Ask<Guid>("select answer_id from collecting.answers"));

        // somebody else of the segment comes to the end of the pool, and it is read anew with the new statement in it
        var other = (await Voters.Of(host, 1))[0];
        await VoteThrough(other, statements[1]);
        Assert.That(await host.Ask<long>("select count(*) from voting.votes where statement_id = @own", new { own }), Is.EqualTo(1));

        (await Voters.Vote(author, own)).Was(404, "not-found");
        (await Voters.Vote(author, next!.Value)).Was(201);
        while (next is { } statement)
        {
            Assert.That(statement, Is.Not.EqualTo(own));
            next = Next((await Voters.Vote(author, statement)).Was(201));
        }

        Assert.That(await host.Ask<long>("select count(*) from voting.votes where statement_id = @own", new { own }), Is.EqualTo(1));
        Assert.That(await host.Ask<long>("select count(*) from voting.votes where statement_id <> @own", new { own }), Is.EqualTo(12));
    }

    [Test]
    public async Task A_key_from_before_is_told_again_and_a_mind_changed_moves_the_counts()
    {
        var (host, phones, nexts) = await Remembering(2);
        await using var _ = host;
        var keys = Enumerable.Range(0, 3).Select(_ => Guid.NewGuid()).ToArray();
        var told = new List<Told>();
        var next = (Guid?)nexts[0];
        var given = new List<Guid>();
        foreach (var key in keys)
        {
            given.Add(next!.Value);
            told.Add((await Voters.Vote(phones[0], given[^1], key: key)).Was(201));
            next = Next(told[^1]);
        }

        foreach (var at in new[] { 2, 0, 1 })
        {
            Assert.That((await Voters.Vote(phones[0], given[at], key: keys[at])).Was(201).Text, Is.EqualTo(told[at].Text));
            (await Voters.Vote(phones[0], given[at], "pass", keys[at])).Was(409, "key-reused");
        }

        (await Voters.Vote(phones[0], given[1], "disagree")).Was(201);
        Assert.That(await host.Ask<string>("select sum(agree) || ' ' || sum(disagree) || ' ' || sum(pass) from voting.counts"),
            Is.EqualTo($"{2 + 2} 1 0"));
        Assert.That(await Recount.Differences(host), Is.Zero);
    }

    [Test]
    public async Task A_statement_that_was_taken_back_since_is_neither_voted_on_nor_handed_out()
    {
        var (host, phones, nexts) = await Remembering(3);
        await using var _ = host;
        await host.Do("delete from moderating.statements where statement_id = @Id", new { Id = nexts[0] });
        (await Voters.Vote(phones[0], nexts[0])).Was(404, "not-found");
        var left = await host.Ask<long>("select count(*) from moderating.statements");
        foreach (var (phone, start) in phones.Zip(nexts).Skip(1))
        {
            for (var next = (Guid?)start; next is { } statement;)
            {
                var told = await Voters.Vote(phone, statement);
                if (statement == nexts[0])
                {
                    told.Was(404, "not-found");
                    break;
                }

                next = Next(told.Was(201));
                Assert.That(next, Is.Not.EqualTo(nexts[0]));
            }
        }

        Assert.That(await host.Ask<long>("select count(distinct statement_id) from voting.votes"), Is.EqualTo(left));
        Assert.That(await Recount.Differences(host), Is.Zero);
    }

    /// <summary>People who have voted once, so that a host remembers them, with what they vote on next.</summary>
    private static async Task<(ParticipantsHost Host, IReadOnlyList<TestPhone> Phones, IReadOnlyList<Guid> Nexts)> Remembering(int people)
    {
        var host = await ParticipantsHost.Start();
        var statements = await Voters.Statements(host, 10);
        await host.Open("voting");
        var phones = await Voters.Of(host, people);
        var nexts = new List<Guid>();
        foreach (var phone in phones)
        {
            nexts.Add(Next((await Voters.Vote(phone, statements[0])).Was(201))!.Value);
        }

        Assert.That(Remembered(host), Is.Zero);
        return (host, phones, nexts);
    }

    private static long Remembered(ParticipantsHost host) => host.Service<CastingTogether>().CastFromMemory;

    private static async Task<Guid> Id(ParticipantsHost host, TestPhone phone)
    {
        await using var connection = await host.Database.Connect();
        return (await host.Keyring.Of(connection, host.Dialogue.Id, default)).Pseudonym(phone.Secret);
    }

    private static async Task VoteThrough(TestPhone phone, Guid first)
    {
        for (var next = (Guid?)first; next is { } statement;)
        {
            next = Next((await Voters.Vote(phone, statement)).Was(201));
        }
    }

    private static Guid? Next(Told told) =>
        told.Json.GetProperty("next") is { ValueKind: JsonValueKind.Object } card ? card.GetProperty("id").GetGuid() : null;
}
