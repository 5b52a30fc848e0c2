using Microsoft.Extensions.AI;
using Pulse.Language.Prompting;
using Pulse.Language.Verifying;

namespace Pulse.Language.Editing;

/// <summary>Drafts that overlap made into one; those that say something else stand apart, in <see cref="CitedText.Unused"/>.</summary>
public static class CombiningDrafts
{
    private const int ClauseWords = 30;

    /// <param name="client">Null where there is no model: the drafts then stay as they are, the first standing for itself.</param>
    /// <param name="context">Language of the drafts.</param>
    /// <param name="drafts">At least two, the one with most support first.</param>
    /// <param name="stop">Stops between calls.</param>
    public static async Task<(CitedText Combined, EditingCounts Counts)> Combine(
        IChatClient? client, EditingContext context, IReadOnlyList<Source> drafts, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(drafts);
        var task = new ProseTask
        {
            Task = PromptTasks.CombineDrafts,
            Sources = drafts,
            Fields = [("clauses", null)],
            MostWords = ClauseWords,
        };
        return await WritingProse.WriteOneField(client, context, task, 1, stop);
    }
}
