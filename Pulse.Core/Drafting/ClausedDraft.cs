using Pulse.Language.Editing;

namespace Pulse.Drafting;

/// <summary>One clause of a draft in all languages that it exists in, and the statements that bear it.</summary>
public sealed record DraftClause(IReadOnlyDictionary<string, string> Texts, IReadOnlyList<Guid> Statements);

/// <summary>A collective statement that a model wrote from statements that bridge: a proposal to the reviewers.</summary>
/// <param name="Flags">Names of the rules because of which a reviewer should look twice.</param>
/// <param name="Sources">Every statement whose words were before the model.</param>
public sealed record ClausedDraft(
    string WorkingGroup, IReadOnlyList<DraftClause> Clauses, Origin Origin, IReadOnlyList<string> Flags, IReadOnlyList<Guid> Sources)
{
    /// <summary>Languages in which every clause exists: half a draft is no draft.</summary>
    public IReadOnlyList<string> Languages =>
        [.. Clauses.SelectMany(clause => clause.Texts.Keys).Distinct()
            .Where(language => Clauses.All(clause => clause.Texts.ContainsKey(language))).Order(StringComparer.Ordinal)];

    public string In(string language) => string.Join(' ', Clauses.Select(clause => clause.Texts[language]));
}
