using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Pulse.Api;

/// <summary>JSON as this host reads and writes it: strict in, plain Hebrew and Arabic out.</summary>
public static class Json
{
    public const int MaxDepth = 8;

    public static JsonSerializerOptions Options { get; } = Strict(new JsonSerializerOptions { MaxDepth = MaxDepth });

    /// <summary>The same rules for the OpenAPI document, whose schemas lie deeper than any request may.</summary>
    public static JsonSerializerOptions Strict(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.AllowTrailingCommas = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        if (options.Converters.Count == 0)
        {
            options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        }

        return options;
    }

    /// <summary>
    /// True if some string holds NUL, which PostgreSQL cannot store, or half a surrogate pair, which is no text.
    /// </summary>
    /// <exception cref="JsonException">This is not JSON, or nested deeper than <see cref="MaxDepth"/>.</exception>
    public static bool HoldsBrokenText(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && IsBroken(ref reader))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBroken(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!.Contains('\0', StringComparison.Ordinal);
        }
        catch (InvalidOperationException)
        {
            // an escape such as \ud800 without its other half, or bytes that are not UTF-8
            return true;
        }
    }
}
