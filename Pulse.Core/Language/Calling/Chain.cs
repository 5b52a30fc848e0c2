using Microsoft.Extensions.AI;
using Npgsql;
using Pulse.People;

namespace Pulse.Language.Calling;

/// <summary>What the host brings to the chain.</summary>
/// <param name="Redact">Takes personal details out of one text.</param>
/// <param name="Chance">Uniform in [0, 1).</param>
public sealed record ChainParts(
    ModelSettings Settings, NpgsqlDataSource Database, Keyring Keyring, FindingTerms Terms, ForgettingReplies Forget,
    Func<string, string> Redact, EndpointPauses Pauses, TimeProvider Clock, Func<double> Chance);

/// <summary>
/// The order in which a call passes its links, outermost first: terms, cache, redaction, retries, shape (chat) or batches
/// (vectors), context, budget and ledger, deadline, provider. The size of a body is the provider's to bound.
/// </summary>
public static class Chain
{
    public static IChatClient Chat(IChatClient provider, ChainParts parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var settings = parts.Settings;
        IChatClient chain = new LinkedChat(provider, settings, Innermost(parts));
        chain = new ShapingOutput(chain, settings);
        chain = new LinkedChat(chain, settings, Retrying(parts));
        chain = new RedactingMessages(chain, parts.Redact);
        chain = new CachingReplies(chain, settings, parts.Database, parts.Keyring, parts.Forget, parts.Clock);
        return new KeepingTerms(chain, settings, parts.Terms);
    }

    /// <summary>
    /// For words that nobody gave us, such as the evaluation set: retries, shape, context and deadline. No dialogue's
    /// terms hold, nobody pays, nothing is kept.
    /// </summary>
    public static IChatClient OfOurOwnWords(
        IChatClient provider, ModelSettings settings, TimeProvider clock, Func<double> chance)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var chain = new ShapingOutput(
            new LinkedChat(provider, settings, new FittingContext(settings), new LimitingTime(settings, clock)), settings);
        return new LinkedChat(chain, settings, new RetryingCalls(settings, new EndpointPauses(clock), clock, chance));
    }

    public static IEmbeddingGenerator<string, Embedding<float>> Vectors(
        IEmbeddingGenerator<string, Embedding<float>> provider, ChainParts parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var settings = parts.Settings;
        IEmbeddingGenerator<string, Embedding<float>> chain = new LinkedVectors(provider, [Retrying(parts), .. Innermost(parts)]);
        chain = new RedactingTexts(new BatchingVectors(chain, settings), parts.Redact);
        chain = new CachingVectors(chain, settings, parts.Database, parts.Keyring, parts.Forget, parts.Clock);
        return new KeepingTermsOfTexts(chain, settings, parts.Terms);
    }

    private static RetryingCalls Retrying(ChainParts parts) => new(parts.Settings, parts.Pauses, parts.Clock, parts.Chance);

    private static IReadOnlyList<ICallLink> Innermost(ChainParts parts) =>
    [
        new FittingContext(parts.Settings),
        new PayingCalls(parts.Settings, parts.Database, parts.Keyring, parts.Clock),
        new LimitingTime(parts.Settings, parts.Clock),
    ];
}
