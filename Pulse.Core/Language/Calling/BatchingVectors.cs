using Microsoft.Extensions.AI;

namespace Pulse.Language.Calling;

/// <summary>Asks for many vectors in requests of a size that servers take; a context's sources stay with their texts.</summary>
public sealed class BatchingVectors(IEmbeddingGenerator<string, Embedding<float>> inner, ModelSettings settings)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var all = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var batch in values.Chunk(settings.EmbeddingBatch))
        {
            all.AddRange(await InnerGenerator.GenerateAsync(batch, options, cancellationToken));
        }

        return all;
    }
}
