using System.Text.Json;
using Npgsql;
using Pulse.People;

namespace Pulse.Publishing;

/// <summary>A theme the built-in engine found: its distinctive terms, how many answers, and which stand for it.</summary>
public sealed record ThemeResult
{
    public required Guid ThemeId { get; init; }
    public required int Answers { get; init; }

    /// <summary>An answer in it was taken back since the run: whose words its terms are can no longer be told, so it has none.</summary>
    public bool LostAnswer { get; init; }

    /// <summary>Language to distinctive terms, most distinctive first.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Terms { get; init; }

    /// <summary>Ids of its statements, the most representative first.</summary>
    public required IReadOnlyList<Guid> Statements { get; init; }

    /// <summary>Narrower things within it, largest first; their words tell them from the rest of the theme.</summary>
    public required IReadOnlyList<ThemeResult> SubThemes { get; init; }
}

/// <param name="WithoutTheme">Answers that fit no theme: counted, never hidden.</param>
public sealed record GroupThemes(IReadOnlyList<ThemeResult> Themes, int WithoutTheme);

public static class ThemeResults
{
    private const string ThemesSql = """
        select theme_id, labels_sealed, answers, parent_id
        from analysing.themes
        where run_id = @runId and working_group = @workingGroup
        order by position
        """;

    private const string AnswersSql = """
        select placed.statement_id, placed.theme_id, placed.sub_theme_id
        from analysing.theme_answers placed
        join moderating.statements statement using (statement_id)
        where placed.run_id = @runId and statement.working_group = @workingGroup
        order by placed.theme_id, placed.rank, placed.statement_id
        """;

    public static async Task<GroupThemes> OfGroup(
        NpgsqlConnection connection, DialogueKey key, Guid runId, string workingGroup, CancellationToken stop)
    {
        var scope = new { runId, workingGroup };
        var themes = await Sql.Rows<ThemeRow>(connection, ThemesSql, scope, stop);
        var placed = await Sql.Rows<PlacedRow>(connection, AnswersSql, scope, stop);
        var byTheme = placed.ToLookup(row => row.ThemeId, row => row.StatementId);
        var bySubTheme = placed.ToLookup(row => row.SubThemeId, row => row.StatementId);
        var parts = themes.ToLookup(row => row.ParentId);
        return new GroupThemes([.. parts[null].Select(row => Opened(row, byTheme))], byTheme[null].Count());

        ThemeResult Opened(ThemeRow row, ILookup<Guid?, Guid> statements)
        {
            Guid[] standing = [.. statements[row.ThemeId]];
            return new ThemeResult
            {
                ThemeId = row.ThemeId,
                Answers = standing.Length,
                LostAnswer = standing.Length < row.Answers,
                Terms = standing.Length < row.Answers ? [] : JsonSerializer.Deserialize<Dictionary<string, IReadOnlyList<string>>>(
                    key.Open(row.LabelsSealed, "analysing.themes.labels", row.ThemeId))!,
                Statements = standing,
                SubThemes = [.. parts[row.ThemeId].Select(part => Opened(part, bySubTheme))],
            };
        }
    }

    private sealed record ThemeRow
    {
        public Guid ThemeId { get; init; }
        public byte[] LabelsSealed { get; init; } = [];
        public int Answers { get; init; }
        public Guid? ParentId { get; init; }
    }

    private sealed record PlacedRow
    {
        public Guid StatementId { get; init; }
        public Guid? ThemeId { get; init; }
        public Guid? SubThemeId { get; init; }
    }
}
