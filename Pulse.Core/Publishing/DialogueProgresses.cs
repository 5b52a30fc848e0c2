using Npgsql;

namespace Pulse.Publishing;

/// <summary>How far a dialogue's answers have come, in whole numbers that name nobody.</summary>
public sealed record DialogueProgress(int Answers, int Unruled, int Held, int Statements, int Excluded);

public static class DialogueProgresses
{
    private const string OfDialogueSql = """
        select
          (select count(*)::int from collecting.answers where dialogue_id = @dialogueId) as answers,
          (select count(*)::int from collecting.answers answer where dialogue_id = @dialogueId
            and not exists (select from moderating.rulings ruling where ruling.answer_id = answer.answer_id)) as unruled,
          (select count(*)::int from moderating.rulings where dialogue_id = @dialogueId and outcome = 'held') as held,
          (select count(*)::int from moderating.statements where dialogue_id = @dialogueId) as statements,
          (select count(*)::int from moderating.exclusions where dialogue_id = @dialogueId) as excluded
        """;

    public static Task<DialogueProgress> OfDialogue(NpgsqlConnection connection, Guid dialogueId, CancellationToken stop) =>
        Sql.One<DialogueProgress>(connection, OfDialogueSql, new { dialogueId }, stop);
}
