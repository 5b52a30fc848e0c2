using Pulse.Language.Prompting;
using Pulse.Moderating;
using Pulse.People;
using Pulse.Publishing;

namespace Pulse.Web.Pages;

/// <summary>What stands with everything a model made: its name, its prompt's version, the day.</summary>
/// <param name="Version">Null where the prompt has changed since.</param>
public sealed record MadeByModel(string Model, int? Version, DateOnly On)
{
    public static MadeByModel Of(string model, string promptHash, DateOnly on) =>
        new(model, ReadingPrompts.All.FirstOrDefault(prompt => prompt.Hash == promptHash)?.Version, on);

    public Sentence Say(Wording wording) => Version is { } version
        ? wording.Say("made-by-model", Model, new Amount(FigureText.Count(version)), new Amount(FigureText.Day(On)))
        : wording.Say("made-by-model-before", Model, new Amount(FigureText.Day(On)));
}

/// <summary>A translation as a model made it, for staff.</summary>
/// <param name="Text">Null where nothing passed the checks.</param>
/// <param name="Flags">Kebab-case words, worded as check.…</param>
public sealed record ShownMachineVersion(string Language, string? Text, IReadOnlyList<string> Flags, MadeByModel Made)
{
    public static ShownMachineVersion Of(MachineVersion version, string? text) =>
        new(version.Language, text, version.Flags, MadeByModel.Of(version.Model, version.PromptHash, version.MadeOn));
}

/// <summary>What a model suggests about an answer.</summary>
/// <param name="WorkingGroup">Named only where it is another than the question's.</param>
public sealed record ShownSuggestion(
    bool Usable, IReadOnlyList<string> Flags, string? Why, string? WhyLanguage, string? WorkingGroup, MadeByModel Made)
{
    public static ShownSuggestion Of(Suggestion suggestion, DialogueKey key, string? askedIn) => new(
        suggestion.Usable, suggestion.Flags, suggestion.Why(key), suggestion.WhyLanguage,
        suggestion.WorkingGroup == askedIn ? null : suggestion.WorkingGroup,
        MadeByModel.Of(suggestion.Model, suggestion.PromptHash, suggestion.MadeOn));
}
