using Npgsql;

namespace Pulse.Moderating;

/// <summary>moderating.translations: at most one per statement and language; a person's is never replaced by a machine's.</summary>
public static class Translations
{
    private const string StoreSql = """
        insert into moderating.translations (statement_id, language, text_sealed, made_by)
        values (@StatementId, @Language, @TextSealed, @MadeBy)
        on conflict (statement_id, language) do update
          set text_sealed = excluded.text_sealed, made_by = excluded.made_by
          where excluded.made_by = 'person' or translations.made_by = 'machine'
        """;

    private const string OfStatementsSql = """
        select statement_id, language, text_sealed, made_by
        from moderating.translations
        where statement_id = any(@ids)
        order by statement_id, language
        """;

    private const string OfDialogueSql = """
        select t.statement_id, t.language, t.text_sealed, t.made_by
        from moderating.translations t
        join moderating.statements s using (statement_id)
        where s.dialogue_id = @dialogueId
        order by t.statement_id, t.language
        """;

    /// <returns>False where a person's translation stands and a machine's came.</returns>
    public static async Task<bool> Store(NpgsqlConnection connection, Translation translation, CancellationToken stop) =>
        await Sql.Run(connection, StoreSql, translation, stop) == 1;

    public static Task<IReadOnlyList<Translation>> OfStatements(
        NpgsqlConnection connection, IReadOnlyCollection<Guid> ids, CancellationToken stop) =>
        Sql.Rows<Translation>(connection, OfStatementsSql, new { ids = ids.ToArray() }, stop);

    public static Task<IReadOnlyList<Translation>> OfDialogue(
        NpgsqlConnection connection, Guid dialogueId, CancellationToken stop) =>
        Sql.Rows<Translation>(connection, OfDialogueSql, new { dialogueId }, stop);
}
