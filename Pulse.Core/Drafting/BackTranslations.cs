using Npgsql;
using Pulse.Language;
using Pulse.Language.Editing;
using Pulse.People;

namespace Pulse.Drafting;

/// <summary>drafting.back_translations: per run, statement and language version; gone with the statement.</summary>
public static class BackTranslations
{
    private const string AddSql = """
        insert into drafting.back_translations (run_id, statement_id, through, translation_sealed, back_sealed, unsure, flags,
          reason, prompt_hash, model, made_on)
        values (@run, @Statement, @through, @translation, @back, @Unsure, @flags, @Reason, @PromptHash, @Model, @MadeOn)
        """;

    private const string OfRunSql = """
        select statement_id, through, translation_sealed, back_sealed, unsure, flags, reason, prompt_hash
        from drafting.back_translations where run_id = @run order by statement_id, through
        """;

    internal static Task Add(
        NpgsqlConnection connection, DialogueKey key, Guid run, BackTranslation made, string model, DateOnly today, CancellationToken stop)
    {
        var (through, making) = (made.Translation.Language, Making.Of(made.Origin, model, today));
        return Sql.Run(connection, AddSql, new
        {
            run,
            made.Statement,
            through,
            translation = key.Seal(made.Translation.Text, Column("translation", run, through), made.Statement),
            back = made.Back is null ? null : key.Seal(made.Back, Column("back", run, through), made.Statement),
            made.Unsure,
            flags = made.Flags.ToArray(),
            making.Reason,
            making.PromptHash,
            making.Model,
            making.MadeOn,
        }, stop);
    }

    /// <summary>By statement and language.</summary>
    public static async Task<IReadOnlyList<BackTranslation>> OfRun(
        NpgsqlConnection connection, DialogueKey key, Guid run, CancellationToken stop) =>
        [.. (await Sql.Rows<Row>(connection, OfRunSql, new { run }, stop)).Select(row => new BackTranslation(
            row.StatementId,
            new TextVersion(row.Through, key.Open(row.TranslationSealed, Column("translation", run, row.Through), row.StatementId)),
            row.BackSealed is null ? null : key.Open(row.BackSealed, Column("back", run, row.Through), row.StatementId),
            row.Unsure, row.Flags,
            row.PromptHash is null ? Origin.BuiltIn(row.Reason) : new Origin(MadeBy.Model, null, row.PromptHash)))];

    private static string Column(string text, Guid run, string through) => $"drafting.back_translations.{text}:{run:N}:{through}";

    private sealed record Row
    {
        public Guid StatementId { get; init; }
        public string Through { get; init; } = "";
        public byte[] TranslationSealed { get; init; } = [];
        public byte[]? BackSealed { get; init; }
        public bool Unsure { get; init; }
        public string[] Flags { get; init; } = [];
        public string? Reason { get; init; }
        public string? PromptHash { get; init; }
    }
}
