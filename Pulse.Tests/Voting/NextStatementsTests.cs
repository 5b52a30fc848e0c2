using NUnit.Framework;
using Pulse.Migrating;
using Pulse.Tests.Hosts;
using Pulse.Voting;
using Pulse.Work;
using Pulse.Worker.Jobs;

namespace Pulse.Tests.Voting;

/// <summary>What participants are handed next, over HTTP, and what is kept of it.</summary>
[TestFixture]
public sealed class NextStatementsTests
{
    private const string Path = "/v1/statements/next?item=water-votes";

    [Test]
    public async Task A_separate_phase_never_offers_the_other_segment_s_statement()
    {
        await using var host = await ParticipantsHost.Start();
        var own = new List<Guid>();
        for (var at = 0; at < 3; at++)
        {
            own.Add(await host.Statement($"Of the east {at}", "east"));
            await host.Statement($"Of the west {at}", "west");
        }

        await host.Open("voting");
        await Weigh(host);
        // whatever the offers say: here they would show the east hardly anything but the west's words
        await host.Do("""
            update voting.offers o set weight = 1e9 from moderating.statements s
            where s.statement_id = o.statement_id and s.segment = 'west' and o.segment = 'east'
            """);
        Assert.That((await Set(await host.Participant("east"))).Take(3).Intersect(own), Is.Empty, "together, the west's come first");
        await host.Open("apart");
        for (var at = 0; at < 4; at++)
        {
            var phone = await host.Participant("east");
            Assert.That(await Set(phone, "/v1/statements/next?item=apart-votes"), Is.EquivalentTo(own));
            foreach (var statement in own)
            {
                var told = (await phone.Post("/v1/votes", new { statement, vote = "pass", languageRead = "en" })).Was(201);
                var next = told.Json.GetProperty("next");
                Assert.That(next.ValueKind == System.Text.Json.JsonValueKind.Null || own.Contains(next.GetProperty("id").GetGuid()));
            }
        }

        Assert.That(await host.Ask<long>("""
            select count(*) from voting.offered o join moderating.statements s using (statement_id) where s.segment = 'west'
            """), Is.EqualTo(3), "those of the phase before");

        // and the worker, once it has seen the phase, makes no offer across
        await Weigh(host);
        Assert.That(await host.Ask<string>("""
            select string_agg(distinct s.segment || '>' || o.segment, ' ' order by s.segment || '>' || o.segment)
            from voting.offers o join moderating.statements s using (statement_id)
            """), Is.EqualTo("east>east west>west"));
    }

    [Test]
    public async Task What_was_handed_out_waits_for_whoever_comes_back_and_is_drawn_anew_for_the_next()
    {
        await using var host = await ParticipantsHost.Start();
        await Statements(host, 12);
        await host.Open("voting");
        await Weigh(host);
        var phone = await host.Participant("east");
        var both = await Task.WhenAll(Set(phone), Set(phone));
        Assert.That(both[1], Is.EqualTo(both[0]), "asked twice at once, one set is drawn");
        Assert.That(await Set(phone), Is.EqualTo(both[0]), "the same whenever this participant comes back");
        Assert.That(both[0], Has.Count.EqualTo(5));

        await Vote(phone, both[0][1]);
        var told = await Vote(phone, both[0][0]);
        Assert.That(told.Json.GetProperty("next").GetProperty("id").GetGuid(), Is.EqualTo(both[0][2]));
        var later = (await phone.Get(Path)).Was(200).Json;
        Assert.That(later.GetProperty("remaining").GetInt32(), Is.EqualTo(10));
        Assert.That(Ids(later).Take(3), Is.EqualTo(both[0].Skip(2)), "what waits comes first, in its order");
        Assert.That(Ids(later).Skip(3).Intersect(both[0]), Is.Empty);
        Assert.That(await host.Ask<string>("select string_agg(step::text, ',' order by step) from voting.offered"),
            Is.EqualTo("1,2,3,4,5,6,7"));

        var orders = new HashSet<string>();
        for (var at = 0; at < 6; at++)
        {
            orders.Add(string.Join(',', await Set(await host.Participant("west"))));
        }

        Assert.That(orders, Has.Count.GreaterThan(1));
    }

    [Test]
    public async Task Every_draw_keeps_its_probability_among_what_could_still_be_drawn()
    {
        await using var host = await ParticipantsHost.Start();
        var statements = await Statements(host, 9);
        await host.Open("listening");
        var phone = await host.Participant("east");
        (await phone.Post("/v1/answers", new { item = "water-open", text = "Mine", language = "en" })).Was(201);
        await host.Statement("Mine", "east", await host.Ask<Guid>("select answer_id from collecting.answers"));
        await host.Open("voting");
        await Weigh(host);
        await Weights(host, statements);
        var told = await Vote(phone, statements[3]);
        Assert.That(told.Json.GetProperty("next").GetProperty("id").GetGuid(), Is.Not.EqualTo(statements[3]));
        await Set(phone);

        await using var connection = await host.Database.Connect(Roles.Worker);
        var kept = await OfferedStatements.OfDialogue(connection, host.Dialogue.Id, default);
        Assert.That(kept.Select(one => one.Step), Is.EqualTo(Enumerable.Range(1, 5)));
        // all but what was voted on unasked; one's own statement was never in question
        var left = Enumerable.Range(1, 9).Sum() - 4.0;
        foreach (var one in kept)
        {
            var weight = 1 + statements.IndexOf(one.StatementId);
            Assert.That(one.Probability, Is.EqualTo(weight / left).Within(1e-12), $"step {one.Step}");
            left -= weight;
        }
    }

    [Test]
    public async Task Newer_offers_are_drawn_from_at_once_and_new_statements_without_a_worker_after_seconds()
    {
        await using var host = await ParticipantsHost.Start();
        var statements = await Statements(host, 8);
        await host.Open("voting");
        await Weigh(host);
        await Set(await host.Participant("east"));
        await host.Do("update voting.offers set weight = case when statement_id = @Id then 1e12 else 1 end", new { Id = statements[5] });
        await host.Do("update voting.offerings set revision = revision + 1");
        Assert.That((await Set(await host.Participant("east")))[0], Is.EqualTo(statements[5]));

        var added = await host.Statement("A latecomer", "west");
        await host.Do("update voting.offers set weight = case when statement_id = @Id then 1 else 1e-12 end", new { Id = statements[5] });
        host.Clock.Now += StatementPools.MostAge;
        var latest = await Set(await host.Participant("east"));
        Assert.That(latest.Take(2), Is.EquivalentTo(new[] { statements[5], added }), "it takes the highest weight");
    }

    [Test]
    public async Task A_statement_that_was_taken_back_is_never_handed_out_even_in_the_moment_of_the_draw()
    {
        await using var host = await ParticipantsHost.Start();
        var statements = await Statements(host, 6);
        await host.Open("voting");
        await Weigh(host);
        var phone = await host.Participant("east");
        var set = await Set(phone);
        await host.Do("delete from moderating.statements where statement_id = @Id", new { Id = set[0] });
        Assert.That(await Set(phone), Is.EquivalentTo(statements.Except([set[0]])));

        // taken back between the draw and the moment when it is written down: the phone is told to ask again
        await host.Do("delete from moderating.statements where statement_id <> @Id", new { Id = set[1] });
        var other = await host.Participant("east");
        await using var connection = await host.Database.Connect();
        await using var deleting = await connection.BeginTransactionAsync();
        await Sql.Run(connection, "delete from moderating.statements where statement_id = @Id", new { Id = set[1] }, default);
        var asking = other.Get(Path);
        while (!await host.Ask<bool>("select exists (select from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database())"))
        {
            await Task.Delay(10);
        }

        await deleting.CommitAsync();
        (await asking).Was(503, "unavailable");
        Assert.That(await Set(other), Is.Empty);
        Assert.That(await host.Ask<long>("select count(*) from voting.offered"), Is.Zero);
    }

    [Test]
    public async Task A_new_statement_is_found_by_whoever_came_to_the_end()
    {
        await using var host = await ParticipantsHost.Start();
        var first = (await Statements(host, 1))[0];
        await host.Open("voting");
        var phone = await host.Participant("east");
        Assert.That(await Set(phone), Is.EqualTo(new[] { first }));
        var added = await host.Statement("A latecomer", "west");
        var told = await Vote(phone, first);
        Assert.That(told.Json.GetProperty("next").GetProperty("id").GetGuid(), Is.EqualTo(added));
    }

    [Test]
    public async Task A_withdrawal_takes_everything_that_was_offered_with_it()
    {
        await using var host = await ParticipantsHost.Start();
        await Statements(host, 7);
        await host.Open("voting");
        var leaver = await host.Participant("east");
        var stayer = await host.Participant("west");
        await Vote(leaver, (await Set(leaver))[0]);
        await Set(stayer);
        var receipt = (await leaver.Post("/v1/participation/receipt", new { })).Json.GetProperty("receipt").GetString()!;
        (await host.Phone().Post("/v1/withdrawals", new { receipt })).Was(202);
        Assert.That(await host.Ask<string>("""
            select count(*) || ' of ' || count(distinct p.segment) || ' ' || min(p.segment)
            from voting.offered join collecting.participants p using (participant_id)
            """), Is.EqualTo("5 of 1 west"));
        Assert.That(await host.Ask<long>("select count(*) from voting.offered"), Is.EqualTo(5));
    }

    private static async Task<List<Guid>> Statements(ParticipantsHost host, int count)
    {
        var statements = new List<Guid>();
        for (var at = 0; at < count; at++)
        {
            statements.Add(await host.Statement($"Statement {at}", "west"));
        }

        return statements;
    }

    /// <summary>What the worker does when it looks.</summary>
    private static async Task Weigh(ParticipantsHost host)
    {
        var source = host.Database.Source(Roles.Worker);
        await new MakeOffers(source, new Working(source, TimeProvider.System, Working.UsualLease), host.Clock).Execute(default);
        Assert.That(await host.Ask<string?>("select string_agg(message, '; ') from work.failures"), Is.Null);
    }

    /// <summary>Gives the statements the weights 1, 2, 3 … in every segment, under a new revision.</summary>
    private static async Task Weights(ParticipantsHost host, List<Guid> statements)
    {
        // one's own statement stands there with a weight as well
        await host.Do("""
            update voting.offers o set weight = coalesce(w.weight, 100)
            from voting.offers all_of
            left join unnest(@Statements) with ordinality as w (statement_id, weight) on w.statement_id = all_of.statement_id
            where all_of.statement_id = o.statement_id and all_of.segment = o.segment
            """, new { Statements = statements.ToArray() });
        await host.Do("update voting.offerings set revision = revision + 1");
    }

    private static async Task<Told> Vote(TestPhone phone, Guid statement) =>
        (await phone.Post("/v1/votes", new { statement, vote = "pass", languageRead = "en" })).Was(201);

    private static async Task<List<Guid>> Set(TestPhone phone, string path = Path) => Ids((await phone.Get(path)).Was(200).Json);

    private static List<Guid> Ids(System.Text.Json.JsonElement set) =>
        [.. set.GetProperty("statements").EnumerateArray().Select(one => one.GetProperty("id").GetGuid())];
}
