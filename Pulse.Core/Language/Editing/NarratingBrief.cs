using System.Globalization;
using Microsoft.Extensions.AI;
using Pulse.Language.Prompting;
using Pulse.Language.Verifying;

namespace Pulse.Language.Editing;

/// <summary>
/// The running text of a brief, between certified texts and their figures: every sentence cites one or the other, no
/// figure is said that it does not cite, and nobody is quoted.
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
            MayQuote = false,
        };
        return await WritingProse.WriteOneField(client, context, task, certified.Count, stop);
    }

    /// <summary>
    /// Holds a sentence that a person wrote against what it cites, as a model's would be: a number that nobody counted does
    /// not become true because a person types it.
    /// </summary>
    /// <param name="text">The sentence.</param>
    /// <param name="context">Language of the brief.</param>
    /// <param name="cited">The texts that it cites.</param>
    /// <param name="figures">The figures that it cites.</param>
    /// <returns>Null and why, where it cannot stand.</returns>
    public static (CheckedSentence? Sentence, IReadOnlyList<Finding> Findings) Check(
        string text, EditingContext context, IReadOnlyList<Source> cited, IReadOnlyList<Figure> figures)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(cited);
        ArgumentNullException.ThrowIfNull(figures);
        var sources = cited.Select((source, at) => (Id: string.Create(CultureInfo.InvariantCulture, $"S{at + 1}"), source))
            .ToDictionary(pair => pair.Id, pair => pair.source);
        var (kept, findings) = CheckingProse.Check(
            [new RawSentence(text, [.. sources.Keys, .. figures.Select(figure => figure.Id)])], "sentences", null, new ProseRules
            {
                Language = context.Language,
                Sources = sources,
                Figures = figures,
                Glossary = context.Glossary,
                Prompt = ReadingPrompts.Of(PromptTasks.BriefNarrative, context.Language).Body,
                MostWords = SentenceWords,
                MayQuote = false,
            });
        return (kept.SingleOrDefault(), findings);
    }
}
