using System.Security.Cryptography;
using System.Text;

namespace Pulse.Language.Prompting;

/// <summary>The one kind of hash by which prompts, schemas and inputs are known.</summary>
public static class Hashing
{
    /// <summary>SHA-256 of the text in UTF-8, 64 lower-case hex digits.</summary>
    public static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
