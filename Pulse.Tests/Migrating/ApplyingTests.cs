using Npgsql;
using NUnit.Framework;
using Pulse.Migrating;

namespace Pulse.Tests.Migrating;

[TestFixture]
public sealed class ApplyingTests
{
    [Test]
    public async Task A_second_start_applies_nothing_and_parallel_starts_apply_once()
    {
        await using var database = await Postgres.Database();
        var starts = Enumerable.Range(0, 4).Select(async _ =>
        {
            await using var connection = await database.Connect();
            return await Applying.Run(connection, CancellationToken.None);
        });
        Assert.That((await Task.WhenAll(starts)).Sum(applied => applied.Count), Is.Zero);
    }

    [Test]
    public async Task An_edited_migration_is_refused_by_name()
    {
        await using var database = await Postgres.Database();
        await using var connection = await database.Connect();
        await Sql.Run(connection, "update migrating.applied set hash = '\\x00' where number = 3", null, default);
        var error = await Assert.ThrowsAsync<SchemaException>(() => Applying.Run(connection, CancellationToken.None));
        Assert.That(error!.Message, Does.Contain("0003_people_are_invited.sql"));
    }

    [Test]
    public async Task A_newer_schema_is_refused()
    {
        await using var database = await Postgres.Database();
        await using var connection = await database.Connect();
        await Sql.Run(
            connection, "insert into migrating.applied values (9999, '9999_from_the_future.sql', '\\x00')", null, default);
        var error = await Assert.ThrowsAsync<SchemaException>(() => Applying.Check(connection, CancellationToken.None));
        Assert.That(error!.Message, Does.Contain("newer version"));
    }

    [Test]
    public async Task Every_host_may_check_the_schema_and_none_may_change_it()
    {
        await using var database = await Postgres.Database();
        foreach (var role in Roles.Hosts)
        {
            await using var connection = await database.Connect(role);
            await Applying.Check(connection, CancellationToken.None);
            await ServerSettings.Check(connection, CancellationToken.None);
            var error = await Assert.ThrowsAsync<PostgresException>(
                () => Sql.Run(connection, "create table people.mine (a int)", null, default));
            Assert.That(error!.SqlState, Is.EqualTo(PostgresErrorCodes.InsufficientPrivilege), role);
        }
    }
}
