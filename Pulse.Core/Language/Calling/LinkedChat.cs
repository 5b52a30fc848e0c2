using Microsoft.Extensions.AI;

namespace Pulse.Language.Calling;

/// <summary>A link around chat. A reply is checked as a whole before anybody sees it, so nothing here streams.</summary>
public abstract class WholeReplies(IChatClient inner) : DelegatingChatClient(inner)
{
    public sealed override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("A model's reply is taken whole; streaming would pass the checks by.");

    /// <exception cref="InvalidOperationException">A call without its context: nobody would pay for it.</exception>
    internal static CallContext ContextOf(AdditionalPropertiesDictionary? properties) =>
        properties?.GetValueOrDefault(CallContext.Key) as CallContext
        ?? throw new InvalidOperationException($"A call to a model carries a CallContext under '{CallContext.Key}'.");

    internal static DialogueTerms? TermsOf(AdditionalPropertiesDictionary? properties) =>
        properties?.GetValueOrDefault(DialogueTerms.Key) as DialogueTerms;
}

/// <summary>Puts links that know nothing of messages around a chat client, the first outermost.</summary>
public sealed class LinkedChat(IChatClient inner, ModelSettings settings, params IReadOnlyList<ICallLink> links) : WholeReplies(inner)
{
    /// <summary>Marks a response whose text is the model's refusal.</summary>
    public const string Refusal = "refusal";

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var said = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var call = new ModelCall(
            ContextOf(options?.AdditionalProperties), CallKind.Chat, EstimatingCalls.Tokens(said, options),
            EstimatingCalls.MostTokens(said, options), options?.MaxOutputTokens ?? settings.MostOutputTokens,
            TermsOf(options?.AdditionalProperties));
        var last = (CancellationToken stop) => Last(said, options, stop);
        return (await links.Reverse().Aggregate(last, (next, link) => stop => link.Around(call, next, stop))(cancellationToken)).Value;
    }

    private async Task<Answered<ChatResponse>> Last(
        IReadOnlyList<ChatMessage> messages, ChatOptions? options, CancellationToken stop)
    {
        var response = await InnerClient.GetResponseAsync(messages, options, stop);
        return new Answered<ChatResponse>(
            response, response.Usage?.InputTokenCount, response.Usage?.OutputTokenCount,
            EstimatingCalls.Tokens(response.Text), OutcomeOf(response));
    }

    private static CallOutcome OutcomeOf(ChatResponse response) =>
        response.FinishReason == ChatFinishReason.Length ? CallOutcome.CutShort
        : response.FinishReason == ChatFinishReason.ContentFilter
            || response.AdditionalProperties?.ContainsKey(Refusal) == true ? CallOutcome.Refused
        : CallOutcome.Answered;
}
