using System.Runtime.InteropServices;
using Microsoft.Extensions.AI;
using Npgsql;
using Pulse.People;

namespace Pulse.Language.Calling;

/// <summary>
/// Asks only for vectors that were not made before. A vector tells much of its text, so it is sealed and forgotten like
/// one. Sources belong to the texts one by one where there are as many, and otherwise all to each.
/// </summary>
public sealed class CachingVectors(
    IEmbeddingGenerator<string, Embedding<float>> inner, ModelSettings settings, NpgsqlDataSource database, Keyring keyring,
    ForgettingReplies forget, TimeProvider clock) : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    public const string VectorColumn = "language.replies.vector";

    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values as IReadOnlyList<string> ?? [.. values];
        var context = WholeReplies.ContextOf(options?.AdditionalProperties);
        var key = await Key(context.Dialogue, cancellationToken);
        var ids = texts.Select(text => key.IdOf(
            string.Join('|', "vector", settings.Provider, settings.Endpoint, settings.EmbeddingModel, text))).ToList();
        var vectors = await Known(context.Dialogue, key, ids, cancellationToken);
        var missing = Enumerable.Range(0, texts.Count).Where(at => !vectors.ContainsKey(ids[at])).DistinctBy(at => ids[at]).ToList();
        if (missing.Count > 0)
        {
            var made = await InnerGenerator.GenerateAsync(missing.Select(at => texts[at]), options, cancellationToken);
            for (var i = 0; i < missing.Count; i++)
            {
                vectors[ids[missing[i]]] = made[i].Vector.ToArray();
            }

            await Keep(context, key, texts.Count, missing.ToDictionary(at => at, at => ids[at]), vectors, ids, cancellationToken);
        }

        return [.. ids.Select(id => new Embedding<float>(vectors[id]))];
    }

    private async Task<DialogueKey> Key(Guid dialogue, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await keyring.Of(connection, dialogue, stop);
    }

    private async Task<Dictionary<Guid, float[]>> Known(
        Guid dialogue, DialogueKey key, IReadOnlyCollection<Guid> ids, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return (await Replies.Find(connection, dialogue, ids, stop)).ToDictionary(
            reply => reply.Key,
            reply => MemoryMarshal.Cast<byte, float>(key.OpenBytes(reply.Value, VectorColumn, reply.Key)).ToArray());
    }

    private async Task Keep(
        CallContext context, DialogueKey key, int texts, Dictionary<int, Guid> made, Dictionary<Guid, float[]> vectors,
        List<Guid> ids, CancellationToken stop)
    {
        var oneByOne = context.Sources.Count == texts;
        await using var connection = await database.OpenConnectionAsync(stop);
        await Replies.Keep(
            connection, context.Dialogue,
            made.Values.Select(id => (
                id, key.SealBytes(MemoryMarshal.AsBytes(vectors[id].AsSpan()), VectorColumn, id),
                // two people can have written the same text: it goes with the first of them who withdraws
                oneByOne ? [.. Enumerable.Range(0, texts).Where(at => ids[at] == id).Select(at => context.Sources[at])] : context.Sources)),
            DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), forget, stop);
    }
}
