using System.Text.Json;
using Microsoft.Extensions.AI;
using Pulse.Language.Calling;
using Pulse.Language.Prompting;

namespace Pulse.Drafting;

/// <summary>
/// Stands in the model's place and only counts: what would be sent, and what would come back if every text that is asked
/// about got a sentence of its own. Nothing leaves.
/// </summary>
public sealed class RehearsingCalls : IChatClient
{
    // A sentence of fourteen words; Hebrew and Arabic have more tokens per word
    private const int EnglishSentence = 18;
    private const int OtherSentence = 26;

    // {"text":"…","cites":["S1"]}
    private const int AroundSentence = 10;

    // {"id":"S1","flags":[],"why":""}, {"id":"S1","groups":["G1"]}
    private const int Judged = 12;

    // {"id":"S1","part":"T1"}
    private const int Placement = 9;
    private const int AroundReply = 30;

    private readonly List<PlannedCall> _planned = [];

    public IReadOnlyList<PlannedCall> Planned => _planned;

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var said = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        // An empty reply is asked about again; that is this client's doing and no call of the plan
        if (options?.AdditionalProperties?.GetValueOrDefault(CallContext.AttemptKey) is null or 0)
        {
            var task = (options?.AdditionalProperties?.GetValueOrDefault(CallContext.Key) as CallContext)?.Task ?? "";
            _planned.Add(new PlannedCall(
                CallKind.Chat, EstimatingCalls.Tokens(said, options),
                Math.Min(Coming(task, said[1].Text), options?.MaxOutputTokens ?? int.MaxValue)));
        }
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "{}")) { FinishReason = ChatFinishReason.Stop });
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("A model's reply is taken whole.");

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private static long Coming(string task, string user)
    {
        var lines = user.Split('\n');
        using var parameters = JsonDocument.Parse(lines[0]);
        using var data = JsonDocument.Parse(lines[2]);
        var given = parameters.RootElement.GetProperty("parameters");
        var sentence = given.GetProperty("language").GetString() == "en" ? EnglishSentence : OtherSentence;
        var items = data.RootElement.GetProperty("items").EnumerateArray()
            .Select(item => (Tokens: EstimatingCalls.Tokens(item.GetProperty("text").GetString()!), HasPart: item.TryGetProperty("part", out _))).ToArray();
        var sentences = items.Sum(item => Math.Min(item.Tokens, sentence) + AroundSentence);
        var figures = given.TryGetProperty("figures", out var list) ? list.GetArrayLength() : 0;
        return AroundReply + task switch
        {
            PromptTasks.Translate or PromptTasks.BackTranslate => items.Sum(item => item.Tokens + AroundSentence),
            PromptTasks.LabelThemes => sentences + items.Where(item => item.HasPart).Sum(item => Math.Min(item.Tokens, sentence) + AroundSentence)
                + (items.Length * Placement),
            PromptTasks.Flag or PromptTasks.SuggestWorkingGroup => items.Length * Judged,
            _ => sentences + (figures * AroundSentence * 2),
        };
    }
}
