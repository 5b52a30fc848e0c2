using Npgsql;
using Pulse.People;

namespace Pulse.Publishing;

/// <summary>A statement, where it came from, and the votes cast on it up to the run's cutoff. Exploratory, never headline.</summary>
public sealed record StatementResult
{
    public required Guid StatementId { get; init; }
    public required Words Words { get; init; }
    public required string Quoting { get; init; }
    public required bool Redacted { get; init; }

    /// <summary>The author's top-level or finer segment; null where it was not given.</summary>
    public required string? AuthorSegment { get; init; }
    public required IReadOnlyList<SegmentResult> Results { get; init; }

    /// <summary>0–1, from its words alone; null without a text, and in runs before there was one.</summary>
    public required double? Concreteness { get; init; }

    /// <summary>The cues that gave most of it, in kebab case.</summary>
    public required IReadOnlyList<string> ConcreteBy { get; init; }

    /// <summary>What a model expects of the least share over the bridging segments, and how far it may be off. Never agreement.</summary>
    public required (double Expected, double Low, double High)? ExpectedLeast { get; init; }
}

/// <summary>What a run counted about the statements of one working group, joined to their words.</summary>
public static class StatementResults
{
    private const string StatementsSql = """
        select statement.statement_id, statement.language, statement.text_sealed, statement.quoting,
          statement.redacted, statement.segment, score.concreteness, score.concrete_by,
          score.expected_least, score.expected_least_low, score.expected_least_high
        from moderating.statements statement
        join analysing.statement_scores score on score.run_id = @runId and score.statement_id = statement.statement_id
        where statement.dialogue_id = @dialogueId
          and statement.working_group = @workingGroup
        order by statement.statement_id
        """;

    private const string TranslationsSql = """
        select translation.statement_id, translation.language, translation.text_sealed, translation.made_by
        from moderating.translations translation
        join moderating.statements statement using (statement_id)
        where statement.dialogue_id = @dialogueId and statement.working_group = @workingGroup
        order by translation.statement_id, translation.language
        """;

    private const string CountsSql = """
        select counted.statement_id, counted.segment, counted.agree, counted.disagree, counted.pass,
          counted.low, counted.high, segment.bridging,
          corrected.corrected, corrected.low as corrected_low, corrected.high as corrected_high
        from analysing.statement_counts counted
        left join analysing.corrected_shares corrected using (run_id, statement_id, segment)
        join moderating.statements statement using (statement_id)
        join convening.segments segment
          on segment.dialogue_id = statement.dialogue_id and segment.segment = counted.segment
        where counted.run_id = @runId and statement.working_group = @workingGroup and segment.parent is null
        order by counted.statement_id, segment.position
        """;

    public static async Task<IReadOnlyList<StatementResult>> OfGroup(
        NpgsqlConnection connection, DialogueKey key, Guid runId, string workingGroup, CancellationToken stop)
    {
        var scope = new { key.DialogueId, runId, workingGroup };
        var statements = await Sql.Rows<StatementRow>(connection, StatementsSql, scope, stop);
        var translations = (await Sql.Rows<TranslationRow>(connection, TranslationsSql, scope, stop))
            .ToLookup(row => row.StatementId);
        var counts = (await Sql.Rows<CountRow>(connection, CountsSql, scope, stop)).ToLookup(row => row.StatementId);

        return [.. statements.Select(row => new StatementResult
        {
            StatementId = row.StatementId,
            Words = Open(key, row, translations[row.StatementId]),
            Quoting = row.Quoting,
            Redacted = row.Redacted,
            AuthorSegment = row.Segment,
            Results = [.. counts[row.StatementId].Select(count => count.ToResult())],
            Concreteness = row.Concreteness,
            ConcreteBy = row.ConcreteBy ?? [],
            ExpectedLeast = row.ExpectedLeast is { } expected
                ? (expected, row.ExpectedLeastLow ?? 0, row.ExpectedLeastHigh ?? 1) : null,
        })];
    }

    private static Words Open(DialogueKey key, StatementRow row, IEnumerable<TranslationRow> translations) => new(
        key.Open(row.TextSealed, "moderating.statements.text", row.StatementId), row.Language,
        [.. translations.Select(version => new Translated(
            version.Language,
            key.Open(version.TextSealed, $"moderating.translations.text:{version.Language}", row.StatementId),
            version.MadeBy))]);

    private sealed record StatementRow
    {
        public Guid StatementId { get; init; }
        public string Language { get; init; } = "";
        public byte[] TextSealed { get; init; } = [];
        public string Quoting { get; init; } = "";
        public bool Redacted { get; init; }
        public string? Segment { get; init; }
        public double? Concreteness { get; init; }
        public string[]? ConcreteBy { get; init; }
        public double? ExpectedLeast { get; init; }
        public double? ExpectedLeastLow { get; init; }
        public double? ExpectedLeastHigh { get; init; }
    }

    private sealed record TranslationRow
    {
        public Guid StatementId { get; init; }
        public string Language { get; init; } = "";
        public byte[] TextSealed { get; init; } = [];
        public string MadeBy { get; init; } = "";
    }

    private sealed record CountRow
    {
        public Guid StatementId { get; init; }
        public string Segment { get; init; } = "";
        public int Agree { get; init; }
        public int Disagree { get; init; }
        public int Pass { get; init; }
        public double Low { get; init; }
        public double High { get; init; }
        public bool Bridging { get; init; }
        public double? Corrected { get; init; }
        public double? CorrectedLow { get; init; }
        public double? CorrectedHigh { get; init; }

        public SegmentResult ToResult() => new()
        {
            Segment = Segment,
            Bridging = Bridging,
            Agree = Agree,
            Pass = Pass,
            Disagree = Disagree,
            Low = Low,
            High = High,
            Corrected = Corrected is { } share ? new CorrectedShare(share, CorrectedLow ?? 0, CorrectedHigh ?? 1) : null,
        };
    }
}
