using Npgsql;

namespace Pulse.Drafting;

/// <summary>drafting.*: what runs propose. A run that was read for drafts is noted, also where nothing in it bridged.</summary>
public static class Drafts
{
    /// <summary>SQL of a draft d that has lost a source: it consists of the withdrawn words, is not read any more, and soon deleted.</summary>
    public const string LostSource = "(select count(*) from drafting.citations c where c.draft_id = d.draft_id) < d.sources";

    private const string InsertSql = """
        insert into drafting.drafts (draft_id, run_id, dialogue_id, working_group, position, made_by, sources)
        values (@DraftId, @RunId, @DialogueId, @WorkingGroup, @Position, @MadeBy, @Sources)
        """;

    private const string InsertWordingSql = """
        insert into drafting.draft_wordings (draft_id, language, text_sealed, origin)
        values (@DraftId, @Language, @TextSealed, @origin)
        """;

    private const string InsertCitationSql = """
        insert into drafting.citations (draft_id, statement_id) values (@DraftId, @StatementId)
        """;

    private const string DraftedRunsSql = """
        select drafted.run_id
        from drafting.drafted_runs drafted
        join analysing.runs run using (run_id)
        where run.dialogue_id = @dialogueId
        """;

    private const string NoteSql = """
        insert into drafting.drafted_runs (run_id, drafts) values (@runId, @drafts)
        on conflict (run_id) do nothing
        """;

    private const string DueSql = """
        select c.run_id
        from analysing.current_runs c
        join analysing.runs r using (run_id)
        where not r.stale and not exists (select from drafting.drafted_runs d where d.run_id = c.run_id)
        order by c.run_id
        """;

    private const string OfRunSql = $"""
        select draft_id, run_id, dialogue_id, working_group, position, made_by, sources
        from drafting.drafts d where run_id = @runId and not {LostSource} order by working_group, position
        """;

    private const string FindSql = $"""
        select draft_id, run_id, dialogue_id, working_group, position, made_by, sources
        from drafting.drafts d where draft_id = @draftId and not {LostSource}
        """;

    private const string WordingsSql = """
        select draft_id, language, text_sealed, origin
        from drafting.draft_wordings where draft_id = any(@ids) order by draft_id, language
        """;

    private const string CitationsSql = """
        select draft_id, statement_id
        from drafting.citations where draft_id = any(@ids) order by draft_id, statement_id
        """;

    private const string ForgetSql = $"""
        delete from drafting.drafts d where d.dialogue_id = @dialogueId and {LostSource}
        """;

    /// <summary>Current runs that nobody has drafted from.</summary>
    public static Task<IReadOnlyList<Guid>> DueRuns(NpgsqlConnection connection, CancellationToken stop) =>
        Sql.Rows<Guid>(connection, DueSql, null, stop);

    public static async Task Add(
        NpgsqlConnection connection, Draft draft, IEnumerable<DraftWording> wordings, IEnumerable<Citation> citations,
        CancellationToken stop)
    {
        await Sql.Run(connection, InsertSql, draft, stop);
        foreach (var wording in wordings)
        {
            await Sql.Run(connection, InsertWordingSql, new
            {
                wording.DraftId,
                wording.Language,
                wording.TextSealed,
                origin = NameOf(wording.Origin),
            }, stop);
        }
        foreach (var citation in citations)
        {
            await Sql.Run(connection, InsertCitationSql, citation, stop);
        }
    }

    /// <summary>Notes that a run was read for drafts, and how many it gave.</summary>
    public static Task Note(NpgsqlConnection connection, Guid runId, int drafts, CancellationToken stop) =>
        Sql.Run(connection, NoteSql, new { runId, drafts }, stop);

    /// <summary>A dialogue's runs that were drafted from, whether they gave drafts or none.</summary>
    public static async Task<IReadOnlySet<Guid>> DraftedRuns(
        NpgsqlConnection connection, Guid dialogueId, CancellationToken stop) =>
        (await Sql.Rows<Guid>(connection, DraftedRunsSql, new { dialogueId }, stop)).ToHashSet();

    /// <summary>By working group, strongest first.</summary>
    public static Task<IReadOnlyList<Draft>> OfRun(NpgsqlConnection connection, Guid runId, CancellationToken stop) =>
        Sql.Rows<Draft>(connection, OfRunSql, new { runId }, stop);

    public static Task<Draft?> Find(NpgsqlConnection connection, Guid draftId, CancellationToken stop) =>
        Sql.OneOrNone<Draft>(connection, FindSql, new { draftId }, stop);

    public static Task<IReadOnlyList<DraftWording>> Wordings(
        NpgsqlConnection connection, IReadOnlyCollection<Guid> draftIds, CancellationToken stop) =>
        Sql.Rows<DraftWording>(connection, WordingsSql, new { ids = draftIds.ToArray() }, stop);

    public static Task<IReadOnlyList<Citation>> Citations(
        NpgsqlConnection connection, IReadOnlyCollection<Guid> draftIds, CancellationToken stop) =>
        Sql.Rows<Citation>(connection, CitationsSql, new { ids = draftIds.ToArray() }, stop);

    /// <summary>After a withdrawal: drafts that lost a source are deleted.</summary>
    public static Task<int> ForgetWithdrawn(NpgsqlConnection connection, Guid dialogueId, CancellationToken stop) =>
        Sql.Run(connection, ForgetSql, new { dialogueId }, stop);

    private static string NameOf(WordingOrigin origin) => origin switch
    {
        WordingOrigin.Original => "original",
        WordingOrigin.Person => "person",
        WordingOrigin.Machine => "machine",
    };
}
