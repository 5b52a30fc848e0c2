using Npgsql;
using NUnit.Framework;
using Pulse.Tests.Hosts;

namespace Pulse.Tests.Voting;

/// <summary>Commits that take their time, fail, or are cut off: nobody is told what is not so.</summary>
[TestFixture]
public sealed class CastingInTroubleTests
{
    private const long Gate = 4711;

    [Test]
    public async Task Nobody_is_answered_before_the_commit()
    {
        await using var host = await ParticipantsHost.Start();
        var statements = await Voters.Statements(host, 4);
        await host.Open("voting");
        var phones = await Voters.Of(host, 20);
        await using var gate = await Closed(host);
        var voting = phones.Select((phone, at) => Voters.Vote(phone, statements[at % 4])).ToList();
        await Held(host);
        await Task.Delay(300);
        Assert.That(voting.Count(one => one.IsCompleted), Is.Zero);
        Assert.That(await host.Ask<long>("select count(*) from voting.votes"), Is.Zero);
        await Open(gate);
        Assert.That((await Task.WhenAll(voting)).Select(one => one.Status), Is.All.EqualTo(201));
        Assert.That(await host.Ask<long>("select count(*) from voting.votes"), Is.EqualTo(20));
    }

    [Test]
    public async Task A_commit_that_fails_for_one_is_told_to_that_one_and_saved_for_the_others()
    {
        await using var host = await ParticipantsHost.Start();
        var statements = await Voters.Statements(host, 4);
        await host.Open("voting");
        var phones = await Voters.Of(host, 20);
        await host.Do("""
            create function voting.refuses_disagreement() returns trigger language plpgsql as $$
            begin
              if new.vote = -1 then raise exception 'nobody expects this'; end if;
              return null;
            end $$;
            create constraint trigger refuses_disagreement after insert on voting.votes
              deferrable initially deferred for each row execute function voting.refuses_disagreement();
            """);
        var keys = phones.Select(_ => Guid.NewGuid()).ToList();
        var told = await Task.WhenAll(phones.Select(
            (phone, at) => Voters.Vote(phone, statements[at % 4], at % 5 == 0 ? "disagree" : "agree", keys[at])));
        Assert.That(told.Select(one => one.Status), Is.EqualTo(Enumerable.Range(0, 20).Select(at => at % 5 == 0 ? 500 : 201)));
        Assert.That(await host.Ask<string>("select count(*) || ' ' || sum(vote) from voting.votes"), Is.EqualTo("16 16"));
        Assert.That(await host.Ask<long>("select count(*) from people.writes"), Is.EqualTo(16));
        Assert.That(await Recount.Differences(host), Is.Zero);

        // nothing of those was kept, so the same key does it once it can be done
        await host.Do("drop trigger refuses_disagreement on voting.votes");
        (await Voters.Vote(phones[0], statements[0], "disagree", keys[0])).Was(201);
    }

    [Test]
    public async Task Connections_that_are_killed_lose_nothing_that_was_acknowledged_and_nothing_counts_twice()
    {
        await using var host = await ParticipantsHost.Start();
        var statements = await Voters.Statements(host, 30);
        await host.Open("voting");
        var phones = await Voters.Of(host, 40);
        var killing = new CancellationTokenSource();
        var voting = phones.Select((phone, at) => VoteThrough(phone, at)).ToList();
        var killed = Kill(host, killing.Token);
        var told = (await Task.WhenAll(voting)).SelectMany(one => one).ToList();
        await killing.CancelAsync();
        var kills = await killed;

        Assert.That(told.Distinct(), Is.SubsetOf(new[] { 201, 503 }));
        Assert.That(told, Does.Contain(503), "some were cut off");
        Assert.That(told.Count(one => one == 201), Is.EqualTo(40 * 12), "and all were acknowledged in the end");
        Assert.That(await host.Ask<string>("select count(*) || ' ' || (select count(*) from people.writes) from voting.votes"),
            Is.EqualTo($"{40 * 12} {40 * 12}"));
        Assert.That(await host.Ask<long>("select sum(agree + disagree + pass) from voting.counts"), Is.EqualTo(40 * 12));
        Assert.That(await Recount.Differences(host), Is.Zero);
        await TestContext.Out.WriteLineAsync($"{kills} connections killed, {told.Count(one => one == 503)} told to come back");

        async Task<List<int>> VoteThrough(TestPhone phone, int number)
        {
            var statuses = new List<int>();
            for (var at = 0; at < 12; at++)
            {
                var key = Guid.NewGuid();
                Told one;
                do
                {
                    one = await Voters.Vote(phone, statements[(number + at) % 30], key: key);
                    statuses.Add(one.Status);
                    await Task.Delay(one.Status == 201 ? 1 : 40);
                }
                while (one.Status == 503 && one.Headers.RetryAfter is not null);
            }

            return statuses;
        }
    }

    [Test]
    public async Task A_full_queue_says_so_at_once()
    {
        await using var host = await ParticipantsHost.Start(
            settings: ["--Pulse:VoteCommitters", "1", "--Pulse:VotesTogether", "2", "--Pulse:VotesWaiting", "5"]);
        var statements = await Voters.Statements(host, 4);
        await host.Open("voting");
        var phones = await Voters.Of(host, 40);
        await using var gate = await Closed(host);
        var first = Voters.Vote(phones[0], statements[0]);
        await Held(host);
        var voting = phones.Skip(1).Select((phone, at) => Voters.Vote(phone, statements[at % 4])).ToList();
        // five wait, and the other 34 are told while nothing moves
        var told = new List<Told>();
        while (told.Count < 34)
        {
            var one = await Task.WhenAny(voting);
            voting.Remove(one);
            told.Add((await one).Was(503, "unavailable"));
            Assert.That(told[^1].Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromSeconds(5)));
        }

        await Task.Delay(100);
        Assert.That(voting.Count(one => one.IsCompleted), Is.Zero);
        await Open(gate);
        Assert.That((await Task.WhenAll(voting)).Select(one => one.Status), Is.All.EqualTo(201));
        (await first).Was(201);
        Assert.That(await host.Ask<long>("select count(*) from voting.votes"), Is.EqualTo(6));
    }

    [Test]
    public async Task A_host_that_ends_finishes_what_it_took_in()
    {
        await using var host = await ParticipantsHost.Start();
        var statements = await Voters.Statements(host, 4);
        await host.Open("voting");
        var phones = await Voters.Of(host, 15);
        await using var gate = await Closed(host);
        var voting = phones.Select((phone, at) => Voters.Vote(phone, statements[at % 4])).ToList();
        await Held(host);
        await Task.Delay(200);
        var ending = host.Stop();
        await Task.Delay(200);
        Assert.That(ending.IsCompleted, Is.False, "it waits for those it took in");
        await Open(gate);
        Assert.That((await Task.WhenAll(voting)).Select(one => one.Status), Is.All.EqualTo(201));
        await ending;
        Assert.That(await host.Ask<long>("select count(*) from voting.votes"), Is.EqualTo(15));
        await host.StartAgain();
        Assert.That(await Recount.Differences(host), Is.Zero);
    }

    /// <summary>From now on no vote is committed until <see cref="Open"/>: a deferred trigger waits for this connection.</summary>
    private static async Task<NpgsqlConnection> Closed(ParticipantsHost host)
    {
        await host.Do("""
            create function voting.waits_at_the_gate() returns trigger language plpgsql as $$
            begin perform pg_advisory_xact_lock_shared(4711); return null; end $$;
            create constraint trigger waits_at_the_gate after insert on voting.votes
              deferrable initially deferred for each row execute function voting.waits_at_the_gate();
            """);
        var gate = await host.Database.Connect();
        await Sql.Rows<object>(gate, "select pg_advisory_lock(@Gate)", new { Gate }, default);
        return gate;
    }

    private static async Task Open(NpgsqlConnection gate) =>
        await Sql.Rows<object>(gate, "select pg_advisory_unlock(@Gate)", new { Gate }, default);

    private static async Task Held(ParticipantsHost host)
    {
        while (!await host.Ask<bool>(
            "select exists (select from pg_locks join pg_stat_activity using (pid) where not granted and locktype = 'advisory' and objid = 4711 and datname = current_database())"))
        {
            await Task.Delay(5);
        }
    }

    private static async Task<int> Kill(ParticipantsHost host, CancellationToken stop)
    {
        var kills = 0;
        while (!stop.IsCancellationRequested && kills < 60)
        {
            kills += (await Terminated(host)).Count;
            await Task.Delay(25, CancellationToken.None);
        }

        return kills;
    }

    private static async Task<IReadOnlyList<bool>> Terminated(ParticipantsHost host)
    {
        await using var connection = await host.Database.Connect();
        return await Sql.Rows<bool>(connection,
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'pulse_api' and datname = current_database()",
            null, default);
    }
}
