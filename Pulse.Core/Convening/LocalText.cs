using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulse.Convening;

/// <summary>A text in each of the dialogue's languages ("he", "ar", "en"), complete by validation.</summary>
[JsonConverter(typeof(Converter))]
public sealed record LocalText(IReadOnlyDictionary<string, string> Versions)
{
    public string In(string language) => Versions[language];

    /// <summary>Writes <c>{"ar": …, "en": …, "he": …}</c>, always in this order, so that equal texts have equal hashes.</summary>
    private sealed class Converter : JsonConverter<LocalText>
    {
        public override LocalText Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            new(JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, options)!);

        public override void Write(Utf8JsonWriter writer, LocalText value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var (language, text) in value.Versions.OrderBy(version => version.Key, StringComparer.Ordinal))
            {
                writer.WriteString(language, text);
            }

            writer.WriteEndObject();
        }
    }
}
