using Npgsql;
using Pulse.Drafting;

namespace Pulse.Reviewing;

/// <summary>reviewing.texts and their wordings: rows are added, never rewritten.</summary>
public static class Texts
{
    /// <summary>SQL of a text t made of words that were taken back, also before the withdrawal was carried here.</summary>
    public const string SourceWithdrawn = $"""
        (t.source_withdrawn or exists (select from drafting.drafts d where d.draft_id = t.draft_id and {Drafts.LostSource}))
        """;

    private const string InsertSql = """
        insert into reviewing.texts
          (text_id, dialogue_id, working_group, draft_id, version, replaces, reviewed_by, outcome, reason,
           source_withdrawn)
        values
          (@TextId, @DialogueId, @WorkingGroup, @DraftId, @Version, @Replaces, @ReviewedBy, @outcome, @Reason,
           @SourceWithdrawn)
        """;

    private const string InsertWordingSql = """
        insert into reviewing.wordings (text_id, language, text_sealed, edited)
        values (@TextId, @Language, @TextSealed, @Edited)
        """;

    private const string FindSql = $"""
        select t.text_id, t.dialogue_id, t.working_group, t.draft_id, t.version, t.replaces, t.reviewed_by,
          t.reviewed_at, t.outcome, t.reason, {SourceWithdrawn} as source_withdrawn,
          exists (select from reviewing.texts newer where newer.replaces = t.text_id) as replaced
        from reviewing.texts t where t.text_id = @textId
        """;

    private const string OfDialogueSql = $"""
        select t.text_id, t.dialogue_id, t.working_group, t.draft_id, t.version, t.replaces, t.reviewed_by,
          t.reviewed_at, t.outcome, t.reason, {SourceWithdrawn} as source_withdrawn,
          exists (select from reviewing.texts newer where newer.replaces = t.text_id) as replaced
        from reviewing.texts t where t.dialogue_id = @dialogueId
        order by t.working_group, t.reviewed_at, t.text_id
        """;

    private const string StandingSql = $"""
        select t.text_id, t.dialogue_id, t.working_group, t.draft_id, t.version, t.replaces, t.reviewed_by,
          t.reviewed_at, t.outcome, t.reason, {SourceWithdrawn} as source_withdrawn, false as replaced
        from reviewing.texts t
        where t.dialogue_id = @dialogueId and t.outcome = 'approved'
          and not exists (select from reviewing.texts newer where newer.replaces = t.text_id)
        order by t.working_group, t.reviewed_at, t.text_id
        """;

    private const string WordingsSql = """
        select text_id, language, text_sealed, edited
        from reviewing.wordings where text_id = any(@ids) order by text_id, language
        """;

    private const string ReviewedStatementsSql = """
        select distinct c.statement_id
        from reviewing.texts t
        join drafting.drafts d using (draft_id)
        join drafting.citations c using (draft_id)
        where t.dialogue_id = @dialogueId and d.run_id is distinct from @besides
        order by c.statement_id
        """;

    private const string MarkWithdrawnSql = $"""
        update reviewing.texts t set source_withdrawn = true
        from drafting.drafts d
        where t.draft_id = d.draft_id and t.dialogue_id = @dialogueId and not t.source_withdrawn and {Drafts.LostSource}
        """;

    public static async Task Add(
        NpgsqlConnection connection, Text text, IEnumerable<Wording> wordings, CancellationToken stop)
    {
        await Sql.Run(connection, InsertSql, new
        {
            text.TextId,
            text.DialogueId,
            text.WorkingGroup,
            text.DraftId,
            text.Version,
            text.Replaces,
            text.ReviewedBy,
            outcome = NameOf(text.Outcome),
            text.Reason,
            text.SourceWithdrawn,
        }, stop);
        foreach (var wording in wordings)
        {
            await Sql.Run(connection, InsertWordingSql, wording, stop);
        }
    }

    public static Task<Text?> Find(NpgsqlConnection connection, Guid textId, CancellationToken stop) =>
        Sql.OneOrNone<Text>(connection, FindSql, new { textId }, stop);

    /// <summary>Every version, approved or rejected, by working group and time of review.</summary>
    public static Task<IReadOnlyList<Text>> OfDialogue(
        NpgsqlConnection connection, Guid dialogueId, CancellationToken stop) =>
        Sql.Rows<Text>(connection, OfDialogueSql, new { dialogueId }, stop);

    /// <summary>Approved and not replaced: what is put to the ratification vote.</summary>
    public static Task<IReadOnlyList<Text>> Standing(
        NpgsqlConnection connection, Guid dialogueId, CancellationToken stop) =>
        Sql.Rows<Text>(connection, StandingSql, new { dialogueId }, stop);

    public static Task<IReadOnlyList<Wording>> Wordings(
        NpgsqlConnection connection, IReadOnlyCollection<Guid> textIds, CancellationToken stop) =>
        Sql.Rows<Wording>(connection, WordingsSql, new { ids = textIds.ToArray() }, stop);

    /// <summary>Statements that a reviewer has already ruled on: a later run need not propose them again.</summary>
    /// <param name="besides">A run of whose own drafts no ruling counts.</param>
    public static Task<IReadOnlyList<Guid>> ReviewedStatements(
        NpgsqlConnection connection, Guid dialogueId, CancellationToken stop, Guid? besides = null) =>
        Sql.Rows<Guid>(connection, ReviewedStatementsSql, new { dialogueId, besides }, stop);

    /// <summary>After a withdrawal, before the drafts are forgotten: texts made from withdrawn words say so.</summary>
    public static Task<int> MarkWithdrawn(NpgsqlConnection connection, Guid dialogueId, CancellationToken stop) =>
        Sql.Run(connection, MarkWithdrawnSql, new { dialogueId }, stop);

    private static string NameOf(ReviewOutcome outcome) => outcome switch
    {
        ReviewOutcome.Approved => "approved",
        ReviewOutcome.Rejected => "rejected",
    };
}
