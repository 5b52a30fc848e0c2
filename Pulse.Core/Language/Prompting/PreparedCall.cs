using Microsoft.Extensions.AI;
using Pulse.Language.Calling;

namespace Pulse.Language.Prompting;

/// <summary>A request as it is sent, and what is needed to read the reply.</summary>
/// <param name="Messages">System, then user.</param>
/// <param name="Options">Schema, temperature, length, and the call's context.</param>
/// <param name="Context">For whom and about what.</param>
/// <param name="Items">Item by its per-call id, in the order in which they were sent: S1, S2, ….</param>
public sealed record PreparedCall(
    IReadOnlyList<ChatMessage> Messages, ChatOptions Options, CallContext Context, IReadOnlyDictionary<string, RequestItem> Items)
{
    public Guid SourceOf(string id) => Items[id].Id;
}
