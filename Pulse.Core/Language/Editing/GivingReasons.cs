using Microsoft.Extensions.AI;
using Pulse.Language.Prompting;
using Pulse.Language.Verifying;

namespace Pulse.Language.Editing;

/// <summary>What people say for a statement and what against it.</summary>
/// <param name="For">Each reason with the answers that give it.</param>
/// <param name="Against">Likewise; never fewer words for it than for the other.</param>
/// <param name="Unused">Answers that give no reason, explicitly.</param>
/// <param name="Unaccounted">Answers that did not fit the call or that nothing was said about.</param>
/// <param name="Origin">Who made it.</param>
public sealed record Reasons(
    IReadOnlyList<CheckedSentence> For, IReadOnlyList<CheckedSentence> Against, IReadOnlyList<Guid> Unused, IReadOnlyList<Guid> Unaccounted,
    Origin Origin);

/// <summary>Gathers reasons for and against a statement; whose answer may stand on which side is decided by votes, not by a model.</summary>
public static class GivingReasons
{
    /// <summary><see cref="Source.Part"/> of answers by people who agree with the statement, and by people who do not.</summary>
    public const string For = "for";
    public const string Against = "against";
    private const int OwnWordsPerSide = 3;

    /// <param name="client">Null where there is no model: answers then speak in their own words.</param>
    /// <param name="context">Language of the reasons.</param>
    /// <param name="statement">What the reasons are about.</param>
    /// <param name="answers">Each with the part <see cref="For"/> or <see cref="Against"/>, the most typical first.</param>
    /// <param name="stop">Stops between calls.</param>
    public static async Task<(Reasons Reasons, EditingCounts Counts)> Give(
        IChatClient? client, EditingContext context, Source statement, IReadOnlyList<Source> answers, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentNullException.ThrowIfNull(answers);
        var task = new ProseTask
        {
            Task = PromptTasks.Reasons,
            Sources = answers,
            Fields = [(For, For), (Against, Against)],
            About = statement.In(context.Language) ?? statement.Original,
            AboutSources = [statement.Id],
        };
        var (prose, origin, counts) = await WritingProse.Write(client, context, task, stop);
        return (prose is null
            ? new Reasons(Own(For), Own(Against), [], [], origin)
            : new Reasons(prose.Fields[For], prose.Fields[Against], prose.Unused, prose.Unaccounted, origin), counts);

        IReadOnlyList<CheckedSentence> Own(string part) =>
            WritingProse.OwnWords([.. answers.Where(answer => answer.Part == part)], context.Language, OwnWordsPerSide);
    }
}
