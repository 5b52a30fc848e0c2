using System.Security.Cryptography;

namespace Pulse.People;

/// <summary>The key outside the database that wraps every dialogue's key: 32 bytes in a file only its owner can read.</summary>
public sealed class KeyFile
{
    public const int Length = 32;

    private readonly byte[] _key;

    private KeyFile(byte[] key) => _key = key;

    /// <exception cref="KeyFileException">Missing, short, or readable by others; there is no plaintext fallback.</exception>
    public static KeyFile Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new KeyFileException($"The key file {path} is missing: restore it, or let 'migrate' create one for a new database.");
        }

        if (!OperatingSystem.IsWindows()
            && (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0)
        {
            throw new KeyFileException($"The key file {path} can be read by others: run 'chmod 600 {path}'.");
        }

        var key = File.ReadAllBytes(path);
        return key.Length == Length
            ? new KeyFile(key)
            : throw new KeyFileException($"The key file {path} has {key.Length} bytes and must have {Length}: restore it from its safe copy.");
    }

    /// <summary>Makes a new key; an existing file is never overwritten, since that would erase every dialogue's text.</summary>
    public static KeyFile Create(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var key = RandomNumberGenerator.GetBytes(Length);
        using var file = OwnerOnlyFile.Open(path, FileMode.CreateNew);
        file.Write(key);
        return new KeyFile(key);
    }

    /// <summary>Wraps a dialogue's key: nonce (12) | ciphertext | tag (16), bound to the dialogue and the version.</summary>
    public byte[] Wrap(byte[] dialogueKey, Guid dialogueId, int version) =>
        Sealing.Seal(_key, dialogueKey, Context(dialogueId, version));

    /// <exception cref="SealBrokenException">Another key file wrapped it, or it was altered.</exception>
    public byte[] Unwrap(byte[] wrapped, Guid dialogueId, int version) =>
        Sealing.Open(_key, wrapped, Context(dialogueId, version));

    private static string Context(Guid dialogueId, int version) => $"dialogue-key|{dialogueId:N}|{version}";
}

/// <summary>The key file cannot be used; the message says why and what to do.</summary>
public sealed class KeyFileException(string message) : Exception(message);
