using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace Pulse.Api;

/// <summary>Reads a request's body whole, within the limit, before anything is done with it.</summary>
public static class Body
{
    /// <summary>Bytes; the longest answer (2,000 code points, all escaped) fits twice.</summary>
    public const int Limit = 64 * 1024;

    public sealed record Received<T>(T Value, byte[] Bytes);

    public static async Task<Reply<Received<T>>> Read<T>(HttpContext http)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(http);
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            || !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            return Refusal.UnsupportedMediaType;
        }

        if (http.Request.ContentLength > Limit || await ReadAll(http) is not { } bytes)
        {
            return Refusal.TooLarge;
        }

        try
        {
            return !Json.HoldsBrokenText(bytes) && JsonSerializer.Deserialize<T>(bytes, Json.Options) is { } value
                ? new Received<T>(value, bytes)
                : Refusal.Malformed;
        }
        catch (JsonException)
        {
            return Refusal.Malformed;
        }
    }

    private static async Task<byte[]?> ReadAll(HttpContext http)
    {
        if (http.Request.ContentLength is { } length)
        {
            // the server has checked that just so much follows
            var whole = new byte[length];
            await http.Request.Body.ReadExactlyAsync(whole, http.RequestAborted);
            return whole;
        }

        using var all = new MemoryStream();
        var piece = new byte[8192];
        int read;
        while ((read = await http.Request.Body.ReadAsync(piece, http.RequestAborted)) > 0)
        {
            if (all.Length + read > Limit)
            {
                return null;
            }

            all.Write(piece, 0, read);
        }

        return all.ToArray();
    }
}
