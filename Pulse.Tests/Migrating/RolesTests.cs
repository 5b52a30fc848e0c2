using Npgsql;
using NUnit.Framework;
using Pulse.Migrating;

namespace Pulse.Tests.Migrating;

public sealed class RolesTests
{
    [Test]
    public async Task Two_databases_of_one_server_may_be_set_up_at_the_same_moment()
    {
        await using var one = await Postgres.Database();
        await using var other = await Postgres.Database();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(at => Task.Run(() => SetUp(at % 2 == 0 ? one : other))));
        await using var connection = new NpgsqlConnection(one.Api);
        await connection.OpenAsync();
    }

    private static async Task SetUp(TestDatabase database)
    {
        await using var connection = new NpgsqlConnection(database.Admin);
        await connection.OpenAsync();
        for (var turn = 0; turn < 10; turn++)
        {
            await Roles.SetPassword(connection, Roles.Api, Postgres.PasswordOf(Roles.Api), default);
        }
    }
}
