using System.Diagnostics;
using System.Globalization;
using Npgsql;
using NUnit.Framework;
using Pulse.Analysing.Routing;
using Pulse.Migrating;
using Pulse.Tests.Hosts;
using Pulse.Voting;
using Pulse.Work;
using Pulse.Worker.Jobs;

namespace Pulse.Tests.Voting;

/// <summary>What the next statement costs where there are very many; the figures are printed, what is handed out is checked.</summary>
[TestFixture]
[Category("Slow")]
public sealed class OfferingAtScaleTests
{
    private const int People = 8;
    private const int Rounds = 10;

    [TestCase(100)]
    [TestCase(10_000)]
    public async Task Voting_through_many_sets(int statements)
    {
        await using var host = await ParticipantsHost.Start();
        await Fill(host, statements);
        await host.Open("voting");
        var source = host.Database.Source(Roles.Worker);
        var job = new MakeOffers(source, new Working(source, TimeProvider.System, Working.UsualLease), host.Clock);
        var weighing = Stopwatch.StartNew();
        var weighingBegan = Environment.CpuUsage.TotalTime;
        await job.Execute(default);
        await Print($"{statements} statements: offers made in {weighing.Elapsed.TotalMilliseconds:0} ms, {(Environment.CpuUsage.TotalTime - weighingBegan).TotalMilliseconds:0} ms of it the worker's CPU");
        Assert.That(await host.Ask<long>("select count(*) from voting.offers"), Is.EqualTo(3 * statements));

        var phones = new List<TestPhone>();
        for (var at = 0; at < People + 1; at++)
        {
            phones.Add(await host.Participant(at % 2 == 0 ? "east" : "west"));
        }

        await Rehearse(phones[0], 2);
        await Rehearse(phones[1], 1);
        var requests = 0;
        var server = await ServerTime(host);
        var began = Environment.CpuUsage.TotalTime;
        for (var at = 1; at <= People; at++)
        {
            requests += await Rehearse(phones[at], Rounds - 1);
        }

        var own = (Environment.CpuUsage.TotalTime - began).TotalMilliseconds / requests;
        var database = (await ServerTime(host) - server) / requests;
        await Print($"{statements} statements: {requests} requests, CPU per request: host and test phone {own:0.00} ms, PostgreSQL {database:0.00} ms");
        var last = (await phones[2].Get("/v1/statements/next?item=water-votes")).Was(200).Json;
        Assert.That(last.GetProperty("remaining").GetInt32(), Is.EqualTo(statements - (Rounds - 1) * 5));
        await Draw(host, statements);
    }

    /// <summary>The part of a request that finds, draws, writes down and opens a set, without HTTP and the session.</summary>
    private static async Task Draw(ParticipantsHost host, int statements)
    {
        const int Sets = 300;
        await host.Do("""
            insert into collecting.participants (participant_id, dialogue_id, segment, language, consent_version, joined_on)
            select gen_random_uuid(), @Id, 'east', 'en', 3, '2026-05-04' from generate_series(1, @Sets + 20)
            """, new { host.Dialogue.Id, Sets });
        await using var admin = await host.Database.Connect();
        var people = await Sql.Rows<Guid>(admin, """
            select participant_id from collecting.participants p
            where not exists (select from voting.offered o where o.participant_id = p.participant_id)
            """, null, default);
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(host.Database.Api)
        {
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 2,
        }.ConnectionString);
        await connection.OpenAsync();
        var seeds = new Chance(20261124);
        var pools = new StatementPools(TimeProvider.System, Sampler, () => seeds.Next());
        var phase = host.Dialogue.Phases.Single(one => one.Slug == "voting");
        var key = await host.Keyring.Of(connection, host.Dialogue.Id, default);
        var (own, server) = (TimeSpan.Zero, 0.0);
        for (var at = 0; at < people.Count; at++)
        {
            if (at == 20)
            {
                (own, server) = (Environment.CpuUsage.TotalTime, await ServerTime(host));
            }

            await using var transaction = await connection.BeginTransactionAsync();
            var set = await NextStatements.Of(connection, key, pools,
                new Reader(people[at], host.Dialogue.Id, "east"), phase, phase.Items[0], 5, default);
            await transaction.CommitAsync();
            Assert.That(set.Statements, Has.Count.EqualTo(5));
        }

        await Print($"{statements} statements: a set of 5 drawn and written down: {(Environment.CpuUsage.TotalTime - own).TotalMilliseconds / Sets:0.00} ms of the host's CPU, {(await ServerTime(host) - server) / Sets:0.00} ms of PostgreSQL's");
    }

    [Test]
    public async Task A_draw_alone()
    {
        const int Statements = 10_000;
        const int Draws = 20_000;
        var chance = new Chance(3);
        var ids = Enumerable.Range(0, Statements).Select(_ => Guid.NewGuid()).ToArray();
        var pool = new StatementPool(
            [.. ids.Select(id => new StatementPool.Row(id, 0.01 + chance.Uniform(), 0))], 1, Sampler);
        foreach (var seen in new[] { 0, 100, 1000 })
        {
            var began = Environment.CpuUsage.TotalTime;
            for (var at = 0UL; at < Draws / 10; at++)
            {
                Assert.That(pool.Draw(ids.Take(seen), 5, at), Has.Count.EqualTo(5));
            }

            var each = (Environment.CpuUsage.TotalTime - began).TotalMicroseconds / (Draws / 10);
            await Print($"a set of 5 among {Statements} statements with {seen} seen: {each:0} µs of CPU");
        }
    }

    /// <summary>Asks for sets and votes through them.</summary>
    /// <returns>How many requests it were.</returns>
    private static async Task<int> Rehearse(TestPhone phone, int rounds)
    {
        var requests = 0;
        for (var round = 0; round < rounds; round++)
        {
            var set = (await phone.Get("/v1/statements/next?item=water-votes")).Was(200).Json.GetProperty("statements");
            requests++;
            foreach (var statement in set.EnumerateArray().Select(one => one.GetProperty("id").GetGuid()))
            {
                (await phone.Post("/v1/votes", new { statement, vote = "pass", languageRead = "en" })).Was(201);
                requests++;
            }
        }

        return requests;
    }

    private static async Task Fill(ParticipantsHost host, int statements)
    {
        await using var connection = await host.Database.Connect();
        var key = await host.Keyring.Of(connection, host.Dialogue.Id, default);
        var ids = Enumerable.Range(0, statements).Select(_ => Guid.NewGuid()).ToArray();
        await host.Do("""
            insert into moderating.statements
              (statement_id, dialogue_id, item, working_group, segment, language, text_sealed, approved_on)
            select id, @DialogueId, 'water-open', 'water', 'west', 'en', text, '2026-05-04'
            from unnest(@Ids, @Texts) as s (id, text)
            """, new
        {
            DialogueId = host.Dialogue.Id,
            Ids = ids,
            Texts = ids.Select(id => key.Seal("One of very many", "moderating.statements.text", id)).ToArray(),
        });
        await host.Do("insert into voting.counts select statement_id, 'west', 3, 1, 1 from moderating.statements");
        await host.Do("analyze moderating.statements, voting.counts");
    }

    /// <summary>CPU time of the server's processes that serve the host, in milliseconds; 0 where it cannot be seen.</summary>
    private static async Task<double> ServerTime(ParticipantsHost host)
    {
        await using var connection = await host.Database.Connect();
        var backends = await Sql.Rows<int>(connection,
            "select pid from pg_stat_activity where usename = 'pulse_api' and datname = current_database()", null, default);
        return backends.Select(pid => $"/proc/{pid}/stat").Where(File.Exists)
            .Select(File.ReadAllText)
            // fields 14 and 15 of proc(5), counted after the name in parentheses: ticks of 10 ms
            .Select(line => line[(line.LastIndexOf(')') + 2)..].Split(' '))
            .Sum(fields => 10.0 * (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)));
    }

    private static DrawPlaces Sampler(IReadOnlyList<double> weights)
    {
        var sampler = new OfferSampler(weights);
        return (int count, IReadOnlyList<int> leftOut, ref Chance chance) =>
            [.. sampler.Draw(count, leftOut, ref chance).Select(offer => (offer.Statement, offer.Propensity))];
    }

    private static Task Print(FormattableString line) =>
        TestContext.Out.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));
}
