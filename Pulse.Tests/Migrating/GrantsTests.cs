using System.Diagnostics.CodeAnalysis;
using Npgsql;
using NUnit.Framework;
using Pulse.Migrating;

namespace Pulse.Tests.Migrating;

/// <summary>The walls of the house stand in the database: a host's role is refused what its users may not do.</summary>
[TestFixture]
public sealed class GrantsTests
{
    private TestDatabase _database = null!;

    [OneTimeSetUp]
    public async Task Open() => _database = await Postgres.Database();

    [OneTimeTearDown]
    public async Task Close() => await _database.DisposeAsync();

    [Test]
    public Task The_desk_cannot_read_an_invitation() =>
        Refused(Roles.Web, "select code_hash from people.invitations");

    [Test]
    public Task The_phone_host_cannot_read_an_unreviewed_draft() =>
        Refused(Roles.Api, "select draft_id from drafting.drafts");

    [Test]
    public Task The_worker_cannot_cast_a_vote() => Refused(
        Roles.Worker,
        "insert into voting.votes values (gen_random_uuid(), gen_random_uuid(), 1, false, 'he', current_date)");

    [Test]
    public Task The_worker_cannot_cast_a_ratifying_ballot() => Refused(
        Roles.Worker,
        "insert into ratifying.ballots values (gen_random_uuid(), gen_random_uuid(), 1, null, 'he', current_date)");

    [Test]
    public Task The_desk_cannot_change_an_answer() =>
        Refused(Roles.Web, "update collecting.answers set language = 'he'");

    [Test]
    public Task The_desk_cannot_touch_a_vote() => Refused(Roles.Web, "delete from voting.votes");

    [Test]
    public Task The_desk_cannot_read_what_somebody_was_offered() =>
        Refused(Roles.Web, "select participant_id from voting.offered");

    [Test]
    public Task The_phone_host_cannot_change_the_offers() => Refused(Roles.Api, "update voting.offers set weight = 1");

    [Test]
    public Task The_phone_host_cannot_rewrite_a_probability() =>
        Refused(Roles.Api, "update voting.offered set probability = 1");

    [Test]
    public Task The_worker_cannot_invent_what_somebody_was_offered() => Refused(
        Roles.Worker, "insert into voting.offered values (gen_random_uuid(), gen_random_uuid(), 1, 1)");

    [Test]
    public Task The_phone_host_cannot_read_a_run() => Refused(Roles.Api, "select run_id from analysing.runs");

    [Test]
    public Task The_phone_host_cannot_read_staff() => Refused(Roles.Api, "select name from people.staff");

    [Test]
    public Task Nobody_rewrites_what_staff_did() =>
        Refused(Roles.Web, "update people.staff_acts set act = 'nothing'");

    [Test]
    public async Task A_host_reads_what_its_users_need()
    {
        await using var connection = await _database.Connect(Roles.Api);
        Assert.That(await Sql.Rows<Guid>(connection, "select statement_id from moderating.statements", null, default), Is.Empty);
    }

    [Test]
    public async Task No_role_of_a_host_is_more_than_a_guest()
    {
        const string Powers = """
            select rolname from pg_roles
            where rolname like 'pulse\_%' and rolname <> 'pulse_admin'
              and (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or (rolname = 'pulse_owner' and rolcanlogin))
            """;
        await using var connection = await _database.Connect();
        Assert.That(await Sql.Rows<string>(connection, Powers, null, default), Is.Empty);
    }

    private async Task Refused(string role, [ConstantExpected] string sql)
    {
        await using var connection = await _database.Connect(role);
        var error = await Assert.ThrowsAsync<PostgresException>(() => Sql.Run(connection, sql, null, default));
        Assert.That(error!.SqlState, Is.EqualTo(PostgresErrorCodes.InsufficientPrivilege));
    }
}
