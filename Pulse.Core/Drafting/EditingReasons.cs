using Pulse.Language.Editing;
using Pulse.Language.Prompting;

namespace Pulse.Drafting;

/// <summary>Gathers reasons for and against a statement out of others that the run's votes set on either side.</summary>
public static class EditingReasons
{
    public static IEnumerable<EditingStep> Steps(EditingMaterial material, MaterialGroup group)
    {
        ArgumentNullException.ThrowIfNull(material);
        ArgumentNullException.ThrowIfNull(group);
        return group.Contested.SelectMany(contested => material.Languages.Select(language => new EditingStep(
            PromptTasks.Reasons, contested.Statement.Id.ToString(), language,
            (tools, stop) => Give(material.In(language), group.Slug, contested, tools, stop))));
    }

    private static async Task<EditedStep> Give(
        EditingContext context, string group, ContestedStatement contested, EditingTools tools, CancellationToken stop)
    {
        var (reasons, counts) = await GivingReasons.Give(tools.Client, context, contested.Statement, contested.Reasons, stop);
        Guid[] shown =
        [
            contested.Statement.Id,
            .. contested.Reasons.Select(reason => reason.Id).Except(reasons.Origin.By == MadeBy.Model ? reasons.Unaccounted : []),
        ];
        return new EditedStep(
            [
                new Edit
                {
                    Task = PromptTasks.Reasons, Subject = contested.Statement.Id.ToString(), Language = context.Language, Counts = counts,
                    Reason = reasons.Origin.Reason, PromptHash = context.Prompt(PromptTasks.Reasons).Hash,
                },
            ])
        {
            Summaries =
            [
                One(SummaryKind.ReasonsFor, reasons.For),
                One(SummaryKind.ReasonsAgainst, reasons.Against),
            ],
        };

        Summary One(SummaryKind kind, IReadOnlyList<Language.Verifying.CheckedSentence> sentences) => new(
            group, kind, contested.Statement.Id, context.Language, [.. sentences.Select(EditedSentence.Of)], reasons.Origin, shown);
    }
}
