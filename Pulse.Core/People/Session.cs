using System.Buffers.Text;
using System.Security.Cryptography;

namespace Pulse.People;

/// <summary>
/// What a phone shows to be let in: the dialogue (16 bytes), the phone's own secret (32) and the proof that an
/// invitation was spent for it (32). The server keeps no session, so there is no list of who is here.
/// </summary>
public sealed class Session
{
    public const int SecretLength = 32;

    private const int TokenLength = 16 + SecretLength + 32;

    private readonly byte[] _admission;

    private Session(Guid dialogueId, byte[] secret, byte[] admission)
    {
        DialogueId = dialogueId;
        Secret = secret;
        _admission = admission;
    }

    public Guid DialogueId { get; }

    /// <summary>Made by the phone; the server holds it only while it answers a request.</summary>
    public byte[] Secret { get; }

    /// <summary>base64url, 107 characters.</summary>
    public string Token =>
        Base64Url.EncodeToString([.. DialogueId.ToByteArray(bigEndian: true), .. Secret, .. _admission]);

    public static Session For(DialogueKey key, byte[] secret)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new Session(key.DialogueId, secret, key.Admission(secret));
    }

    /// <returns>Null if the token is not of this shape; a session is believed only after <see cref="IsGenuine"/>.</returns>
    public static Session? Parse(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return Decode(token, TokenLength) is { } bytes
            ? new Session(new Guid(bytes.AsSpan(0, 16), bigEndian: true), bytes[16..48], bytes[48..])
            : null;
    }

    /// <returns>The phone's secret, or null if this is not base64url of 32 bytes.</returns>
    public static byte[]? ParseSecret(string text) => Decode(text, SecretLength);

    public bool IsGenuine(DialogueKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.DialogueId == DialogueId && CryptographicOperations.FixedTimeEquals(_admission, key.Admission(Secret));
    }

    private static byte[]? Decode(string text, int length)
    {
        var bytes = new byte[length];
        return text.Length == Base64Url.GetEncodedLength(length)
            && Base64Url.IsValid(text, out var decoded) && decoded == length
            && Base64Url.TryDecodeFromChars(text, bytes, out var written) && written == length
                ? bytes : null;
    }
}
