using Pulse.Language.Calling;
using Pulse.Language.Prompting;

namespace Pulse.Drafting;

/// <summary>A run's texts made again in one language with prompts in each of three: offered, asked for, or done.</summary>
/// <param name="Language">In which all of them write.</param>
/// <param name="Expected">What it would take beyond what the run has asked already.</param>
/// <param name="Requested">Somebody asked for it.</param>
/// <param name="Report">Null until it is done.</param>
public sealed record Repetition(string Language, CallEstimate Expected, bool Requested, RepetitionReport? Report)
{
    /// <summary>What is done again.</summary>
    public static IReadOnlyList<string> Tasks { get; } =
    [
        PromptTasks.LabelThemes, PromptTasks.DraftStatement, PromptTasks.CombineDrafts, PromptTasks.Reasons, PromptTasks.SummariseWorkingGroup,
    ];

    /// <summary>The languages that prompts are written in, whichever the dialogue speaks.</summary>
    public static IReadOnlyList<string> Prompts { get; } = ["he", "ar", "en"];

    /// <summary>Every prompt that asks in one language for text in another.</summary>
    public static IReadOnlyList<Prompt> Retargeted { get; } =
    [
        .. ReadingPrompts.All.Where(prompt => Tasks.Contains(prompt.Task)).SelectMany(prompt => Prompts
            .Where(language => language != prompt.Language).Select(language => RetargetingPrompts.To(prompt, language))),
    ];
}
