using System.Text.Json;

namespace Pulse.Language.Prompting;

/// <summary>Reads a reply's text as JSON and as nothing else.</summary>
public static class ReadingReplies
{
    private const string Opening = "```json\n";
    private const string Closing = "\n```";
    private static readonly JsonDocumentOptions _strict = new() { MaxDepth = 12, AllowDuplicateProperties = false };

    /// <summary>The value and no faults, or null and what is wrong.</summary>
    public static (JsonElement? Value, IReadOnlyList<string> Faults) Read(string text, Shape shape)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(shape);
        if (text.StartsWith('\uFEFF'))
        {
            return (null, ["the reply begins with a byte order mark"]);
        }
        JsonElement value;
        try
        {
            using var document = JsonDocument.Parse(Unfenced(text), _strict);
            value = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // The parser's own message can quote the reply
            return (null, ["the reply is not one JSON document without duplicate keys, comments, prose or NaN"]);
        }
        var faults = new List<string>();
        shape.Check(value, "reply", faults);
        return faults.Count == 0 ? (value, faults) : (null, faults);
    }

    /// <summary>Many models fence JSON whatever they are told, so exactly one fence around all of it is let pass.</summary>
    private static string Unfenced(string text)
    {
        var trimmed = text.ReplaceLineEndings("\n").Trim();
        return trimmed.StartsWith(Opening, StringComparison.Ordinal) && trimmed.EndsWith(Closing, StringComparison.Ordinal)
            && trimmed.Length >= Opening.Length + Closing.Length
            ? trimmed[Opening.Length..^Closing.Length]
            : trimmed;
    }
}
