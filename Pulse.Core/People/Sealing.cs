using System.Security.Cryptography;
using System.Text;

namespace Pulse.People;

/// <summary>AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce and a context that is authenticated, not stored.</summary>
public static class Sealing
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <returns>nonce (12) | ciphertext | tag (16)</returns>
    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, string context)
    {
        var output = new byte[NonceLength + plain.Length + TagLength];
        var nonce = output.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(
            nonce, plain, output.AsSpan(NonceLength, plain.Length), output.AsSpan(NonceLength + plain.Length),
            Encoding.UTF8.GetBytes(context));
        return output;
    }

    /// <exception cref="SealBrokenException">A bit was changed, or the text stands in another row or column than it was sealed for.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> sealedText, string context)
    {
        if (sealedText.Length < NonceLength + TagLength)
        {
            throw new SealBrokenException(context);
        }

        var plain = new byte[sealedText.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(key, TagLength);
        try
        {
            cipher.Decrypt(
                sealedText[..NonceLength], sealedText[NonceLength..^TagLength], sealedText[^TagLength..], plain,
                Encoding.UTF8.GetBytes(context));
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new SealBrokenException(context);
        }

        return plain;
    }
}

/// <summary>A sealed text does not open: it was altered, moved, or sealed with another key. Names the place, never the text.</summary>
public sealed class SealBrokenException(string context) : Exception($"The seal of {context} does not open.");
