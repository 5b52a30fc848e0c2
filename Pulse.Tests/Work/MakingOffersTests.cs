using System.Diagnostics;
using NUnit.Framework;
using Pulse.Analysing.Routing;
using Pulse.Convening;
using Pulse.Migrating;
using Pulse.Voting;
using Pulse.Work;

namespace Pulse.Tests.Work;

/// <summary>The worker weighs what is offered next: when it is due, for whom, and what it forgets afterwards.</summary>
[TestFixture]
public sealed class MakingOffersTests
{
    [Test]
    public async Task Offers_stand_as_soon_as_a_phase_votes_and_change_only_when_something_moved()
    {
        await using var dialogue = await Asked(statements: 6);
        await dialogue.MakeOffers();
        Assert.That((await Offering(dialogue)).Phase, Is.Null, "nobody votes yet");
        Assert.That(await Count(dialogue), Is.Zero);

        await Open(dialogue, "voting");
        await dialogue.MakeOffers();
        var first = await Offering(dialogue);
        Assert.That((first.Phase, first.Policy, first.Statements, first.Votes, first.MadeOn),
            Is.EqualTo(("voting", OfferingPolicy.Version, 6, 0, WorkedDialogue.Today)));
        Assert.That(await Count(dialogue), Is.EqualTo(6 * 3), "east, west and those who did not say");

        await dialogue.MakeOffers();
        Assert.That((await Offering(dialogue)).Revision, Is.EqualTo(first.Revision), "nothing moved");
        await Cast(dialogue, Pulse.Voting.Offering.FewestNewVotes - 1);
        await dialogue.MakeOffers();
        Assert.That((await Offering(dialogue)).Revision, Is.EqualTo(first.Revision), "hardly anything moved");
        await Cast(dialogue, 1);
        await dialogue.MakeOffers();
        Assert.That((await Offering(dialogue)).Revision, Is.EqualTo(first.Revision + 1));
        Assert.That((await Offering(dialogue)).Votes, Is.EqualTo(Pulse.Voting.Offering.FewestNewVotes));

        await dialogue.Do("""
            delete from moderating.statements
            where statement_id = (select statement_id from moderating.statements order by statement_id limit 1)
            """);
        Assert.That(await Count(dialogue), Is.EqualTo(5 * 3), "a statement takes its offers along");
        await dialogue.MakeOffers();
        Assert.That(((await Offering(dialogue)).Revision, (await Offering(dialogue)).Statements),
            Is.EqualTo((first.Revision + 2, 5)));
        await dialogue.NoJobFailed();
    }

    [Test]
    public async Task What_was_handed_out_and_not_voted_on_is_forgotten_when_its_phase_is_over()
    {
        await using var dialogue = await Asked(statements: 4);
        await Open(dialogue, "voting");
        await dialogue.MakeOffers();
        var person = await dialogue.Person("east");
        await dialogue.Do("""
            insert into voting.offered (participant_id, statement_id, step, probability)
            select @person, statement_id, row_number() over (order by statement_id), 0.25 from moderating.statements
            """, new { person });
        await dialogue.Vote(person, await dialogue.Ask<Guid>("select statement_id from moderating.statements limit 1"), 1);
        await dialogue.MakeOffers();
        Assert.That(await Offered(dialogue), Is.EqualTo(4));
        await Close(dialogue, "voting");
        await Open(dialogue, "apart");
        await dialogue.MakeOffers();
        Assert.That(await Offered(dialogue), Is.EqualTo(4), "the same statements are still voted on");
        await Close(dialogue, "apart");
        await dialogue.MakeOffers();
        Assert.That(await Offered(dialogue), Is.EqualTo(1), "only what has a vote stays");
        Assert.That((await Count(dialogue), (await Offering(dialogue)).Phase), Is.EqualTo((0L, (string?)null)));

        // somebody was served while no worker was there at all
        await dialogue.Do("delete from voting.offerings");
        await dialogue.Do("""
            insert into voting.offered (participant_id, statement_id, step, probability)
            select @person, statement_id, 5, 0.25 from moderating.statements
            where statement_id not in (select statement_id from voting.offered) limit 1
            """, new { person });
        await dialogue.MakeOffers();
        Assert.That(await Offered(dialogue), Is.EqualTo(1));
        await dialogue.NoJobFailed();
    }

    [Test]
    public async Task Killed_before_its_commit_the_worker_leaves_the_old_offers_and_the_next_one_makes_new_ones()
    {
        await using var dialogue = await Asked(statements: 5);
        await Open(dialogue, "voting");
        await dialogue.MakeOffers();
        await dialogue.Do("update voting.offerings set policy = 'another', revision = 7");
        await dialogue.Do("update voting.offers set weight = 42, revision = 7");
        using (var killed = Start(dialogue, "make-offers:before-commit"))
        {
            await killed.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
            Assert.That(killed.ExitCode, Is.EqualTo(137), "SIGKILL");
        }
        Assert.That(await dialogue.Ask<string>("select min(weight) || ' ' || max(revision) from voting.offers"), Is.EqualTo("42 7"));
        await dialogue.Do("update work.leases set leased_until = clock_timestamp()");
        await dialogue.MakeOffers();
        Assert.That((await Offering(dialogue)).Revision, Is.EqualTo(8));
        Assert.That(await dialogue.Ask<bool>("select bool_and(revision = 8 and weight <= 1) from voting.offers"), Is.True);
    }

    private static async Task<WorkedDialogue> Asked(int statements)
    {
        var made = await WorkedDialogue.Make();
        for (var at = 0; at < statements; at++)
        {
            await made.Answer(await made.Person(at % 2 == 0 ? "east" : "west-hills"), $"a wish for place number {at}, said by one of us");
        }
        await made.Moderate();
        Assert.That(await made.Ask<long>("select count(*) from moderating.statements"), Is.EqualTo(statements));
        return made;
    }

    /// <summary>Adds so many votes to the counts, which is what the worker looks at.</summary>
    private static Task Cast(WorkedDialogue dialogue, int votes) => dialogue.Do("""
        insert into voting.counts (statement_id, segment, agree, disagree, pass)
        select statement_id, 'west', @votes, 0, 0 from moderating.statements order by statement_id desc limit 1
        on conflict (statement_id, segment) do update set agree = counts.agree + excluded.agree
        """, new { votes });

    private static async Task Open(WorkedDialogue dialogue, string phase)
    {
        await using var connection = await dialogue.Database.Connect(Roles.Web);
        Assert.That(
            await Phases.OpenFrom(connection, dialogue.Dialogue.Id, phase, WorkedDialogue.Clock.GetUtcNow().AddHours(-1), default),
            Is.True);
    }

    private static async Task Close(WorkedDialogue dialogue, string phase)
    {
        await using var connection = await dialogue.Database.Connect(Roles.Web);
        Assert.That(
            await Phases.CloseFrom(connection, dialogue.Dialogue.Id, phase, WorkedDialogue.Clock.GetUtcNow(), default), Is.True);
    }

    private static async Task<Offering> Offering(WorkedDialogue dialogue)
    {
        await using var connection = await dialogue.Database.Connect(Roles.Worker);
        return (await Offerings.Find(connection, dialogue.Dialogue.Id, default))!;
    }

    private static Task<long> Count(WorkedDialogue dialogue) => dialogue.Ask<long>("select count(*) from voting.offers");

    private static Task<long> Offered(WorkedDialogue dialogue) => dialogue.Ask<long>("select count(*) from voting.offered");

    private static Process Start(WorkedDialogue dialogue, string crashAt)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "Pulse.Worker.dll"), "serve",
                "--Pulse:KeyFile", dialogue.Database.KeyFilePath, "--Pulse:EverySeconds", "0.3", "--Pulse:LeaseSeconds", "2",
            },
        };
        start.Environment["Pulse__Connection"] = dialogue.Database.Worker;
        start.Environment[CrashPoint.Variable] = crashAt;
        return Process.Start(start)!;
    }
}
