using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Pulse.Analysing;

/// <summary>One sequence of bytes per analysis: UTF-8 JSON, members in declared order, doubles in their shortest exact form.</summary>
public static class Canonical
{
    private static readonly JsonSerializerOptions _form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        RespectRequiredConstructorParameters = true,
    };

    public static byte[] Bytes(Analysis analysis) => JsonSerializer.SerializeToUtf8Bytes(analysis, _form);

    /// <summary>Reads back what <see cref="Bytes"/> wrote.</summary>
    public static Analysis Read(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize<Analysis>(bytes, _form) ?? throw new JsonException("An analysis was expected, not null.");

    /// <summary>SHA-256 of <see cref="Bytes"/>, lower-case hexadecimal.</summary>
    public static string Fingerprint(Analysis analysis) => Convert.ToHexStringLower(SHA256.HashData(Bytes(analysis)));
}
