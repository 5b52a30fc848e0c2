using Npgsql;
using Pulse.People;

namespace Pulse.Moderating;

/// <summary>moderating.answer_translations: held answers as a model translated them, for staff who do not read their language.</summary>
public static class AnswerTranslations
{
    private const string DueSql = """
        select a.answer_id as id, a.language, a.text_sealed
        from moderating.rulings r
        join collecting.answers a using (answer_id)
        where r.dialogue_id = @dialogueId and r.outcome = 'held' and a.language <> @language
          and not exists (
            select from moderating.answer_translations m
            where m.answer_id = r.answer_id and m.language = @language
              and (m.text_sealed is not null or (m.prompt_hash = @PromptHash and m.model = @Model)))
        order by a.answer_id
        limit @most
        """;

    // By the ruling's row: it is what a withdrawal waits for, and the answer's own is not ours to lock
    private const string StoreSql = """
        insert into moderating.answer_translations as standing
          (answer_id, language, text_sealed, prompt_hash, schema_hash, model, flags, made_on)
        select answer_id, @Language, @TextSealed, @PromptHash, @SchemaHash, @Model, @Flags, @MadeOn
        from moderating.rulings where answer_id = @Id
        for key share
        on conflict (answer_id, language) do update
          set text_sealed = excluded.text_sealed, prompt_hash = excluded.prompt_hash, schema_hash = excluded.schema_hash,
              model = excluded.model, flags = excluded.flags, made_on = excluded.made_on
          where standing.text_sealed is null
        """;

    private const string OfAnswersSql = """
        select answer_id as id, language, text_sealed, prompt_hash, schema_hash, model, flags, made_on
        from moderating.answer_translations where answer_id = any(@answers) and language = @language
        """;

    public static string Column(string language) => $"moderating.answer_translations.text:{language}";

    public static string? Text(DialogueKey key, MachineVersion version)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(version);
        return version.TextSealed is { } text ? key.Open(text, Column(version.Language), version.Id) : null;
    }

    /// <summary>Held answers without a translation into this language, by id.</summary>
    public static Task<IReadOnlyList<UntranslatedText>> Due(
        NpgsqlConnection connection, Guid dialogueId, string language, ModelAtWork at, int most, CancellationToken stop) =>
        Sql.Rows<UntranslatedText>(connection, DueSql, new { dialogueId, language, at.PromptHash, at.Model, most }, stop);

    /// <returns>False where the answer is gone, or has a translation already.</returns>
    public static async Task<bool> Store(NpgsqlConnection connection, MachineVersion version, CancellationToken stop) =>
        await Sql.Run(connection, StoreSql, version, stop) == 1;

    public static Task<IReadOnlyList<MachineVersion>> OfAnswers(
        NpgsqlConnection connection, IEnumerable<Guid> answers, string language, CancellationToken stop) =>
        Sql.Rows<MachineVersion>(connection, OfAnswersSql, new { answers = answers.ToArray(), language }, stop);
}
