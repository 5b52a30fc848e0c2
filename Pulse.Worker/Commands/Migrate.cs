using System.Security.Cryptography;
using Npgsql;
using Pulse.Migrating;
using Pulse.People;

namespace Pulse.Worker.Commands;

/// <summary>migrate: database, roles, schema, the hosts' connection files and the key file, each only where missing.</summary>
public static class Migrate
{
    public const string Help = """
        migrate --admin FILE --state FOLDER
                                     bring the database to this program's schema; FOLDER receives the hosts' connection
                                     files and the key file of a new installation
        """;

    /// <param name="admin">An administrator's connection string; its database is created where it is missing.</param>
    /// <param name="state">The folder of the connection files and the key file.</param>
    public static async Task<int> Run(string admin, string state, TextWriter say, CancellationToken stop)
    {
        await CreateDatabase(admin, say, stop);
        await using var connection = new NpgsqlConnection(admin);
        await connection.OpenAsync(stop);
        await ServerSettings.Check(connection, stop);
        foreach (var migration in await Applying.Run(connection, stop))
        {
            await say.WriteLineAsync($"applied {migration.Name}");
        }

        foreach (var role in Roles.Hosts)
        {
            await LetIn(connection, admin, role, Path.Combine(state, $"{role["pulse_".Length..]}.connection"), stop);
        }

        await KeepKey(connection, Path.Combine(state, "key"), say, stop);
        return 0;
    }

    // A host's password is made once; a lost or foreign file is replaced, and the role's password with it
    private static async Task LetIn(NpgsqlConnection connection, string admin, string role, string file, CancellationToken stop)
    {
        if (File.Exists(file) && await Connects(await File.ReadAllTextAsync(file, stop), stop))
        {
            return;
        }

        var password = Convert.ToHexString(RandomNumberGenerator.GetBytes(24));
        await Roles.SetPassword(connection, role, password, stop);
        var text = new NpgsqlConnectionStringBuilder(admin)
        {
            Username = role,
            Password = password,
            ApplicationName = role,
        }.ConnectionString;
        await using var writer = new StreamWriter(OwnerOnlyFile.Open(file, FileMode.Create));
        await writer.WriteAsync(text);
    }

    private static async Task<bool> Connects(string host, CancellationToken stop)
    {
        try
        {
            await using var connection = new NpgsqlConnection(host);
            await connection.OpenAsync(stop);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    // A missing key beside existing dialogues means lost text: a new one would hide that until somebody reads
    private static async Task KeepKey(NpgsqlConnection connection, string file, TextWriter say, CancellationToken stop)
    {
        if (File.Exists(file))
        {
            KeyFile.Read(file);
            return;
        }

        if (await Sql.One<long>(connection, "select count(*) from people.dialogue_keys", null, stop) > 0)
        {
            throw new KeyFileException(
                $"The key file {file} is missing, and dialogues were sealed with it: restore it from its safe copy.");
        }

        KeyFile.Create(file);
        await say.WriteLineAsync($"made the key file {file}: keep a safe copy of it elsewhere");
    }

#pragma warning disable CA2100 // the name is quoted as an identifier; create database takes no parameters
    private static async Task CreateDatabase(string admin, TextWriter say, CancellationToken stop)
    {
        var wanted = new NpgsqlConnectionStringBuilder(admin);
        var name = wanted.Database ?? wanted.Username ?? "postgres";
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(admin) { Database = "postgres", Pooling = false }.ConnectionString);
        await connection.OpenAsync(stop);
        if (await Sql.One<bool>(
            connection, "select exists (select from pg_database where datname = @Name)", new { Name = name }, stop))
        {
            return;
        }

        var quoted = new NpgsqlCommandBuilder().QuoteIdentifier(name);
        await using var create = new NpgsqlCommand($"create database {quoted}", connection);
        await create.ExecuteNonQueryAsync(stop);
        await say.WriteLineAsync($"created the database {name}");
    }
#pragma warning restore CA2100
}
