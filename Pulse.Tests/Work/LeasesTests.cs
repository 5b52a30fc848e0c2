using Npgsql;
using NUnit.Framework;
using Pulse.Migrating;
using Pulse.Work;

namespace Pulse.Tests.Work;

[TestFixture]
public sealed class LeasesTests
{
    private static readonly TimeSpan _long = TimeSpan.FromMinutes(5);

    [Test]
    public async Task Of_many_workers_that_claim_at_once_one_gets_the_lease()
    {
        await using var database = await Postgres.Database();
        var source = database.Source(Roles.Worker);
        var subject = Guid.NewGuid();
        var claims = await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            await using var connection = await source.OpenConnectionAsync();
            return await Leases.Claim(connection, "test", subject, _long, default);
        }));
        Assert.That(claims.Count(lease => lease is not null), Is.EqualTo(1));
    }

    [Test]
    public async Task Who_slept_through_a_takeover_can_neither_renew_nor_commit()
    {
        await using var database = await Postgres.Database();
        await using var sleeper = await database.Connect(Roles.Worker);
        await using var successor = await database.Connect(Roles.Worker);
        var subject = Guid.NewGuid();
        var old = (await Leases.Claim(sleeper, "test", subject, TimeSpan.Zero, default))!;
        var next = (await Leases.Claim(successor, "test", subject, _long, default))!;
        Assert.That(next.Fence, Is.GreaterThan(old.Fence));
        Assert.That(await Leases.Renew(sleeper, old, _long, default), Is.False);
        await using (await sleeper.BeginTransactionAsync())
        {
            await Assert.ThrowsAsync<LeaseLostException>(() => Leases.Guard(sleeper, old, default));
        }
        await Leases.Release(sleeper, old, default);
        Assert.That(await Leases.Claim(sleeper, "test", subject, _long, default), Is.Null, "a lost lease releases nothing");
    }

    [Test]
    public async Task A_lapsed_lease_that_nobody_took_over_still_commits_and_a_rival_waits_for_the_commit()
    {
        await using var database = await Postgres.Database();
        await using var holder = await database.Connect(Roles.Worker);
        await using var rival = await database.Connect(Roles.Worker);
        var lease = (await Leases.Claim(holder, "test", Guid.Empty, TimeSpan.Zero, default))!;
        await using var transaction = await holder.BeginTransactionAsync();
        await Leases.Guard(holder, lease, default);
        var claiming = Leases.Claim(rival, "test", Guid.Empty, _long, default);
        await Leases.Guard(holder, lease, default);
        Assert.That(claiming.IsCompleted, Is.False, "the guard's row lock holds the rival back");
        await transaction.CommitAsync();
        Assert.That((await claiming)!.Fence, Is.EqualTo(lease.Fence + 1));
    }

    [Test]
    public async Task A_released_lease_can_be_claimed_at_once_and_its_fence_still_grows()
    {
        await using var database = await Postgres.Database();
        await using var connection = await database.Connect(Roles.Worker);
        var first = (await Leases.Claim(connection, "test", Guid.Empty, _long, default))!;
        await Leases.Release(connection, first, default);
        var second = (await Leases.Claim(connection, "test", Guid.Empty, _long, default))!;
        Assert.That((first.Fence, second.Fence), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task A_transient_failure_pauses_the_job_and_a_success_clears_it()
    {
        await using var database = await Postgres.Database();
        var working = new Working(database.Source(Roles.Worker), TimeProvider.System, _long);
        var subject = Guid.NewGuid();
        var outcome = await working.On("test", subject, (_, _) => throw new TimeoutException(), null, default);
        Assert.That(outcome, Is.EqualTo(WorkOutcome.FailedForNow));
        Assert.That(await working.On("test", subject, (_, _) => Task.CompletedTask, null, default), Is.EqualTo(WorkOutcome.MustWait));

        await using var connection = await database.Connect();
        await Sql.Run(connection, "update work.failures set failed_at = failed_at - interval '1 hour'", null, default);
        Assert.That(await working.On("test", subject, (_, _) => Task.CompletedTask, null, default), Is.EqualTo(WorkOutcome.Done));
        Assert.That(await Failures.All(connection, default), Is.Empty);
    }

    [Test]
    public async Task A_permanent_failure_waits_for_a_person()
    {
        await using var database = await Postgres.Database();
        var working = new Working(database.Source(Roles.Worker), TimeProvider.System, _long);
        Failure? told = null;
        var outcome = await working.On(
            "test", Guid.Empty, (_, _) => throw new PermanentFailureException("The dialogue is gone."),
            (_, failure, _) =>
            {
                told = failure;
                return Task.CompletedTask;
            }, default);
        Assert.That(outcome, Is.EqualTo(WorkOutcome.FailedForGood));
        Assert.That(told!.Message, Is.EqualTo("The dialogue is gone."));
        await using var connection = await database.Connect();
        await Sql.Run(connection, "update work.failures set failed_at = failed_at - interval '1 year'", null, default);
        Assert.That(await Failures.MustWait(connection, "test", Guid.Empty, default), Is.True);
    }

    [Test]
    public async Task Transient_failures_without_end_become_permanent()
    {
        await using var database = await Postgres.Database();
        await using var connection = await database.Connect(Roles.Worker);
        var failures = new List<bool>();
        for (var i = 0; i < Failures.MostAttempts; i++)
        {
            failures.Add((await Failures.Record(connection, "test", Guid.Empty, false, "again", null, default)).Permanent);
        }
        Assert.That(failures, Is.EqualTo(Enumerable.Repeat(false, Failures.MostAttempts - 1).Append(true)));
    }

    [Test]
    public async Task What_a_database_says_about_a_row_is_not_kept()
    {
        await using var database = await Postgres.Database();
        await using var connection = await database.Connect();
        var error = await Assert.CatchAsync<PostgresException>(() => Sql.Run(
            connection, "insert into work.leases values ('j', null, 1, now())", null, default));
        Assert.That(JudgingFailures.Describe(error!), Is.EqualTo("The database refused (23502 )."));
        Assert.That(JudgingFailures.IsTransient(error!), Is.False);
    }
}
