using Pulse.Language.Editing;
using Pulse.Language.Verifying;

namespace Pulse.Drafting;

/// <summary>Everything of a run that its editing may see: words, themes and figures; no person, no time.</summary>
/// <param name="Languages">In which headings and summaries are written; the first is the one that drafts are written in.</param>
/// <param name="Groups">By slug.</param>
public sealed record EditingMaterial(
    Guid Dialogue, Guid Run, IReadOnlyList<string> Languages, IReadOnlyList<NamedThing> Glossary, IReadOnlyList<MaterialGroup> Groups)
{
    public EditingContext In(string language) => new(Dialogue, Run, language, Glossary);
}

/// <param name="Themes">Large enough to be named at the desk.</param>
/// <param name="Elsewhere">Statements in no such theme, by id.</param>
/// <param name="Bridging">Statements to draft from, the strongest first; without those that were reviewed before.</param>
/// <param name="Contested">Statements with reasons, those chosen together first.</param>
/// <param name="Figures">What code counted, per language.</param>
public sealed record MaterialGroup(
    string Slug, IReadOnlyList<MaterialTheme> Themes, IReadOnlyList<Source> Elsewhere, IReadOnlyList<Source> Bridging,
    IReadOnlyList<ContestedStatement> Contested, IReadOnlyDictionary<string, IReadOnlyList<Figure>> Figures);

/// <param name="Members">The most typical first; a member's part is its sub-theme (T1, T2, …).</param>
/// <param name="Terms">The built-in label per language.</param>
/// <param name="Parts">Sub-themes large enough to be named, by part.</param>
public sealed record MaterialTheme(
    Guid Id, IReadOnlyList<Source> Members, IReadOnlyDictionary<string, string> Terms,
    IReadOnlyDictionary<string, MaterialPart> Parts);

public sealed record MaterialPart(Guid Id, IReadOnlyDictionary<string, string> Terms);

/// <param name="Reasons">Statements for it and against it, as <see cref="GivingReasons"/> names the sides.</param>
public sealed record ContestedStatement(Source Statement, IReadOnlyList<Source> Reasons);
