using Npgsql;

namespace Pulse.Moderating;

/// <summary>How many answers to an item were excluded for one reason.</summary>
public sealed record ExclusionTotal
{
    public required string Item { get; init; }
    public required string Reason { get; init; }
    public required int Answers { get; init; }
}

/// <summary>moderating.exclusions: nothing disappears silently.</summary>
public static class Exclusions
{
    private const string InsertSql = """
        insert into moderating.exclusions
          (exclusion_id, dialogue_id, item, answer_id, segment, reason, note_sealed, excluded_on)
        values (@ExclusionId, @DialogueId, @Item, @AnswerId, @Segment, @Reason, @NoteSealed, @ExcludedOn)
        """;

    private const string LiftSql = "delete from moderating.exclusions where answer_id = @answerId";

    private const string OfDialogueSql = """
        select exclusion_id, dialogue_id, item, answer_id, segment, reason, note_sealed, excluded_on
        from moderating.exclusions where dialogue_id = @dialogueId
        order by item, reason, exclusion_id
        """;

    private const string TotalsSql = """
        select item, reason, count(*)::int as answers
        from moderating.exclusions where dialogue_id = @dialogueId
        group by item, reason order by item, reason
        """;

    public static Task Add(NpgsqlConnection connection, Exclusion exclusion, CancellationToken stop) =>
        Sql.Run(connection, InsertSql, exclusion, stop);

    /// <summary>A person ruled the answer in after all.</summary>
    public static Task Lift(NpgsqlConnection connection, Guid answerId, CancellationToken stop) =>
        Sql.Run(connection, LiftSql, new { answerId }, stop);

    public static Task<IReadOnlyList<Exclusion>> OfDialogue(
        NpgsqlConnection connection, Guid dialogueId, CancellationToken stop) =>
        Sql.Rows<Exclusion>(connection, OfDialogueSql, new { dialogueId }, stop);

    /// <summary>Counted in every report: how many answers, per item and reason.</summary>
    public static Task<IReadOnlyList<ExclusionTotal>> Totals(
        NpgsqlConnection connection, Guid dialogueId, CancellationToken stop) =>
        Sql.Rows<ExclusionTotal>(connection, TotalsSql, new { dialogueId }, stop);
}
