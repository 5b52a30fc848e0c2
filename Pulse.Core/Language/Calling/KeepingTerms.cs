using Microsoft.Extensions.AI;

namespace Pulse.Language.Calling;

/// <summary>
/// The first link: what a dialogue forbids does not even reach the cache. The terms are read here, once per call, and
/// travel with it to the budget.
/// </summary>
public sealed class KeepingTerms(IChatClient inner, ModelSettings settings, FindingTerms terms) : WholeReplies(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var kept = await Kept(ContextOf(options?.AdditionalProperties), settings, terms, cancellationToken);
        var told = options!.Clone();
        told.AdditionalProperties![DialogueTerms.Key] = kept;
        return await base.GetResponseAsync(messages, told, cancellationToken);
    }

    /// <exception cref="OutsideModelsForbiddenException">They forbid the configured model.</exception>
    internal static async Task<DialogueTerms> Kept(
        CallContext context, ModelSettings settings, FindingTerms terms, CancellationToken stop)
    {
        var kept = await terms(context.Dialogue, stop);
        if (kept.Provider != settings.Provider)
        {
            throw new OutsideModelsForbiddenException(
                $"This dialogue's definition says 'provider: {kept.Provider}', but '{settings.Provider}' is configured; nothing was sent.");
        }

        return settings.Inside || kept.OutsideModels
            ? kept
            : throw new OutsideModelsForbiddenException(
                "This dialogue forbids models outside the house ('outside-models: false'); nothing was sent.");
    }
}

/// <summary>The same for vectors.</summary>
public sealed class KeepingTermsOfTexts(
    IEmbeddingGenerator<string, Embedding<float>> inner, ModelSettings settings, FindingTerms terms)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var kept = await KeepingTerms.Kept(WholeReplies.ContextOf(options?.AdditionalProperties), settings, terms, cancellationToken);
        var told = options!.Clone();
        told.AdditionalProperties![DialogueTerms.Key] = kept;
        return await base.GenerateAsync(values, told, cancellationToken);
    }
}
