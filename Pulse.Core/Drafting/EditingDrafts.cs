using Pulse.Language.Editing;
using Pulse.Language.Prompting;
using Pulse.Language.Verifying;

namespace Pulse.Drafting;

/// <summary>
/// Drafts collective statements of one working group: one of each theme in which at least two statements bridge, those
/// that overlap combined, every clause carried into the other languages. They stand beside the built-in candidates.
/// </summary>
public static class EditingDrafts
{
    private const int FewestStatements = 2;
    private const int MostStatements = 12;

    public static IEnumerable<EditingStep> Steps(EditingMaterial material, MaterialGroup group)
    {
        ArgumentNullException.ThrowIfNull(material);
        ArgumentNullException.ThrowIfNull(group);
        return Together(group).Length == 0 ? [] :
        [
            new EditingStep(
                PromptTasks.DraftStatement, group.Slug, material.Languages[0],
                (tools, stop) => Draft(material, group, tools, stop)),
        ];
    }

    private static async Task<EditedStep> Draft(
        EditingMaterial material, MaterialGroup group, EditingTools tools, CancellationToken stop)
    {
        var context = material.In(material.Languages[0]);
        var (drafts, counts) = (new List<ClausedDraft>(), EditingCounts.None);
        string? reason = null;
        foreach (var statements in Together(group))
        {
            var (text, more) = await DraftingStatements.Draft(tools.Client, context, statements, stop);
            counts = counts.Plus(more);
            reason ??= text.Origin.Reason;
            if (text.Origin.By == MadeBy.Model || tools.Rehearsing)
            {
                drafts.Add(Claused(
                    group.Slug, context.Language, text.Origin,
                    tools.Rehearsing ? Rehearsed.Sentences(statements, context.Language) : [.. text.Clauses.Select(EditedSentence.Of)],
                    [.. statements.Select(one => one.Id).Except(text.Origin.By == MadeBy.Model ? text.Unaccounted : [])]));
            }
        }
        var edits = new List<Edit> { Row(PromptTasks.DraftStatement, group, context, counts, reason) };
        var combined = await CombiningOverlaps.Combine(context, group.Slug, drafts, tools, edits, stop);
        var carried = await CarryingClauses.Carry(material, group.Slug, combined, tools, edits, stop);
        return new EditedStep(edits) { Drafts = carried };
    }

    /// <summary>Statements that may make one draft: of one theme, or of the whole group where no theme has enough.</summary>
    private static Source[][] Together(MaterialGroup group)
    {
        var themeOf = group.Themes.SelectMany(theme => theme.Members.Select(member => (member.Id, theme))).ToDictionary(pair => pair.Id, pair => pair.theme.Id);
        Source[][] byTheme =
        [
            .. group.Bridging.Where(statement => themeOf.ContainsKey(statement.Id)).GroupBy(statement => themeOf[statement.Id])
                .Select(theme => theme.Take(MostStatements).ToArray()).Where(theme => theme.Length >= FewestStatements),
        ];
        return byTheme.Length > 0 ? byTheme
            : group.Bridging.Count >= FewestStatements ? [[.. group.Bridging.Take(MostStatements)]] : [];
    }

    internal static ClausedDraft Claused(
        string group, string language, Origin origin, IReadOnlyList<EditedSentence> clauses, IReadOnlyList<Guid> sources) => new(
            group,
            [.. clauses.Select(clause => new DraftClause(new Dictionary<string, string> { [language] = clause.Text }, clause.Statements))],
            origin, [.. clauses.SelectMany(clause => clause.Flags).Distinct().Order(StringComparer.Ordinal)],
            [.. sources.Concat(clauses.SelectMany(clause => clause.Statements)).Distinct()]);

    private static Edit Row(string task, MaterialGroup group, EditingContext context, EditingCounts counts, string? reason) => new()
    {
        Task = task,
        Subject = group.Slug,
        Language = context.Language,
        Counts = counts,
        Reason = reason,
        PromptHash = context.Prompt(task).Hash,
    };
}
