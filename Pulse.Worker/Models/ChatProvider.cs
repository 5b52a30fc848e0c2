using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using Pulse.Language.Calling;
using ChatFinishReason = Microsoft.Extensions.AI.ChatFinishReason;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using ChatResponseFormat = Microsoft.Extensions.AI.ChatResponseFormat;

namespace Pulse.Worker.Models;

/// <summary>
/// The SDK's chat client as the interface the door speaks. The wire form is written and read here, since compatible
/// servers leave out what the SDK's own types insist on.
/// </summary>
public sealed class ChatProvider(ChatClient client, ModelAccess access, TimeProvider clock) : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        Asking.For(Request(messages, options), client.CompleteChatAsync, Read, access, clock, cancellationToken);

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("A model's reply is taken whole.");

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType?.IsInstanceOfType(this) == true ? this : null;

    public void Dispose()
    {
        // The HTTP client is the opening's
    }

    private JsonObject Request(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var request = new JsonObject
        {
            ["model"] = access.Settings.Model,
            ["messages"] = new JsonArray([.. messages.Select(message => new JsonObject
            {
                ["role"] = message.Role.Value,
                ["content"] = message.Text,
            })]),
        };
        if (options?.Temperature is { } temperature)
        {
            request["temperature"] = temperature;
        }

        if (options?.MaxOutputTokens is { } most)
        {
            // The older name is the only one that every compatible server knows; the newer ones' makers refuse it
            request[access.Settings.Provider == "compatible" ? "max_tokens" : "max_completion_tokens"] = most;
        }

        if (Format(options?.ResponseFormat) is { } format)
        {
            request["response_format"] = format;
        }

        return request;
    }

    private static JsonObject? Format(ChatResponseFormat? format) => format switch
    {
        ChatResponseFormatJson { Schema: { } schema } json => new JsonObject
        {
            ["type"] = "json_schema",
            ["json_schema"] = new JsonObject
            {
                ["name"] = json.SchemaName ?? "reply",
                ["description"] = json.SchemaDescription,
                ["strict"] = true,
                ["schema"] = JsonNode.Parse(schema.GetRawText()),
            },
        },
        ChatResponseFormatJson => new JsonObject { ["type"] = "json_object" },
        _ => null,
    };

    private static ChatResponse Read(JsonElement answer)
    {
        var choice = answer.GetProperty("choices")[0];
        var message = choice.GetProperty("message");
        var response = new ChatResponse(new ChatMessage(ChatRole.Assistant, Text(message, "content") ?? ""))
        {
            FinishReason = Text(choice, "finish_reason") is { Length: > 0 } reason ? new ChatFinishReason(reason) : null,
            ModelId = Text(answer, "model"),
            Usage = Usage(answer),
        };
        if (Text(message, "refusal") is { Length: > 0 } refusal)
        {
            response.AdditionalProperties = new() { [LinkedChat.Refusal] = refusal };
        }

        return response;
    }

    private static UsageDetails? Usage(JsonElement answer)
    {
        var (input, output) = (Asking.Tokens(answer, "prompt_tokens"), Asking.Tokens(answer, "completion_tokens"));
        return input is null && output is null ? null : new UsageDetails { InputTokenCount = input, OutputTokenCount = output };
    }

    // A string, null, or a list of parts with texts
    private static string? Text(JsonElement owner, string name) => !owner.TryGetProperty(name, out var value)
        ? null
        : value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Array => string.Concat(value.EnumerateArray().Select(part => Text(part, "text"))),
            _ => value.GetString(),
        };
}
