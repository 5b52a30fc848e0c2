using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using OpenAI.Embeddings;
using Pulse.Language.Calling;

namespace Pulse.Worker.Models;

/// <summary>The SDK's embedding client as the interface the door speaks: one request, vectors in the order of the texts.</summary>
public sealed class VectorProvider(EmbeddingClient client, string model, ModelAccess access, TimeProvider clock)
    : IEmbeddingGenerator<string, Embedding<float>>
{
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, Microsoft.Extensions.AI.EmbeddingGenerationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var texts = values.ToList();
        var request = new JsonObject
        {
            ["model"] = model,
            ["input"] = new JsonArray([.. texts.Select(text => JsonValue.Create(text))]),
            ["encoding_format"] = "float",
        };
        return Asking.For(request, client.GenerateEmbeddingsAsync, answer => Read(answer, texts.Count), access, clock, cancellationToken);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType?.IsInstanceOfType(this) == true ? this : null;

    public void Dispose()
    {
        // The HTTP client is the opening's
    }

    private static GeneratedEmbeddings<Embedding<float>> Read(JsonElement answer, int texts)
    {
        var vectors = new float[texts][];
        foreach (var (item, place) in answer.GetProperty("data").EnumerateArray().Select((item, place) => (item, place)))
        {
            // By index, since no server promises an order; by place where it has none
            var at = item.TryGetProperty("index", out var index) ? index.GetInt32() : place;
            if (at < 0 || at >= texts)
            {
                throw new ServerFailureException(FailureKind.Vectors);
            }

            vectors[at] = Vector(item.GetProperty("embedding"));
        }

        if (vectors.Any(vector => vector is null || vector.Length == 0 || vector.Length != vectors[0].Length || !vector.All(float.IsFinite)))
        {
            throw new ServerFailureException(FailureKind.Vectors);
        }

        return new(vectors.Select(vector => new Embedding<float>(vector)))
        {
            Usage = Asking.Tokens(answer, "prompt_tokens") is { } tokens ? new UsageDetails { InputTokenCount = tokens } : null,
        };
    }

    // Numbers, or little-endian floats in base64 from servers that know no other form
    private static float[] Vector(JsonElement embedding) => embedding.ValueKind == JsonValueKind.String
        ? MemoryMarshal.Cast<byte, float>(embedding.GetBytesFromBase64()).ToArray()
        : [.. embedding.EnumerateArray().Select(
            number => number.ValueKind == JsonValueKind.Number ? number.GetSingle() : throw new ServerFailureException(FailureKind.Vectors))];
}
