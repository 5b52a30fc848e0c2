using Npgsql;

namespace Pulse.Moderating;

/// <summary>moderating.statements: what may be read and voted on.</summary>
public static class Statements
{
    private const string InsertSql = """
        insert into moderating.statements
          (statement_id, dialogue_id, item, working_group, answer_id, segment, language, text_sealed, redacted, quoting,
           approved_on)
        values
          (@StatementId, @DialogueId, @Item, @WorkingGroup, @AnswerId, @Segment, @Language, @TextSealed, @Redacted,
           @Quoting, @ApprovedOn)
        """;

    private const string OfDialogueSql = """
        select statement_id, dialogue_id, item, working_group, answer_id, segment, language, text_sealed, redacted,
          quoting, approved_on
        from moderating.statements
        where dialogue_id = @dialogueId
        order by statement_id
        """;

    private const string OfItemsSql = """
        select statement_id, dialogue_id, item, working_group, answer_id, segment, language, text_sealed, redacted,
          quoting, approved_on
        from moderating.statements
        where dialogue_id = @dialogueId and item = any(@items)
        order by statement_id
        """;

    private const string OfIdsSql = """
        select statement_id, dialogue_id, item, working_group, answer_id, segment, language, text_sealed, redacted,
          quoting, approved_on
        from moderating.statements
        where statement_id = any(@ids)
        order by statement_id
        """;

    private const string RemoveOfAnswerSql = "delete from moderating.statements where answer_id = @answerId";

    public static Task Add(NpgsqlConnection connection, Statement statement, CancellationToken stop) =>
        Sql.Run(connection, InsertSql, statement, stop);

    /// <summary>All of a dialogue, ordered by id (which is random, so the order tells nothing).</summary>
    public static Task<IReadOnlyList<Statement>> OfDialogue(
        NpgsqlConnection connection, Guid dialogueId, CancellationToken stop) =>
        Sql.Rows<Statement>(connection, OfDialogueSql, new { dialogueId }, stop);

    public static Task<IReadOnlyList<Statement>> OfItems(
        NpgsqlConnection connection, Guid dialogueId, IReadOnlyCollection<string> items, CancellationToken stop) =>
        Sql.Rows<Statement>(connection, OfItemsSql, new { dialogueId, items = items.ToArray() }, stop);

    public static Task<IReadOnlyList<Statement>> OfIds(
        NpgsqlConnection connection, IReadOnlyCollection<Guid> ids, CancellationToken stop) =>
        Sql.Rows<Statement>(connection, OfIdsSql, new { ids = ids.ToArray() }, stop);

    public static async Task<Statement?> Find(NpgsqlConnection connection, Guid id, CancellationToken stop) =>
        (await OfIds(connection, [id], stop)).SingleOrDefault();

    /// <summary>Takes a statement back when its answer is ruled on anew; its votes go with it.</summary>
    public static Task<int> RemoveOfAnswer(NpgsqlConnection connection, Guid answerId, CancellationToken stop) =>
        Sql.Run(connection, RemoveOfAnswerSql, new { answerId }, stop);
}
