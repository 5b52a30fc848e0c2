using System.Security.Cryptography;
using Npgsql;
using Pulse.Convening;
using Pulse.Migrating;
using Pulse.People;

namespace Pulse.Bench.Loading;

/// <summary>
/// A migrated database of its own on the private server, with one open dialogue of about a thousand statements in three
/// languages; the connection and key files of the participants' host lie in a folder that goes with it.
/// </summary>
internal sealed class Venue : IAsyncDisposable
{
    private const int Statements = 1000;

    private readonly string _server;
    private readonly string _name = $"pulse_load_{Guid.NewGuid():N}";
    private readonly string _folder = Directory.CreateTempSubdirectory("pulse-load-").FullName;
    private Keyring? _keyring;
    private DialogueKey? _key;

    private Venue(string server) => _server = server;

    /// <summary>An administrator's connection string.</summary>
    public string Admin => new NpgsqlConnectionStringBuilder(_server) { Database = _name, Pooling = false }.ConnectionString;

    public string ConnectionFile => Path.Combine(_folder, "api.connection");

    public string KeyFilePath => Path.Combine(_folder, "key");

    public Guid[] StatementIds { get; } = [.. Enumerable.Range(0, Statements).Select(_ => Guid.NewGuid())];

    public DialogueKey Key => _key!;

    /// <param name="server">An administrator's connection to a server that nobody else uses: a role gets a new password.</param>
    public static async Task<Venue> Make(string server)
    {
        var venue = new Venue(server);
        await Filling.Execute(server, $"create database {venue._name}");
        await using var connection = new NpgsqlConnection(venue.Admin);
        await connection.OpenAsync();
        await Applying.Run(connection, CancellationToken.None);
        var password = Convert.ToHexString(RandomNumberGenerator.GetBytes(24));
        await Roles.SetPassword(connection, Roles.Api, password, CancellationToken.None);
        await File.WriteAllTextAsync(venue.ConnectionFile, new NpgsqlConnectionStringBuilder(venue.Admin)
        {
            Username = Roles.Api,
            Password = password,
            Pooling = true,
        }.ConnectionString);
        venue._keyring = new Keyring(KeyFile.Create(venue.KeyFilePath));
        var definition = ReadingDefinition.Read("load.yaml", Definition.Yaml);
        var dialogue = (await ConveningDialogue.Convene(
            connection, venue._keyring, definition, "load.yaml", CancellationToken.None)).Dialogue;
        await Phases.OpenFrom(
            connection, dialogue.Id, "talking", TimeProvider.System.GetUtcNow().AddMinutes(-1), CancellationToken.None);
        venue._key = await venue._keyring.Of(connection, dialogue.Id, CancellationToken.None);
        await Filling.Statements(connection, venue.Key, venue.StatementIds);
        return venue;
    }

    /// <summary>Somebody with a session, as if an invitation had been spent; no row knows of them yet.</summary>
    public Person Invite(ulong number)
    {
        var secret = RandomNumberGenerator.GetBytes(Session.SecretLength);
        return new Person(Key.Pseudonym(secret), Session.For(Key, secret).Token, new Chance(Chance.Mix(number + 1)));
    }

    /// <summary>People who have consented and chosen a segment.</summary>
    public async Task<IReadOnlyList<Person>> People(int count)
    {
        var people = Enumerable.Range(0, count).Select(at => Invite((ulong)at)).ToList();
        await using var connection = new NpgsqlConnection(Admin);
        await connection.OpenAsync();
        await Filling.People(connection, Key.DialogueId, people);
        return people;
    }

    public async ValueTask DisposeAsync()
    {
        _keyring?.Dispose();
        await Filling.Execute(_server, $"drop database if exists {_name} with (force)");
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>What is known of somebody who votes: their session, what is before them, and what was acknowledged.</summary>
internal sealed class Person(Guid id, string token, Chance chance)
{
    private Chance _chance = chance;

    public Guid Id { get; } = id;

    public string Token { get; } = token;

    /// <summary>The statement before them; null until the first, and <see cref="IsDone"/> after the last.</summary>
    public Guid? Statement { get; set; }

    public bool IsDone { get; set; }

    /// <summary>Acknowledged votes, in their order.</summary>
    public List<(Guid Statement, sbyte Vote)> Acknowledged { get; } = [];

    public int Below(int bound) => _chance.Below(bound);
}
