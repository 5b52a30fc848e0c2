using Npgsql;
using Pulse.People;

namespace Pulse.Drafting;

/// <summary>A model's drafts: a draft like any other, with its clauses and what each cites.</summary>
public static class ClausedDrafts
{
    private const string PositionSql = """
        select coalesce(max(position), -1) + 1 from drafting.drafts where run_id = @run and working_group = @group
        """;

    private const string MarkSql = """
        update drafting.drafts
        set made_by = 'model', prompt_hash = @PromptHash, model = @Model, flags = @flags, made_on = @MadeOn
        where draft_id = @draft
        """;

    private const string ClauseSql = """
        insert into drafting.draft_clauses (draft_id, clause, language, text_sealed) values (@draft, @clause, @language, @text)
        """;

    private const string CitationsSql = """
        insert into drafting.clause_citations (draft_id, clause, statement_id)
        select @draft, @clause, statement from unnest(@statements::uuid[]) as statement
        """;

    public static string Column(int clause, string language) => $"drafting.draft_clauses.text:{clause}:{language}";

    internal static async Task Add(
        NpgsqlConnection connection, DialogueKey key, Guid dialogue, Guid run, ClausedDraft claused, string model, DateOnly today,
        CancellationToken stop)
    {
        var statements = claused.Clauses.SelectMany(clause => clause.Statements).Distinct().ToArray();
        var draft = new Draft
        {
            DraftId = Guid.NewGuid(),
            RunId = run,
            DialogueId = dialogue,
            WorkingGroup = claused.WorkingGroup,
            Position = await Sql.One<int>(connection, PositionSql, new { run, group = claused.WorkingGroup }, stop),
            MadeBy = Draft.ByBuiltIn,
            Sources = statements.Length,
        };
        await Drafts.Add(
            connection, draft,
            claused.Languages.Select(language => DraftWording.Sealed(key, draft.DraftId, language, claused.In(language), WordingOrigin.Machine)),
            statements.Select(statement => new Citation(draft.DraftId, statement)), stop);
        var making = Making.Of(claused.Origin, model, today);
        await Sql.Run(connection, MarkSql, new
        {
            draft = draft.DraftId,
            making.PromptHash,
            making.Model,
            making.MadeOn,
            flags = claused.Flags.ToArray(),
        }, stop);
        for (var clause = 0; clause < claused.Clauses.Count; clause++)
        {
            foreach (var language in claused.Languages)
            {
                var text = key.Seal(claused.Clauses[clause].Texts[language], Column(clause, language), draft.DraftId);
                await Sql.Run(connection, ClauseSql, new { draft = draft.DraftId, clause, language, text }, stop);
            }
            await Sql.Run(
                connection, CitationsSql,
                new { draft = draft.DraftId, clause, statements = claused.Clauses[clause].Statements.Distinct().ToArray() }, stop);
        }
    }
}
