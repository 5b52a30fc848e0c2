using Microsoft.Extensions.AI;
using Pulse.Language.Prompting;
using Pulse.Language.Verifying;

namespace Pulse.Language.Editing;

/// <summary>A text in clauses, each with what it cites.</summary>
/// <param name="Clauses">In their order.</param>
/// <param name="Unused">Sources that were set aside, explicitly.</param>
/// <param name="Unaccounted">Sources that did not fit the call or that nothing was said about.</param>
/// <param name="Origin">Who made it.</param>
public sealed record CitedText(
    IReadOnlyList<CheckedSentence> Clauses, IReadOnlyList<Guid> Unused, IReadOnlyList<Guid> Unaccounted, Origin Origin)
{
    /// <summary>All sources that some clause cites.</summary>
    public IReadOnlyList<Guid> Sources => [.. Clauses.SelectMany(clause => clause.Sources).Distinct()];

    public string Text => string.Join(' ', Clauses.Select(clause => clause.Text));
}

/// <summary>
/// Drafts one collective statement from answers that bridge. It is a proposal: people vote on it before it is anything
/// else, and only after somebody has reviewed it.
/// </summary>
public static class DraftingStatements
{
    private const int ClauseWords = 30;

    /// <param name="client">Null where there is no model: the first answer is then proposed in its own words.</param>
    /// <param name="context">Language of the statement.</param>
    /// <param name="answers">The best bridging first.</param>
    /// <param name="stop">Stops between calls.</param>
    public static async Task<(CitedText Statement, EditingCounts Counts)> Draft(
        IChatClient? client, EditingContext context, IReadOnlyList<Source> answers, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(answers);
        var task = new ProseTask
        {
            Task = PromptTasks.DraftStatement,
            Sources = answers,
            Fields = [("clauses", null)],
            MostWords = ClauseWords,
        };
        return await WritingProse.WriteOneField(client, context, task, 1, stop);
    }
}
