using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NUnit.Framework;
using Pulse.Migrating;
using Pulse.People;

namespace Pulse.Tests;

/// <summary>
/// A real PostgreSQL for tests: one migrated template per run, one copy of it per fixture. <c>./pulse test</c> starts
/// the server and names it in PULSE_TEST_DATABASE (an administrator's connection string).
/// </summary>
public static class Postgres
{
    private static readonly SemaphoreSlim _gate = new(1);
    private static readonly Lock _leaving = new();
    private static string? _template;
    private static string _strategy = "wal_log";
    private static Task _dropped = Task.CompletedTask;

    private static string Admin => Environment.GetEnvironmentVariable("PULSE_TEST_DATABASE")
        ?? throw new InvalidOperationException(
            "These tests need PostgreSQL: run './pulse test', which starts one, or name an administrator's connection "
            + "string in PULSE_TEST_DATABASE.");

    /// <summary>A fresh, migrated database that nobody else has.</summary>
    public static async Task<TestDatabase> Database()
    {
        var template = await Template();
        var name = $"pulse_{Guid.NewGuid():N}";
        await Administer($"create database {name} template {template} strategy {_strategy}");
        await using var connection = await Open(name);
        // grants on a database are not copied from its template
        await Roles.Create(connection, CancellationToken.None);
        return new TestDatabase(name);
    }

    internal static string AdminOf(string database) =>
        new NpgsqlConnectionStringBuilder(Admin) { Database = database, Pooling = false }.ConnectionString;

    /// <summary>The same password for a role in every run on one server, so that runs side by side do not lock each other out.</summary>
    internal static string PasswordOf(string role) => Convert.ToHexString(HMACSHA256.HashData(
        Encoding.UTF8.GetBytes(new NpgsqlConnectionStringBuilder(Admin).Password ?? ""), Encoding.UTF8.GetBytes(role)));

    /// <summary>Drops it behind the tests' back, one after another: a test need not wait for PostgreSQL to tidy up after it.</summary>
    internal static void Drop(string database)
    {
        lock (_leaving)
        {
            _dropped = After(_dropped, database);
        }
    }

    internal static async Task DropTemplate()
    {
        if (_template is { } name)
        {
            Drop(name);
        }

        await _dropped;
    }

    private static async Task After(Task earlier, string database)
    {
        await earlier;
        await Administer($"drop database if exists {database} with (force)");
    }

    private static async Task<string> Template()
    {
        await _gate.WaitAsync();
        try
        {
            if (_template is null)
            {
                var name = $"pulse_template_{Guid.NewGuid():N}";
                await Administer($"create database {name}");
                await using var connection = await Open(name);
                await Applying.Run(connection, CancellationToken.None);
                foreach (var role in Roles.Hosts)
                {
                    await Roles.SetPassword(connection, role, PasswordOf(role), CancellationToken.None);
                }

                // Copying files ends in a checkpoint, which only a server that lies in memory makes at once
                var folder = await Sql.One<string>(connection, "select current_setting('data_directory')", null, CancellationToken.None);
                _strategy = folder.StartsWith("/dev/shm/", StringComparison.Ordinal) ? "file_copy" : "wal_log";
                _template = name;
            }

            return _template;
        }
        finally
        {
            _gate.Release();
        }
    }

    private static async Task<NpgsqlConnection> Open(string database)
    {
        var connection = new NpgsqlConnection(AdminOf(database));
        await connection.OpenAsync();
        return connection;
    }

#pragma warning disable CA2100 // names made above, from hexadecimal digits only
    private static async Task Administer(string statement)
    {
        await using var connection = await Open("postgres");
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
#pragma warning restore CA2100
}

/// <summary>One test's database with a connection string per role, a key file, and nobody else in it.</summary>
public sealed class TestDatabase(string name) : IAsyncDisposable
{
    private readonly List<NpgsqlDataSource> _sources = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("pulse-test-").FullName;

    public string Name => name;
    public string Admin { get; } = new NpgsqlConnectionStringBuilder(Postgres.AdminOf(name)) { Pooling = true, MaxPoolSize = 50 }.ConnectionString;
    public string Api => As(Roles.Api);
    public string Web => As(Roles.Web);
    public string Worker => As(Roles.Worker);

    /// <summary>The path of this database's key file, made when first asked for.</summary>
    public string KeyFilePath
    {
        get
        {
            var path = Path.Combine(_folder, "key");
            if (!File.Exists(path))
            {
                KeyFile.Create(path);
            }

            return path;
        }
    }

    public Keyring Keyring() => new(KeyFile.Read(KeyFilePath));

    /// <summary>An open connection as one of <see cref="Roles.Hosts"/>, or as the administrator for null.</summary>
    public async Task<NpgsqlConnection> Connect(string? role = null)
    {
        var connection = new NpgsqlConnection(role is null ? Admin : As(role));
        await connection.OpenAsync();
        return connection;
    }

    public NpgsqlDataSource Source(string? role = null)
    {
        var source = NpgsqlDataSource.Create(role is null ? Admin : As(role));
        _sources.Add(source);
        return source;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in _sources)
        {
            await source.DisposeAsync();
        }

        foreach (var connectionString in Roles.Hosts.Select(As).Append(Admin))
        {
            await using var connection = new NpgsqlConnection(connectionString);
            NpgsqlConnection.ClearPool(connection);
        }

        Postgres.Drop(name);
        Directory.Delete(_folder, recursive: true);
    }

    private string As(string role) => new NpgsqlConnectionStringBuilder(Admin)
    {
        Username = role,
        Password = Postgres.PasswordOf(role),
        Pooling = true,
        MaxPoolSize = 20,
    }.ConnectionString;
}

[SetUpFixture]
public sealed class PostgresTemplate
{
    [OneTimeTearDown]
    public Task Drop_the_template() => Postgres.DropTemplate();
}
