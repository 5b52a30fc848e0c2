using Npgsql;
using Pulse.People;

namespace Pulse.Moderating;

/// <summary>moderating.machine_translations: at most one per statement and language; it outlives a person's correction.</summary>
public static class MachineTranslations
{
    private const string DueSql = """
        select s.statement_id as id, s.language, s.text_sealed
        from moderating.statements s
        where s.dialogue_id = @dialogueId and s.language <> @language
          and not exists (
            select from moderating.translations t where t.statement_id = s.statement_id and t.language = @language)
          and not exists (
            select from moderating.machine_translations m
            where m.statement_id = s.statement_id and m.language = @language
              and (m.text_sealed is not null or (m.prompt_hash = @PromptHash and m.model = @Model)))
        order by s.statement_id
        limit @most
        """;

    // A redacted statement is another text than the answer that was translated
    private const string MadeBeforeSql = """
        select s.statement_id, a.answer_id as id, a.language, a.text_sealed, a.prompt_hash, a.schema_hash, a.model, a.flags, a.made_on
        from moderating.statements s
        join moderating.answer_translations a using (answer_id)
        where s.dialogue_id = @dialogueId and not s.redacted and a.language <> s.language and a.text_sealed is not null
          and not exists (
            select from moderating.translations t where t.statement_id = s.statement_id and t.language = a.language)
        order by s.statement_id, a.language
        limit @most
        """;

    // Nothing is written for a statement that went meanwhile; one that is there stays until the transaction ends
    private const string StoreSql = """
        insert into moderating.machine_translations as standing
          (statement_id, language, text_sealed, prompt_hash, schema_hash, model, flags, made_on)
        select statement_id, @Language, @TextSealed, @PromptHash, @SchemaHash, @Model, @Flags, @MadeOn
        from moderating.statements where statement_id = @Id
        for key share
        on conflict (statement_id, language) do update
          set text_sealed = excluded.text_sealed, prompt_hash = excluded.prompt_hash, schema_hash = excluded.schema_hash,
              model = excluded.model, flags = excluded.flags, made_on = excluded.made_on
          where standing.text_sealed is null
        """;

    private const string OfStatementSql = """
        select statement_id as id, language, text_sealed, prompt_hash, schema_hash, model, flags, made_on
        from moderating.machine_translations where statement_id = @statementId order by language
        """;

    public static string Column(string language) => $"moderating.machine_translations.text:{language}";

    public static string? Text(DialogueKey key, MachineVersion version)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(version);
        return version.TextSealed is { } text ? key.Open(text, Column(version.Language), version.Id) : null;
    }

    /// <summary>Statements without a translation into this language, by id.</summary>
    public static Task<IReadOnlyList<UntranslatedText>> Due(
        NpgsqlConnection connection, Guid dialogueId, string language, ModelAtWork at, int most, CancellationToken stop) =>
        Sql.Rows<UntranslatedText>(connection, DueSql, new { dialogueId, language, at.PromptHash, at.Model, most }, stop);

    /// <summary>Translations made of answers while they were held that their statements lack.</summary>
    public static async Task<IReadOnlyList<(Guid StatementId, MachineVersion Made)>> MadeBefore(
        NpgsqlConnection connection, Guid dialogueId, int most, CancellationToken stop) =>
        [
            .. (await Sql.Rows<MadeBeforeRow>(connection, MadeBeforeSql, new { dialogueId, most }, stop))
                .Select(row => (row.StatementId, (MachineVersion)row)),
        ];

    /// <returns>False where the statement is gone, or has a translation by a model already.</returns>
    public static async Task<bool> Store(NpgsqlConnection connection, MachineVersion version, CancellationToken stop) =>
        await Sql.Run(connection, StoreSql, version, stop) == 1;

    public static Task<IReadOnlyList<MachineVersion>> OfStatement(
        NpgsqlConnection connection, Guid statementId, CancellationToken stop) =>
        Sql.Rows<MachineVersion>(connection, OfStatementSql, new { statementId }, stop);

    private sealed record MadeBeforeRow : MachineVersion
    {
        public required Guid StatementId { get; init; }
    }
}
