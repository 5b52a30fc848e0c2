using Microsoft.Extensions.AI;
using Pulse.Language.Prompting;
using Pulse.Language.Verifying;

namespace Pulse.Language.Editing;

/// <summary>Sums up what was said and found in one working group, for its facilitators.</summary>
public static class SummarisingWorkingGroup
{
    private const int OwnWords = 5;

    /// <param name="client">Null where there is no model: the first statements then speak in their own words.</param>
    /// <param name="context">Language of the summary.</param>
    /// <param name="statements">The most bridging first; those that divide belong to it as well.</param>
    /// <param name="figures">What code computed and the summary may say.</param>
    /// <param name="stop">Stops between calls.</param>
    public static async Task<(CitedText Summary, EditingCounts Counts)> Summarise(
        IChatClient? client, EditingContext context, IReadOnlyList<Source> statements, IReadOnlyList<Figure> figures, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(statements);
        var task = new ProseTask
        {
            Task = PromptTasks.SummariseWorkingGroup,
            Sources = statements,
            Figures = figures,
            Fields = [("sentences", null)],
        };
        return await WritingProse.WriteOneField(client, context, task, OwnWords, stop);
    }
}
