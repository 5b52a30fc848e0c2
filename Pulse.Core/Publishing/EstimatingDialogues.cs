using Npgsql;
using Pulse.Analysing;
using Pulse.Convening;
using Pulse.Drafting;
using Pulse.Language.Calling;
using Pulse.Language.Editing;
using Pulse.Moderating;
using Pulse.People;
using Pulse.Reviewing;

namespace Pulse.Publishing;

/// <summary>
/// What a model would take for all that is there now, before any run and before a model is named: every task is gone
/// through with a client that only counts, the editing on a run that is worked out and then rolled back.
/// </summary>
public static class EstimatingDialogues
{
    public const string Job = "estimate";

    /// <param name="settings">The worker's model; null where it has none.</param>
    public static async Task<IReadOnlyList<TaskEstimate>> Of(
        NpgsqlDataSource database, Dialogue dialogue, DialogueKey key, ModelSettings? settings, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(dialogue);
        var (model, prices) = (settings?.Model ?? "none", settings?.Prices ?? Prices.Unknown);
        await using var connection = await database.OpenConnectionAsync(stop);
        using RehearsingCalls translating = new(), suggesting = new(), narrating = new();
        await TranslatingByModel.Rehearse(connection, translating, model, dialogue, key, stop);
        await SuggestingByModel.Rehearse(connection, suggesting, model, dialogue, key, stop);
        foreach (var group in dialogue.WorkingGroups)
        {
            var texts = await ReviewedTexts.OfGroup(connection, key, group.Slug, stop);
            foreach (var language in dialogue.Languages.Intersect(Wording.Languages))
            {
                var material = NarrativeMaterial.Of(texts, dialogue, BriefWriting.WordingIn(language));
                await NarratingBrief.Narrate(
                    narrating, NarratingBriefs.Context(dialogue, language), material.Texts, material.Figures, stop);
            }
        }
        var reviewed = (await Texts.ReviewedStatements(connection, dialogue.Id, stop)).ToHashSet();
        var edited = await TrialRuns.On(
            connection, dialogue, key, run => EditingMaterials.ReadWithin(connection, dialogue, key, run, reviewed, stop), stop);
        return
        [
            Task(TranslatingByModel.Job, EstimatingCalls.Estimate(translating.Planned, prices)),
            Task(SuggestingByModel.Job, EstimatingCalls.Estimate(suggesting.Planned, prices)),
            .. settings?.EmbeddingModel is null ? Array.Empty<TaskEstimate>()
                : [Task("embed", EstimatingCalls.Estimate(await Vectors(connection, dialogue, key, settings, stop), prices))],
            Task(EditingRuns.Job, await EstimatingEdits.Of(edited, prices, stop)),
            Task(NarratingBriefs.Job, EstimatingCalls.Estimate(narrating.Planned, prices)),
        ];
    }

    /// <summary>Every statement in every language: in those that it has no version in yet, as long as it is.</summary>
    private static async Task<IReadOnlyList<PlannedCall>> Vectors(
        NpgsqlConnection connection, Dialogue dialogue, DialogueKey key, ModelSettings settings, CancellationToken stop) =>
        [
            .. (await Statements.OfDialogue(connection, dialogue.Id, stop))
                .SelectMany(statement => Enumerable.Repeat(EstimatingCalls.Tokens(statement.Text(key)), dialogue.Languages.Count))
                .Chunk(settings.EmbeddingBatch)
                .Select(batch => new PlannedCall(CallKind.Embedding, batch.Sum(), 0)),
        ];

    private static TaskEstimate Task(string task, CallEstimate estimate) =>
        new(task, estimate.Calls, estimate.TokensIn, estimate.TokensOut, estimate.MicroUsd);
}
