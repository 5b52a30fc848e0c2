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
        var known = await Known(context.Dialogue, key, ids, cancellationToken);
        while (true)
        {
            var missing = Enumerable.Range(0, texts.Count).Where(at => !known.ContainsKey(ids[at])).DistinctBy(at => ids[at]).ToList();
            var made = missing.Count == 0 ? [] : await InnerGenerator.GenerateAsync(missing.Select(at => texts[at]), options, cancellationToken);
            var fresh = missing.Zip(made).ToDictionary(pair => ids[pair.First], pair => pair.Second.Vector.ToArray());
            if (known.Values.Concat(fresh.Values).Select(vector => vector.Length).Distinct().Count() <= 1)
            {
                if (fresh.Count > 0)
                {
                    await Keep(context, key, ids, fresh, cancellationToken);
                }

                return [.. ids.Select(id => new Embedding<float>(known.TryGetValue(id, out var vector) ? vector : fresh[id]))];
            }

            if (known.Count == 0)
            {
                throw new ModelUnavailableException(
                    $"'{settings.EmbeddingModel}' gives vectors of different lengths from one request to the next.", null, null);
            }

            // The same name and another model behind it: what was kept cannot stand beside what it gives now
            await Forget(context.Dialogue, known.Keys, cancellationToken);
            known.Clear();
        }
    }

    private async Task<DialogueKey> Key(Guid dialogue, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await keyring.Of(connection, dialogue, stop);
    }

    private async Task Forget(Guid dialogue, IReadOnlyCollection<Guid> ids, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await Replies.Forget(connection, dialogue, ids, stop);
    }

    private async Task<Dictionary<Guid, float[]>> Known(
        Guid dialogue, DialogueKey key, IReadOnlyCollection<Guid> ids, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return (await Replies.Find(connection, dialogue, ids, DateOnly.MinValue, stop)).ToDictionary(
            reply => reply.Key,
            reply => MemoryMarshal.Cast<byte, float>(key.OpenBytes(reply.Value.Sealed, VectorColumn, reply.Key)).ToArray());
    }

    private async Task Keep(
        CallContext context, DialogueKey key, List<Guid> ids, Dictionary<Guid, float[]> made, CancellationToken stop)
    {
        var oneByOne = context.Sources.Count == ids.Count;
        await using var connection = await database.OpenConnectionAsync(stop);
        await Replies.Keep(
            connection, context.Dialogue,
            made.Select(one => new KeptReply(
                one.Key, key.SealBytes(MemoryMarshal.AsBytes(one.Value.AsSpan()), VectorColumn, one.Key), ReplyVerdict.Passed,
                // two people can have written the same text: it goes with the first of them who withdraws
                oneByOne ? [.. Enumerable.Range(0, ids.Count).Where(at => ids[at] == one.Key).Select(at => context.Sources[at])] : context.Sources)),
            DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), DateOnly.MinValue, forget, stop);
    }
}
