using System.Security.Cryptography;
using Microsoft.Extensions.AI;
using Pulse.Analysing;
using Pulse.Convening;
using Pulse.Language.Calling;
using Pulse.Worker.Models;

namespace Pulse.Worker.Jobs;

/// <summary>Asks the configured embedding model for vectors; where it cannot give them the built-in engine's stand, and the run says so.</summary>
public static class EmbeddingByModel
{
    private const string BuiltIn = "built-in";
    private const string Task = "embed";

    // There is no prompt and no schema; the ledger wants to be told that by a hash
    private static readonly string _nothing = Convert.ToHexStringLower(SHA256.HashData([]));

    public static async Task<(IReadOnlyList<AnalysedAnswer> Answers, string Mark)> Embed(
        ConfiguredModels? models, Dialogue dialogue, Guid run, IReadOnlyList<AnalysedAnswer> answers, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(dialogue);
        ArgumentNullException.ThrowIfNull(answers);
        if (models is not { Vectors: { } generator, Settings: { } settings } || dialogue.Provider == ModelProvider.None || answers.Count == 0)
        {
            return (answers, BuiltIn);
        }
        try
        {
            var texts = answers.SelectMany(answer => answer.Versions.Select(version => (answer.Id, version.Text))).ToArray();
            var vectors = await generator.GenerateAsync(
                texts.Select(text => text.Text),
                new EmbeddingGenerationOptions
                {
                    AdditionalProperties = new AdditionalPropertiesDictionary
                    {
                        [CallContext.Key] = new CallContext(
                            dialogue.Id, Task, _nothing, _nothing, _nothing, [.. texts.Select(text => text.Id)], run),
                    },
                },
                stop);
            var byAnswer = texts.Zip(vectors).ToLookup(pair => pair.First.Id, pair => pair.Second.Vector);
            return ([.. answers.Select(answer => answer with { Vector = Mean(byAnswer[answer.Id]) })], $"model {settings.EmbeddingModel}");
        }
        catch (Exception failure) when (failure is ModelUnavailableException or ModelRejectedException or BudgetSpentException or OutsideModelsForbiddenException)
        {
            return (answers, $"{BuiltIn}: {failure.Message}");
        }
    }

    /// <summary>All versions count alike, each at length 1.</summary>
    private static float[] Mean(IEnumerable<ReadOnlyMemory<float>> versions)
    {
        float[]? sum = null;
        foreach (var version in versions)
        {
            var norm = MathF.Sqrt(version.ToArray().Sum(value => value * value));
            sum ??= new float[version.Length];
            for (var i = 0; i < sum.Length && norm > 0; i++)
            {
                sum[i] += version.Span[i] / norm;
            }
        }
        return sum ?? [];
    }
}
