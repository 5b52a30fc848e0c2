using Pulse.Language;
using Pulse.Language.Editing;
using Pulse.Language.Parity;
using Pulse.Language.Verifying;

namespace Pulse.Drafting;

/// <summary>Everything of a run that its editing may see: words, themes and figures; no person, no time.</summary>
/// <param name="Languages">In which headings and summaries are written; the first is the one that drafts are written in.</param>
/// <param name="Groups">By slug.</param>
public sealed record EditingMaterial(
    Guid Dialogue, Guid Run, IReadOnlyList<string> Languages, IReadOnlyList<NamedThing> Glossary, IReadOnlyList<MaterialGroup> Groups)
{
    /// <summary>Language of all prompts; null where each is in the language that it asks for.</summary>
    public string? PromptLanguage { get; init; }

    /// <summary>Statements on which one segment votes differently by the language version that it read.</summary>
    public IReadOnlyList<SplitByVersion> Splits { get; init; } = [];

    public EditingContext In(string language) =>
        new(Dialogue, Run, language, Glossary) { PromptLanguage = PromptLanguage ?? language };
}

/// <param name="Themes">Large enough to be named at the desk.</param>
/// <param name="Elsewhere">Statements in no such theme, by id.</param>
/// <param name="Bridging">Statements to draft from, the strongest first; without those that were reviewed before.</param>
/// <param name="Contested">Statements with reasons, those chosen together first.</param>
/// <param name="Figures">What code counted, per language.</param>
public sealed record MaterialGroup(
    string Slug, IReadOnlyList<MaterialTheme> Themes, IReadOnlyList<Source> Elsewhere, IReadOnlyList<Source> Bridging,
    IReadOnlyList<ContestedStatement> Contested, IReadOnlyDictionary<string, IReadOnlyList<Figure>> Figures)
{
    /// <summary>Machine translations that <see cref="ChoosingRoundTrips"/> has translated back, by statement and language.</summary>
    public IReadOnlyList<MachineVersion> Machine { get; init; } = [];

    /// <summary>Translations of the same statements that a person made or corrected; they are not measured.</summary>
    public int ByPersons { get; init; }

    public IEnumerable<Source> Statements => Themes.SelectMany(theme => theme.Members).Concat(Elsewhere);
}

/// <summary>A statement as its author wrote it, and as a machine translated it.</summary>
public sealed record MachineVersion(Guid Statement, TextVersion Original, TextVersion Translation);

/// <param name="Members">The most typical first; a member's part is its sub-theme (T1, T2, …).</param>
/// <param name="Terms">The built-in label per language.</param>
/// <param name="Parts">Sub-themes large enough to be named, by part.</param>
public sealed record MaterialTheme(
    Guid Id, IReadOnlyList<Source> Members, IReadOnlyDictionary<string, string> Terms,
    IReadOnlyDictionary<string, MaterialPart> Parts);

public sealed record MaterialPart(Guid Id, IReadOnlyDictionary<string, string> Terms);

/// <param name="Reasons">Statements for it and against it, as <see cref="GivingReasons"/> names the sides.</param>
public sealed record ContestedStatement(Source Statement, IReadOnlyList<Source> Reasons);
