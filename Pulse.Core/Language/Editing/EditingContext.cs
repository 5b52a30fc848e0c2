using Pulse.Language.Prompting;
using Pulse.Language.Verifying;

namespace Pulse.Language.Editing;

/// <summary>For whom something is written, and in which language.</summary>
/// <param name="Dialogue">The dialogue that pays.</param>
/// <param name="Run">The run it belongs to; null outside of one.</param>
/// <param name="Language">Language of the output.</param>
/// <param name="Glossary">What the sides name differently.</param>
public sealed record EditingContext(Guid Dialogue, Guid? Run, string Language, IReadOnlyList<NamedThing> Glossary)
{
    /// <summary>Language of the prompt: that of the output, unless languages of prompts are held against each other.</summary>
    public string PromptLanguage { get; init; } = Language;

    public Prompt Prompt(string task) => PromptLanguage == Language
        ? ReadingPrompts.Of(task, Language)
        : RetargetingPrompts.To(ReadingPrompts.Of(task, PromptLanguage), Language);
}

/// <summary>Who made something.</summary>
public enum MadeBy
{
    Model,

    /// <summary>The built-in engine: participants' own words, chosen and put in order by code.</summary>
    BuiltIn,
}

/// <summary>Where something comes from; goes with it wherever it is shown.</summary>
/// <param name="By">Model or built-in.</param>
/// <param name="Reason">Why no model made it, in one sentence; null where one did.</param>
/// <param name="PromptHash">The prompt file's hash; null where no model made it.</param>
public sealed record Origin(MadeBy By, string? Reason, string? PromptHash)
{
    public const string NoModel = "no model is configured";

    public static Origin BuiltIn(string? reason) => new(MadeBy.BuiltIn, reason ?? "the model gave nothing that passed the checks", null);
}
