using System.Security.Cryptography;
using System.Text;

namespace Pulse.People;

/// <summary>
/// One dialogue's key. Text, pseudonyms and admissions use keys derived from it by HKDF-SHA-256 (RFC 5869), so that
/// none can stand in for another, and destroying this one erases the dialogue's text from backups too.
/// </summary>
public sealed class DialogueKey : IDisposable
{
    private readonly int _version;
    private readonly byte[] _text;
    private readonly byte[] _pseudonym;
    private readonly byte[] _admission;

    public DialogueKey(Guid dialogueId, int version, byte[] key)
    {
        DialogueId = dialogueId;
        _version = version;
        _text = Derive(key, "pulse text");
        _pseudonym = Derive(key, "pulse pseudonym");
        _admission = Derive(key, "pulse admission");
    }

    public Guid DialogueId { get; }

    /// <param name="column">schema.table.column, with ":language" where a row has one text per language.</param>
    /// <param name="row">The id of the row: a text moved to another row or column no longer opens.</param>
    public byte[] Seal(string text, string column, Guid row) =>
        SealBytes(Encoding.UTF8.GetBytes(text), column, row);

    /// <exception cref="SealBrokenException">Altered, moved, or sealed with another key.</exception>
    public string Open(byte[] sealedText, string column, Guid row) =>
        Encoding.UTF8.GetString(OpenBytes(sealedText, column, row));

    public byte[] SealBytes(ReadOnlySpan<byte> bytes, string column, Guid row) =>
        Sealing.Seal(_text, bytes, Context(column, row));

    /// <exception cref="SealBrokenException">Altered, moved, or sealed with another key.</exception>
    public byte[] OpenBytes(ReadOnlySpan<byte> sealedBytes, string column, Guid row) =>
        Sealing.Open(_text, sealedBytes, Context(column, row));

    /// <summary>The participant's id in this dialogue: the same secret gives unrelated ids in two dialogues.</summary>
    public Guid Pseudonym(byte[] secret) => RandomLooking(HMACSHA256.HashData(_pseudonym, secret));

    /// <summary>An id that is the same whenever the same source row is imported again, and tells nothing about it.</summary>
    public Guid IdOf(string source) =>
        RandomLooking(HMACSHA256.HashData(_pseudonym, Encoding.UTF8.GetBytes("source|" + source)));

    /// <summary>32 bytes that prove that an invitation was spent for this secret.</summary>
    public byte[] Admission(byte[] secret) => HMACSHA256.HashData(_admission, secret);

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_text);
        CryptographicOperations.ZeroMemory(_pseudonym);
        CryptographicOperations.ZeroMemory(_admission);
    }

    private string Context(string column, Guid row) => $"{DialogueId:N}|{column}|{row:N}|{_version}";

    private static byte[] Derive(byte[] key, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, salt: null, Encoding.UTF8.GetBytes(purpose));

    // shaped as a version-4 UUID, so that no id stands out as derived
    private static Guid RandomLooking(byte[] hash)
    {
        var bytes = hash.AsSpan(0, 16).ToArray();
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
