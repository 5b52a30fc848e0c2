using System.Security.Cryptography;
using System.Text;

namespace Pulse.People;

/// <summary>
/// A random 256-bit secret that staff hold (a one-time link, a session). The database knows only its SHA-256:
/// a leaked table signs nobody in.
/// </summary>
public static class StaffToken
{
    public static string New() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))
        .TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>
    /// What a form must send back to be believed. It follows from the session, which no other site can read, and the
    /// session does not follow from it.
    /// </summary>
    public static string ForForms(string session) =>
        Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(session), "pulse desk forms"u8));

    public static bool Same(string expected, string? given) => given is not null &&
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));
}
