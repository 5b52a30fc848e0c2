using NUnit.Framework;
using Pulse.Bench.Loading;
using Pulse.Tests.Hosts;

namespace Pulse.Tests.Bench.Loading;

/// <summary>The load program's last word can be "broken": each way to lose or invent a vote is noticed.</summary>
[TestFixture]
public sealed class LedgerTests
{
    [Test]
    public async Task What_was_acknowledged_is_held_against_what_stands()
    {
        await using var host = await ParticipantsHost.Start();
        var statements = new[] { await host.Statement("A", "west"), await host.Statement("B", "west") };
        await host.Open("voting");
        var people = new List<Person>();
        foreach (var segment in new[] { "east", "west" })
        {
            var phone = await host.Participant(segment);
            await using var connection = await host.Database.Connect();
            var key = await host.Keyring.Of(connection, host.Dialogue.Id, default);
            var person = new Person(key.Pseudonym(phone.Secret), phone.Session!, new Chance(1));
            people.Add(person);
            foreach (var statement in statements)
            {
                (await phone.Post("/v1/votes", new { statement, vote = "agree", languageRead = "en" })).Was(201);
                person.Acknowledged.Add((statement, 1));
            }
        }

        // said twice, the last word counts
        people[0].Acknowledged.Insert(0, (statements[0], -1));
        Assert.That(await Close(), Is.EqualTo(new Ledger(4, 4, 0, 0, 0)));
        Assert.That((await Close()).Holds(0));

        await host.Do("update voting.counts set pass = pass + 1 where statement_id = @Id and segment = 'east'", new { Id = statements[0] });
        Assert.That((await Close()).Miscounted, Is.EqualTo(1));
        await host.Do("update voting.votes set vote = 0 where statement_id = @Id", new { Id = statements[1] });
        Assert.That((await Close()).Lost, Is.EqualTo(2), "another vote than the acknowledged one");
        await host.Do("delete from voting.votes where statement_id = @Id", new { Id = statements[1] });
        Assert.That(await Close(), Is.EqualTo(new Ledger(4, 2, 2, 0, 3)));
        people[1].Acknowledged.Clear();
        var broken = await Close();
        Assert.That(broken.Unasked, Is.EqualTo(1));
        Assert.That(broken.Holds(0), Is.False);

        Task<Ledger> Close() => Ledger.Close(host.Database.Admin, people);
    }

    [Test]
    public void A_share_of_the_times_is_the_nearest_rank()
    {
        var times = new Latencies(Enumerable.Range(1, 200).Select(at => at * System.Diagnostics.Stopwatch.Frequency / 1000).Reverse());
        Assert.That(times.Within(0.5), Is.EqualTo(100).Within(1e-9));
        Assert.That(times.Within(0.99), Is.EqualTo(198).Within(1e-9));
        Assert.That(times.Within(1), Is.EqualTo(200).Within(1e-9));
        Assert.That(new Latencies([]).Within(0.5), Is.NaN);
    }
}
