using Npgsql;
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
}

/// <param name="Origin">"original", "person" or "machine".</param>
public sealed record CandidateWording(string Language, string Text, string Origin);

public static class Candidates
{
    private const string DraftsSql = """
        select draft.draft_id, draft.made_by
        from drafting.drafts draft
        where draft.run_id = @runId
          and draft.working_group = @workingGroup
          and not exists (select from reviewing.texts reviewed where reviewed.draft_id = draft.draft_id)
        order by draft.position
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

    public static async Task<IReadOnlyList<Candidate>> OfGroup(
        NpgsqlConnection connection, DialogueKey key, Guid runId, string workingGroup, CancellationToken stop)
    {
        var scope = new { runId, workingGroup };
        var drafts = await Sql.Rows<DraftRow>(connection, DraftsSql, scope, stop);
        var wordings = (await Sql.Rows<WordingRow>(connection, WordingsSql, scope, stop)).ToLookup(row => row.DraftId);
        var citations = (await Sql.Rows<CitationRow>(connection, CitationsSql, scope, stop)).ToLookup(row => row.DraftId);
        return [.. drafts.Select(draft => new Candidate
        {
            DraftId = draft.DraftId,
            MadeBy = draft.MadeBy,
            Wordings = [.. wordings[draft.DraftId].Select(wording => new CandidateWording(
                wording.Language,
                key.Open(wording.TextSealed, $"drafting.draft_wordings.text:{wording.Language}", draft.DraftId),
                wording.Origin))],
            Statements = [.. citations[draft.DraftId].Select(cited => cited.StatementId)],
        })];
    }

    private sealed record DraftRow
    {
        public Guid DraftId { get; init; }
        public string MadeBy { get; init; } = "";
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
