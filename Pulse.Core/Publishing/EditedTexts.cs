using System.Text.Json;
using Npgsql;
using Pulse.Drafting;
using Pulse.People;

namespace Pulse.Publishing;

/// <summary>A text that a model or the built-in engine made out of a run, as staff read it.</summary>
public sealed record EditedText
{
    /// <summary>"theme", "summary", "reasons-for", "reasons-against" or "narrative".</summary>
    public required string Kind { get; init; }

    /// <summary>The theme or statement it is about; null for a whole working group.</summary>
    public required Guid? About { get; init; }
    public required string Language { get; init; }

    /// <summary>A theme's heading; null for what has none.</summary>
    public required string? Label { get; init; }
    public required IReadOnlyList<EditedSentence> Sentences { get; init; }
    public required Making Making { get; init; }
    public bool ByModel => Making.MadeBy == Draft.ByModel;
}

/// <summary>What was edited of one working group. Whatever lost a source to a withdrawal is not among it.</summary>
public sealed record EditedTexts(IReadOnlyList<EditedText> All)
{
    public static readonly EditedTexts None = new([]);

    private const string ThemesSql = """
        select w.wording_id as id, 'theme' as kind, w.theme_id as about, w.language, w.label_sealed, w.summary_sealed as sentences_sealed,
          w.made_by, w.reason, w.prompt_hash, w.model, w.made_on
        from drafting.theme_wordings w
        join analysing.themes t using (theme_id)
        where w.run_id = @runId and t.working_group = @workingGroup
          and (select count(*) from drafting.theme_wording_sources s where s.wording_id = w.wording_id) = w.sources
        """;

    private const string SummariesSql = """
        select m.summary_id as id, m.kind, m.about, m.language, null::bytea as label_sealed, m.sentences_sealed,
          m.made_by, m.reason, m.prompt_hash, m.model, m.made_on
        from drafting.summaries m
        where m.run_id = @runId and m.working_group = @workingGroup
          and (select count(*) from drafting.summary_sources s where s.summary_id = m.summary_id) = m.sources
        """;

    /// <summary>A theme, a statement's reasons or the group's summary in a language; null where nothing was made.</summary>
    public EditedText? Of(string kind, Guid? about, string language) =>
        All.FirstOrDefault(text => text.Kind == kind && text.About == about && text.Language == language);

    public static async Task<EditedTexts> OfGroup(
        NpgsqlConnection connection, DialogueKey key, Guid runId, string workingGroup, CancellationToken stop)
    {
        var scope = new { runId, workingGroup };
        var themes = await Sql.Rows<Row>(connection, ThemesSql, scope, stop);
        var summaries = await Sql.Rows<Row>(connection, SummariesSql, scope, stop);
        return new EditedTexts(
        [
            .. themes.Select(row => Opened(row, key, ThemeWordings.SummaryColumn)),
            .. summaries.Select(row => Opened(row, key, Summaries.Column)),
        ]);
    }

    private static EditedText Opened(Row row, DialogueKey key, string column) => new()
    {
        Kind = row.Kind,
        About = row.About,
        Language = row.Language,
        Label = row.LabelSealed is null ? null : key.Open(row.LabelSealed, ThemeWordings.LabelColumn, row.Id),
        Sentences = JsonSerializer.Deserialize<EditedSentence[]>(key.Open(row.SentencesSealed, column, row.Id))!,
        Making = new Making { MadeBy = row.MadeBy, Reason = row.Reason, PromptHash = row.PromptHash, Model = row.Model, MadeOn = row.MadeOn },
    };

    private sealed record Row
    {
        public Guid Id { get; init; }
        public string Kind { get; init; } = "";
        public Guid? About { get; init; }
        public string Language { get; init; } = "";
        public byte[]? LabelSealed { get; init; }
        public byte[] SentencesSealed { get; init; } = [];
        public string MadeBy { get; init; } = "";
        public string? Reason { get; init; }
        public string? PromptHash { get; init; }
        public string? Model { get; init; }
        public DateOnly MadeOn { get; init; }
    }
}
