using Npgsql;

namespace Pulse.Migrating;

/// <summary>
/// Brings a database to the schema this program knows: one starter at a time (advisory lock), one transaction per
/// migration, and a refusal where an applied file was edited or the database is newer.
/// </summary>
public static class Applying
{
    // "puls" in ASCII; any other program's lock of the same number would have to be chosen on purpose
    private const long Lock = 0x70756c73;

    private const string CreateLedger = """
        create schema if not exists migrating authorization pulse_owner;
        set role pulse_owner;
        grant usage on schema migrating to pulse_api, pulse_web, pulse_worker;
        create table if not exists migrating.applied (
          number int primary key,
          name text not null,
          hash bytea not null,
          applied_at timestamptz not null default now()
        );
        grant select on migrating.applied to pulse_api, pulse_web, pulse_worker;
        reset role
        """;

    private const string ReadLedger = "select number, name, hash from migrating.applied order by number";

    private const string Record = """
        insert into migrating.applied (number, name, hash) values (@Number, @Name, @Hash)
        """;

    public sealed record Applied(int Number, string Name, byte[] Hash);

    /// <param name="connection">An open connection as a superuser or as the creator of the four roles.</param>
    /// <returns>The migrations applied now; empty when the schema was current.</returns>
    /// <exception cref="SchemaException">An applied migration was edited, or the database is newer than this program.</exception>
    public static async Task<IReadOnlyList<Migration>> Run(NpgsqlConnection connection, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(connection);
        await Sql.Run(connection, "select pg_advisory_lock(@Lock)", new { Lock }, stop);
        try
        {
            await Roles.Create(connection, stop);
            await Sql.Run(connection, CreateLedger, null, stop);
            var due = Due(await Sql.Rows<Applied>(connection, ReadLedger, null, stop), Migration.All);
            foreach (var migration in due)
            {
                await using var transaction = await connection.BeginTransactionAsync(stop);
                await Sql.Run(connection, "set local role pulse_owner", null, stop);
                await Apply(connection, migration, stop);
                await Sql.Run(connection, Record, new { migration.Number, migration.Name, migration.Hash }, stop);
                await transaction.CommitAsync(stop);
            }

            return due;
        }
        finally
        {
            await Sql.Run(connection, "select pg_advisory_unlock(@Lock)", new { Lock }, CancellationToken.None);
        }
    }

    /// <summary>What a host does at its start: the schema must be exactly the one it was built with.</summary>
    /// <exception cref="SchemaException">It is not; the message names the first difference and the cure.</exception>
    public static async Task Check(NpgsqlConnection connection, CancellationToken stop)
    {
        IReadOnlyList<Applied> applied;
        try
        {
            applied = await Sql.Rows<Applied>(connection, ReadLedger, null, stop);
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.UndefinedTable
            or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new SchemaException("This database has no Pulse schema yet: run the worker's command 'migrate' on it.");
        }

        var due = Due(applied, Migration.All);
        if (due.Count > 0)
        {
            throw new SchemaException(
                $"The database lacks migration {due[0].Name}: run the worker's command 'migrate' before starting.");
        }
    }

    /// <summary>The migrations that are not applied yet, after holding the applied ones against ours.</summary>
    public static IReadOnlyList<Migration> Due(IReadOnlyList<Applied> applied, IReadOnlyList<Migration> ours)
    {
        ArgumentNullException.ThrowIfNull(applied);
        ArgumentNullException.ThrowIfNull(ours);
        foreach (var done in applied)
        {
            var own = ours.FirstOrDefault(migration => migration.Number == done.Number)
                ?? throw new SchemaException(
                    $"The database has migration {done.Name}, which this program does not know: start a newer version.");
            if (!own.Hash.AsSpan().SequenceEqual(done.Hash))
            {
                throw new SchemaException(
                    $"Migration {own.Name} was edited after it was applied: restore it and add a new one instead.");
            }
        }

        return [.. ours.Where(migration => applied.All(done => done.Number != migration.Number))];
    }

#pragma warning disable CA2100 // the text of a migration is a file of ours, embedded when this assembly was built
    private static async Task Apply(NpgsqlConnection connection, Migration migration, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(migration.Text, connection);
        try
        {
            await command.ExecuteNonQueryAsync(stop);
        }
        catch (PostgresException error)
        {
            throw new SchemaException($"Migration {migration.Name} failed: {error.MessageText}");
        }
    }
#pragma warning restore CA2100
}
