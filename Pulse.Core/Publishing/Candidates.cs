using Npgsql;
using Pulse.Drafting;
using Pulse.People;

namespace Pulse.Publishing;

/// <summary>A wording that a run proposes and nobody has ruled on, with the statements it rests on.</summary>
public sealed record Candidate
{
    public required Guid DraftId { get; init; }

    /// <summary>"built-in" or "model".</summary>
    public required string MadeBy { get; init; }
    public required IReadOnlyList<CandidateWording> Wordings { get; init; }
    public required IReadOnlyList<Guid> Statements { get; init; }

    /// <summary>What a model's wording consists of; empty for participants' own words.</summary>
    public required IReadOnlyList<CandidateClause> Clauses { get; init; }
    public required Making? Making { get; init; }

    /// <summary>Names of the rules because of which a reviewer should look twice.</summary>
    public required IReadOnlyList<string> Flags { get; init; }
}

/// <summary>A clause in one language, with the statements that bear it.</summary>
public sealed record CandidateClause(int Number, string Language, string Text, IReadOnlyList<Guid> Statements);

/// <param name="Origin">"original", "person" or "machine".</param>
public sealed record CandidateWording(string Language, string Text, string Origin);

public static class Candidates
{
    private const string DraftsSql = $"""
        select d.draft_id, d.made_by, d.prompt_hash, d.model, d.made_on, d.flags
        from drafting.drafts d
        where d.run_id = @runId
          and d.working_group = @workingGroup
          and not {Drafts.LostSource}
          and not exists (select from reviewing.texts reviewed where reviewed.draft_id = d.draft_id)
        order by d.position
        """;

    private const string WordingsSql = """
        select wording.draft_id, wording.language, wording.text_sealed, wording.origin
        from drafting.draft_wordings wording
        join drafting.drafts draft using (draft_id)
        where draft.run_id = @runId and draft.working_group = @workingGroup
        order by wording.draft_id, wording.language
        """;

    private const string CitationsSql = """
        select cited.draft_id, cited.statement_id
        from drafting.citations cited
        join drafting.drafts draft using (draft_id)
        where draft.run_id = @runId and draft.working_group = @workingGroup
        order by cited.draft_id, cited.statement_id
        """;

    private const string ClausesSql = """
        select clause.draft_id, clause.clause, clause.language, clause.text_sealed,
          array(select cited.statement_id from drafting.clause_citations cited
            where cited.draft_id = clause.draft_id and cited.clause = clause.clause order by cited.statement_id) as statements
        from drafting.draft_clauses clause
        join drafting.drafts draft using (draft_id)
        where draft.run_id = @runId and draft.working_group = @workingGroup
        order by clause.draft_id, clause.language, clause.clause
        """;

    public static async Task<IReadOnlyList<Candidate>> OfGroup(
        NpgsqlConnection connection, DialogueKey key, Guid runId, string workingGroup, CancellationToken stop)
    {
        var scope = new { runId, workingGroup };
        var drafts = await Sql.Rows<DraftRow>(connection, DraftsSql, scope, stop);
        var wordings = (await Sql.Rows<WordingRow>(connection, WordingsSql, scope, stop)).ToLookup(row => row.DraftId);
        var citations = (await Sql.Rows<CitationRow>(connection, CitationsSql, scope, stop)).ToLookup(row => row.DraftId);
        var clauses = (await Sql.Rows<ClauseRow>(connection, ClausesSql, scope, stop)).ToLookup(row => row.DraftId);
        return [.. drafts.Select(draft => new Candidate
        {
            DraftId = draft.DraftId,
            MadeBy = draft.MadeBy,
            Wordings = [.. wordings[draft.DraftId].Select(wording => new CandidateWording(
                wording.Language,
                key.Open(wording.TextSealed, $"drafting.draft_wordings.text:{wording.Language}", draft.DraftId),
                wording.Origin))],
            Statements = [.. citations[draft.DraftId].Select(cited => cited.StatementId)],
            Clauses = [.. clauses[draft.DraftId].Select(clause => new CandidateClause(
                clause.Clause, clause.Language,
                key.Open(clause.TextSealed, ClausedDrafts.Column(clause.Clause, clause.Language), draft.DraftId), clause.Statements))],
            Making = draft.MadeOn is { } day
                ? new Making { MadeBy = draft.MadeBy, PromptHash = draft.PromptHash, Model = draft.Model, MadeOn = day } : null,
            Flags = draft.Flags,
        })];
    }

    private sealed record DraftRow
    {
        public Guid DraftId { get; init; }
        public string MadeBy { get; init; } = "";
        public string? PromptHash { get; init; }
        public string? Model { get; init; }
        public DateOnly? MadeOn { get; init; }
        public string[] Flags { get; init; } = [];
    }

    private sealed record ClauseRow
    {
        public Guid DraftId { get; init; }
        public int Clause { get; init; }
        public string Language { get; init; } = "";
        public byte[] TextSealed { get; init; } = [];
        public Guid[] Statements { get; init; } = [];
    }

    private sealed record WordingRow
    {
        public Guid DraftId { get; init; }
        public string Language { get; init; } = "";
        public byte[] TextSealed { get; init; } = [];
        public string Origin { get; init; } = "";
    }

    private sealed record CitationRow
    {
        public Guid DraftId { get; init; }
        public Guid StatementId { get; init; }
    }
}
