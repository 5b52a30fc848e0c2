using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Pulse.Language.Calling;
using Pulse.Tests.Language.Scripted;

namespace Pulse.Tests.Language.Prompting;

/// <summary>A model without a network: plays one reply after another, the last one for ever, and keeps what it was asked.</summary>
public sealed class PlayedModel(params IReadOnlyList<Func<JsonNode, ChatResponse>> replies) : IChatClient
{
    public List<JsonNode> Bodies { get; } = [];

    public List<ChatOptions> Options { get; } = [];

    /// <summary>What the checks said of each reply, in turn.</summary>
    public List<ReplyVerdict> Verdicts { get; } = [];

    /// <summary>How often a reply was accepted.</summary>
    public int Accepted => Verdicts.Count(verdict => verdict == ReplyVerdict.Passed);

    public IEnumerable<ScriptedRequest> Requests => Bodies.Select(ScriptedRequest.Read);

    /// <summary>Answers every call with the good reply of its task.</summary>
    public static PlayedModel Good() => new(body => Say(ScriptedReplies.All[body["task"]!.GetValue<string>()](body)));

    /// <summary>Says these texts, whatever is asked.</summary>
    public static PlayedModel Saying(params string[] texts) => new([.. texts.Select(text => (Func<JsonNode, ChatResponse>)(_ => Say(text)))]);

    /// <summary>Changes the good reply before it says it.</summary>
    public static PlayedModel Changing(Func<JsonObject, ScriptedRequest, JsonNode> change) => new(body => Say(
        change((JsonObject)JsonNode.Parse(ScriptedReplies.All[body["task"]!.GetValue<string>()](body))!, ScriptedRequest.Read(body)).ToJsonString()));

    public static ChatResponse Say(string text, ChatFinishReason? reason = null) =>
        new(new ChatMessage(ChatRole.Assistant, text)) { FinishReason = reason ?? ChatFinishReason.Stop };

    public static ChatResponse CutOff(string text) => Say(text, ChatFinishReason.Length);

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = new JsonObject
        {
            ["task"] = ((CallContext)options!.AdditionalProperties![CallContext.Key]!).Task,
            ["messages"] = new JsonArray([.. messages.Select(message => (JsonNode)new JsonObject
            {
                ["role"] = message.Role.Value, ["content"] = message.Text,
            })]),
        };
        var response = replies[Math.Min(Bodies.Count, replies.Count - 1)](body);
        Bodies.Add(body);
        Options.Add(options);
        response.AdditionalProperties = new AdditionalPropertiesDictionary(response.AdditionalProperties ?? [])
        {
            [CachingReplies.Keep] = (KeepingReply)((verdict, _) =>
            {
                Verdicts.Add(verdict);
                return Task.CompletedTask;
            }),
        };
        return Task.FromResult(response);
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Nothing streams.");

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
