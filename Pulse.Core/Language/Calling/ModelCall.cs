namespace Pulse.Language.Calling;

public enum CallKind { Chat, Embedding }

/// <summary>One call as the links see it: what it is for and how large it can become, never its words.</summary>
/// <param name="InputTokens">Estimated from the characters.</param>
/// <param name="MostInputTokens">A bound: one token per byte, which no byte-level tokeniser exceeds.</param>
/// <param name="MostOutputTokens">The bound that the server is given; 0 for vectors.</param>
/// <param name="Terms">The dialogue's; null where nobody pays.</param>
public sealed record ModelCall(
    CallContext Context, CallKind Kind, long InputTokens, long MostInputTokens, long MostOutputTokens, DialogueTerms? Terms);

/// <summary>What came back, and what the server says it cost.</summary>
/// <param name="TokensIn">Null where the server does not tell.</param>
/// <param name="OutputTokens">Estimated from the characters of the reply; 0 for vectors.</param>
public sealed record Answered<T>(T Value, long? TokensIn, long? TokensOut, long OutputTokens, CallOutcome Outcome);

/// <summary>How a call ended; stored in kebab-case.</summary>
public enum CallOutcome
{
    UnderWay, Answered, CutShort, Refused, Rejected, TooMany, Failed, Unreachable, Unreadable, TooLate, TooLarge, Cancelled, Abandoned,
}

/// <summary>One link of the chain that needs to know nothing of messages or vectors.</summary>
public interface ICallLink
{
    Task<Answered<T>> Around<T>(ModelCall call, Func<CancellationToken, Task<Answered<T>>> next, CancellationToken stop);
}
