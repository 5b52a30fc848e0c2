using NUnit.Framework;
using Pulse.Language.Calling;
using Pulse.Migrating;
using Pulse.Work;

namespace Pulse.Tests.Work;

[TestFixture]
public sealed class ModelFailuresTests
{
    [Test]
    public void A_job_waits_for_a_model_that_is_unavailable_and_says_why()
    {
        var error = new ModelUnavailableException("The model's server is overloaded.", TimeSpan.FromMinutes(2), null);
        Assert.That((JudgingFailures.IsTransient(error), JudgingFailures.Describe(error)), Is.EqualTo((true, "The model's server is overloaded.")));
        Assert.That(JudgingFailures.Pause(error), Is.EqualTo(TimeSpan.FromMinutes(2)));
    }

    [Test]
    public void What_a_person_must_change_is_looked_at_again_once_an_hour()
    {
        Exception[] errors = [new ModelRejectedException("one"), new BudgetSpentException("two"), new OutsideModelsForbiddenException("three")];
        Assert.That(errors.Select(JudgingFailures.IsTransient), Has.All.True);
        Assert.That(errors.Select(JudgingFailures.Pause), Has.All.EqualTo(TimeSpan.FromHours(1)));
        Assert.That(errors.Select(JudgingFailures.Describe), Is.EqualTo(new[] { "one", "two", "three" }));
    }

    [Test]
    public async Task A_pause_that_a_server_asks_for_is_kept_and_never_becomes_permanent()
    {
        await using var database = await Postgres.Database();
        await using var connection = await database.Connect(Roles.Worker);
        var working = new Working(database.Source(Roles.Worker), TimeProvider.System, Working.UsualLease);
        for (var attempt = 1; attempt <= 2 * Failures.MostAttempts; attempt++)
        {
            var outcome = await working.On(
                "test", Guid.Empty, (_, _) => throw new ModelUnavailableException("Later.", TimeSpan.FromMinutes(50), null), null, default);
            Assert.That(outcome, Is.EqualTo(WorkOutcome.FailedForNow), $"attempt {attempt}");
            await Sql.Run(connection, "update work.failures set failed_at = failed_at - interval '10 minutes', waits_until = waits_until - interval '10 minutes'", null, default);
            Assert.That(await Failures.MustWait(connection, "test", Guid.Empty, default), Is.True, "40 minutes are left");
            await Sql.Run(connection, "update work.failures set failed_at = failed_at - interval '40 minutes', waits_until = waits_until - interval '40 minutes'", null, default);
            Assert.That(await Failures.MustWait(connection, "test", Guid.Empty, default), Is.False);
        }
    }

    [Test]
    public async Task A_short_pause_grows_with_every_failure_and_one_of_another_kind_begins_anew()
    {
        await using var database = await Postgres.Database();
        await using var connection = await database.Connect(Roles.Worker);
        Failure? failure = null;
        for (var i = 0; i < 7; i++)
        {
            failure = await Failures.Record(connection, "test", Guid.Empty, false, "again", TimeSpan.FromSeconds(1), default);
        }
        Assert.That(failure!.Attempts, Is.EqualTo(7));
        await Sql.Run(connection, "update work.failures set failed_at = failed_at - interval '60 seconds'", null, default);
        Assert.That(await Failures.MustWait(connection, "test", Guid.Empty, default), Is.True, "64 seconds after seven");
        await Sql.Run(connection, "update work.failures set failed_at = failed_at - interval '5 seconds', waits_until = now()", null, default);
        Assert.That(await Failures.MustWait(connection, "test", Guid.Empty, default), Is.False);
        failure = await Failures.Record(connection, "test", Guid.Empty, false, "a lock", null, default);
        Assert.That((failure.Attempts, failure.Permanent), Is.EqualTo((1, false)));
    }
}
