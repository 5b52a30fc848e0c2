using System.Collections.Concurrent;
using System.Security.Cryptography;
using Npgsql;

namespace Pulse.People;

/// <summary>Opens dialogues' keys with the key file and keeps the opened ones in memory.</summary>
public sealed class Keyring(KeyFile keyFile) : IDisposable
{
    private const string Newest = """
        select key_version as version, wrapped_key as wrapped
        from people.dialogue_keys
        where dialogue_id = @DialogueId
        order by key_version desc
        limit 1
        """;

    private const string Add = """
        insert into people.dialogue_keys (dialogue_id, key_version, wrapped_key)
        values (@DialogueId, @Version, @Wrapped)
        """;

    private readonly ConcurrentDictionary<Guid, DialogueKey> _open = new();

    /// <summary>A key that was opened before; null where it must be read first.</summary>
    public DialogueKey? Opened(Guid dialogueId) => _open.GetValueOrDefault(dialogueId);

    /// <exception cref="KeyFileException">The dialogue has no key any more: its text has been erased.</exception>
    public async Task<DialogueKey> Of(NpgsqlConnection connection, Guid dialogueId, CancellationToken stop)
    {
        if (_open.TryGetValue(dialogueId, out var known))
        {
            return known;
        }

        var row = await Sql.OneOrNone<WrappedKey>(connection, Newest, new { DialogueId = dialogueId }, stop)
            ?? throw new KeyFileException("This dialogue's key was destroyed, and its text with it.");
        var key = keyFile.Unwrap(row.Wrapped, dialogueId, row.Version);
        return _open.GetOrAdd(dialogueId, new DialogueKey(dialogueId, row.Version, key));
    }

    /// <summary>Makes the key of a new dialogue, in the transaction that creates it.</summary>
    public async Task<DialogueKey> Create(NpgsqlConnection connection, Guid dialogueId, CancellationToken stop)
    {
        var key = RandomNumberGenerator.GetBytes(KeyFile.Length);
        var wrapped = keyFile.Wrap(key, dialogueId, 1);
        await Sql.Run(connection, Add, new { DialogueId = dialogueId, Version = 1, Wrapped = wrapped }, stop);
        return new DialogueKey(dialogueId, 1, key);
    }

    public void Dispose()
    {
        foreach (var key in _open.Values)
        {
            key.Dispose();
        }
    }

    private sealed record WrappedKey(int Version, byte[] Wrapped);
}
