using System.Text.Json;
using Npgsql;
using Pulse.Language.Editing;
using Pulse.People;

namespace Pulse.Drafting;

/// <summary>drafting.theme_wordings with their sources. One that lost a source is not read any more, and soon deleted.</summary>
public static class ThemeWordings
{
    public const string LabelColumn = "drafting.theme_wordings.label";
    public const string SummaryColumn = "drafting.theme_wordings.summary";

    private const string AddSql = """
        with made as (
          insert into drafting.theme_wordings (wording_id, run_id, theme_id, language, label_sealed, summary_sealed, made_by,
            reason, prompt_hash, model, flags, made_on, sources)
          values (@id, @run, @Theme, @Language, @label, @summary, @MadeBy, @Reason, @PromptHash, @Model, @flags, @MadeOn,
            cardinality(@statements::uuid[]))
          returning wording_id
        )
        insert into drafting.theme_wording_sources (wording_id, statement_id)
        select wording_id, statement from made, unnest(@statements::uuid[]) as statement
        """;

    private const string OfRunSql = """
        select w.wording_id, w.theme_id, w.language, w.label_sealed, w.summary_sealed, w.made_by, w.reason, w.prompt_hash, w.model,
          w.flags, w.made_on, array_agg(s.statement_id order by s.statement_id) as statements
        from drafting.theme_wordings w
        join drafting.theme_wording_sources s using (wording_id)
        where w.run_id = @run
        group by w.wording_id
        having count(*) = w.sources
        order by w.theme_id, w.language
        """;

    private const string ForgetSql = """
        delete from drafting.theme_wordings w using analysing.runs r
        where r.run_id = w.run_id and r.dialogue_id = @dialogue
          and (select count(*) from drafting.theme_wording_sources s where s.wording_id = w.wording_id) < w.sources
        """;

    internal static Task Add(
        NpgsqlConnection connection, DialogueKey key, Guid run, ThemeWording wording, string model, DateOnly today, CancellationToken stop)
    {
        var (id, making) = (Guid.NewGuid(), Making.Of(wording.Origin, model, today));
        return Sql.Run(connection, AddSql, new
        {
            id,
            run,
            wording.Theme,
            wording.Language,
            label = key.Seal(wording.Label, LabelColumn, id),
            summary = key.Seal(JsonSerializer.Serialize(wording.Summary), SummaryColumn, id),
            making.MadeBy,
            making.Reason,
            making.PromptHash,
            making.Model,
            making.MadeOn,
            flags = wording.Summary.SelectMany(sentence => sentence.Flags).Distinct().Order(StringComparer.Ordinal).ToArray(),
            statements = wording.Sources.Distinct().ToArray(),
        }, stop);
    }

    /// <summary>What stands of a run, for its later steps.</summary>
    public static async Task<IReadOnlyList<ThemeWording>> OfRun(
        NpgsqlConnection connection, DialogueKey key, Guid run, CancellationToken stop) =>
        [.. (await Sql.Rows<Row>(connection, OfRunSql, new { run }, stop)).Select(row => new ThemeWording(
            row.ThemeId, row.Language, key.Open(row.LabelSealed, LabelColumn, row.WordingId),
            JsonSerializer.Deserialize<EditedSentence[]>(key.Open(row.SummarySealed, SummaryColumn, row.WordingId))!,
            row.MadeBy == Draft.ByModel ? new Origin(Language.Editing.MadeBy.Model, null, row.PromptHash) : Origin.BuiltIn(row.Reason), row.Statements))];

    /// <summary>After a withdrawal: what was made of a statement that is gone.</summary>
    public static Task<int> ForgetWithdrawn(NpgsqlConnection connection, Guid dialogue, CancellationToken stop) =>
        Sql.Run(connection, ForgetSql, new { dialogue }, stop);

    private sealed record Row
    {
        public Guid WordingId { get; init; }
        public Guid ThemeId { get; init; }
        public string Language { get; init; } = "";
        public byte[] LabelSealed { get; init; } = [];
        public byte[] SummarySealed { get; init; } = [];
        public string MadeBy { get; init; } = "";
        public string? Reason { get; init; }
        public string? PromptHash { get; init; }
        public Guid[] Statements { get; init; } = [];
    }
}
