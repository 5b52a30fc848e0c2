namespace Pulse.Language.Parity;

/// <summary>What a run made when its prompts were in one language.</summary>
/// <param name="Language">Of the prompts.</param>
/// <param name="Themes">In their order.</param>
public sealed record PromptedRun(string Language, IReadOnlyList<PromptedTheme> Themes)
{
    /// <summary>Language of what they made: the prompts' own, unless all were asked for the same.</summary>
    public string Written { get; init; } = Language;
}

/// <param name="Members">Answers in it.</param>
/// <param name="Text">Label and summary.</param>
public sealed record PromptedTheme(IReadOnlySet<Guid> Members, string Text);

/// <summary>The same theme as each language of prompts made it.</summary>
/// <param name="Members">Answers in any of them.</param>
/// <param name="ByLanguage">The theme, where that language found it.</param>
public sealed record MatchedTheme(IReadOnlySet<Guid> Members, IReadOnlyDictionary<string, PromptedTheme> ByLanguage);
