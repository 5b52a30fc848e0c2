using Microsoft.Extensions.AI;
using Pulse.Language.Calling;

namespace Pulse.Drafting;

/// <summary>
/// Where a call is about texts that were made of statements (a summary, a clause), says which statements those were, so
/// that the reply is forgotten with any of them.
/// </summary>
/// <param name="inner">The model.</param>
/// <param name="statements">Statements by the id of the text that was made of them.</param>
public sealed class TracingSources(IChatClient inner, IReadOnlyDictionary<Guid, IReadOnlyList<Guid>> statements)
    : DelegatingChatClient(inner)
{
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (options?.AdditionalProperties?.GetValueOrDefault(CallContext.Key) is CallContext context)
        {
            options = options.Clone();
            options.AdditionalProperties![CallContext.Key] = context with
            {
                Sources = [.. context.Sources.SelectMany(id => statements.TryGetValue(id, out var of) ? of : [id]).Distinct()],
            };
        }
        return base.GetResponseAsync(messages, options, cancellationToken);
    }
}
