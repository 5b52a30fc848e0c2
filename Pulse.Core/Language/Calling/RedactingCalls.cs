using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Pulse.Language.Calling;

/// <summary>
/// Takes personal details out of what a user message carries, by a rule that the host brings. JSON is opened first, so
/// that an escaped letter hides nothing and a replacement cannot break the document; prompts and ids stay as they are.
/// </summary>
public sealed class RedactingMessages(IChatClient inner, Func<string, string> redact) : WholeReplies(inner)
{
    private static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        base.GetResponseAsync([.. messages.Select(Redacted)], options, cancellationToken);

    private ChatMessage Redacted(ChatMessage message) =>
        message.Role == ChatRole.System ? message : new ChatMessage(message.Role, Text(message.Text));

    // One JSON document per line or across lines: between two lines that carry the delimiter, or standing by itself
    private string Text(string text)
    {
        var lines = text.Split('\n');
        var start = Array.FindIndex(lines, line => line.StartsWith("<<data-", StringComparison.Ordinal));
        var end = start < 0 ? -1 : Array.FindIndex(lines, start, line => line.TrimEnd() == lines[start].Trim()[2..] + ">>");
        return end < 0
            ? string.Join('\n', lines.Select(Part))
            : string.Join('\n', [
                .. lines[..start].Select(Part), lines[start], Part(string.Join('\n', lines[(start + 1)..end])), lines[end],
                .. lines[(end + 1)..].Select(Part)]);
    }

    private string Part(string text)
    {
        if (text.AsSpan().TrimStart() is not ['{' or '[', ..])
        {
            return redact(text);
        }

        try
        {
            return Value(JsonNode.Parse(text), null)!.ToJsonString(_plain);
        }
        catch (JsonException)
        {
            return redact(text);
        }
    }

    private JsonNode? Value(JsonNode? node, string? name) => node switch
    {
        JsonObject members => new JsonObject(members.Select(
            member => KeyValuePair.Create(member.Key, Value(member.Value, member.Key)))),
        JsonArray items => new JsonArray([.. items.Select(item => Value(item, name))]),
        JsonValue value when name != "id" && value.TryGetValue<string>(out var text) => JsonValue.Create(redact(text)),
        _ => node?.DeepClone(),
    };
}

/// <summary>The same for texts that become vectors.</summary>
public sealed class RedactingTexts(IEmbeddingGenerator<string, Embedding<float>> inner, Func<string, string> redact)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    public override Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
        base.GenerateAsync([.. values.Select(redact)], options, cancellationToken);
}
