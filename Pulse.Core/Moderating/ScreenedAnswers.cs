using Npgsql;
using Pulse.People;

namespace Pulse.Moderating;

/// <summary>An answer as the moderation reads it: its text, the author's segment, and nothing else of the author.</summary>
public sealed record ScreenedAnswer
{
    public const string TextColumn = "collecting.answers.text";

    public required Guid AnswerId { get; init; }
    public required Guid DialogueId { get; init; }
    public required string Item { get; init; }
    public string? Segment { get; init; }
    public required string Language { get; init; }
    public required byte[] TextSealed { get; init; }
    public required string Quoting { get; init; }

    public string Text(DialogueKey key) => key.Open(TextSealed, TextColumn, AnswerId);
}

/// <summary>collecting.answers and their authors' segments, as far as the moderation needs them.</summary>
public static class ScreenedAnswers
{
    private const string UnruledSql = """
        select a.answer_id, a.dialogue_id, a.item, p.segment, a.language, a.text_sealed, a.quoting
        from collecting.answers a
        join collecting.participants p using (participant_id)
        where a.dialogue_id = @dialogueId
          and not exists (select from moderating.rulings r where r.answer_id = a.answer_id)
        order by a.answer_id
        limit @most
        """;

    private const string OfIdsSql = """
        select a.answer_id, a.dialogue_id, a.item, p.segment, a.language, a.text_sealed, a.quoting
        from collecting.answers a
        join collecting.participants p using (participant_id)
        where a.answer_id = any(@ids)
        order by a.answer_id
        """;

    private const string PassedSql = """
        select a.answer_id, a.dialogue_id, a.item, p.segment, a.language, a.text_sealed, a.quoting
        from collecting.answers a
        join collecting.participants p using (participant_id)
        join moderating.rulings r using (answer_id)
        where a.dialogue_id = @dialogueId and a.item = any(@items) and r.outcome <> 'excluded'
        order by a.answer_id
        """;

    private const string DueSql = """
        select d.dialogue_id
        from convening.dialogues d
        where exists (
          select from collecting.answers a
          where a.dialogue_id = d.dialogue_id
            and not exists (select from moderating.rulings r where r.answer_id = a.answer_id))
        order by d.dialogue_id
        """;

    public static Task<IReadOnlyList<ScreenedAnswer>> Unruled(
        NpgsqlConnection connection, Guid dialogueId, int most, CancellationToken stop) =>
        Sql.Rows<ScreenedAnswer>(connection, UnruledSql, new { dialogueId, most }, stop);

    public static Task<IReadOnlyList<ScreenedAnswer>> OfIds(
        NpgsqlConnection connection, IReadOnlyCollection<Guid> ids, CancellationToken stop) =>
        Sql.Rows<ScreenedAnswer>(connection, OfIdsSql, new { ids = ids.ToArray() }, stop);

    /// <summary>Answers to these items that were not excluded: what a new one may repeat.</summary>
    public static Task<IReadOnlyList<ScreenedAnswer>> NotExcluded(
        NpgsqlConnection connection, Guid dialogueId, IReadOnlyCollection<string> items, CancellationToken stop) =>
        Sql.Rows<ScreenedAnswer>(connection, PassedSql, new { dialogueId, items = items.ToArray() }, stop);

    /// <summary>Dialogues with answers that nobody has ruled on.</summary>
    public static Task<IReadOnlyList<Guid>> DialoguesWithUnruled(NpgsqlConnection connection, CancellationToken stop) =>
        Sql.Rows<Guid>(connection, DueSql, null, stop);
}
