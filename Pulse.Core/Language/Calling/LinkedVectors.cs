using System.Text;
using Microsoft.Extensions.AI;

namespace Pulse.Language.Calling;

/// <summary>Puts links that know nothing of texts around a generator of vectors, the first outermost.</summary>
public sealed class LinkedVectors(
    IEmbeddingGenerator<string, Embedding<float>> inner, params IReadOnlyList<ICallLink> links)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values as IReadOnlyList<string> ?? [.. values];
        var call = new ModelCall(
            WholeReplies.ContextOf(options?.AdditionalProperties), CallKind.Embedding,
            texts.Sum(EstimatingCalls.Tokens), texts.Sum(text => Encoding.UTF8.GetByteCount(text) + 2), 0,
            WholeReplies.TermsOf(options?.AdditionalProperties));
        var last = (CancellationToken stop) => Last(texts, options, stop);
        return (await links.Reverse().Aggregate(last, (next, link) => stop => link.Around(call, next, stop))(cancellationToken)).Value;
    }

    private async Task<Answered<GeneratedEmbeddings<Embedding<float>>>> Last(
        IReadOnlyList<string> texts, EmbeddingGenerationOptions? options, CancellationToken stop)
    {
        var vectors = await InnerGenerator.GenerateAsync(texts, options, stop);
        return new(vectors, vectors.Usage?.InputTokenCount, 0, 0, CallOutcome.Answered);
    }
}
