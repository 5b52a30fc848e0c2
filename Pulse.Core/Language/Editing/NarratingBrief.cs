using Microsoft.Extensions.AI;
using Pulse.Language.Prompting;
using Pulse.Language.Verifying;

namespace Pulse.Language.Editing;

/// <summary>
/// The running text of a brief, between certified texts and their figures: every sentence cites one or the other, and no
/// figure is said that it does not cite.
/// </summary>
public static class NarratingBrief
{
    private const int SentenceWords = 30;

    /// <param name="client">Null where there is no model: the certified texts then stand for themselves.</param>
    /// <param name="context">Language of the brief.</param>
    /// <param name="certified">Ratified texts that hold a certificate; nothing else belongs here.</param>
    /// <param name="figures">The certificates' figures.</param>
    /// <param name="stop">Stops between calls.</param>
    public static async Task<(CitedText Narrative, EditingCounts Counts)> Narrate(
        IChatClient? client, EditingContext context, IReadOnlyList<Source> certified, IReadOnlyList<Figure> figures, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(certified);
        var task = new ProseTask
        {
            Task = PromptTasks.BriefNarrative,
            Sources = certified,
            Figures = figures,
            Fields = [("sentences", null)],
            MostWords = SentenceWords,
        };
        return await WritingProse.WriteOneField(client, context, task, certified.Count, stop);
    }
}
