namespace Pulse.Language.Calling;

/// <summary>What a provider asks, in US dollars per million tokens, and the day somebody looked it up.</summary>
/// <param name="Input">USD per million tokens of a message.</param>
/// <param name="Output">USD per million tokens of a reply.</param>
/// <param name="Embedding">USD per million tokens of a text that becomes a vector.</param>
/// <param name="On">The day of the price table; null where none was given.</param>
public sealed record Prices(decimal Input, decimal Output, decimal Embedding, DateOnly? On)
{
    public static readonly Prices Unknown = new(0, 0, 0, null);

    /// <summary>Millionths of a US dollar, rounded up: dollars per million tokens times tokens.</summary>
    public long MicroUsd(CallKind kind, long tokensIn, long tokensOut) => (long)decimal.Ceiling(kind switch
    {
        CallKind.Chat => tokensIn * Input + tokensOut * Output,
        CallKind.Embedding => tokensIn * Embedding,
    });
}
