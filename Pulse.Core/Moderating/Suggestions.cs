using Npgsql;

namespace Pulse.Moderating;

/// <summary>An answer that no model has looked at.</summary>
public sealed record UnsuggestedAnswer(Guid AnswerId, string Item, string Language, byte[] TextSealed);

/// <summary>moderating.suggestions: at most one per answer.</summary>
public static class Suggestions
{
    // Not of a redacted answer: a person took out of it what no rule can see
    private const string DueSql = """
        select a.answer_id, a.item, a.language, a.text_sealed
        from moderating.rulings r
        join collecting.answers a using (answer_id)
        where r.dialogue_id = @dialogueId and r.outcome in ('held', 'passed')
          and not exists (
            select from moderating.suggestions s
            where s.answer_id = r.answer_id and (s.usable or (s.prompt_hash = @PromptHash and s.model = @Model)))
        order by a.item, a.answer_id
        limit @most
        """;

    private const string StoreSql = """
        insert into moderating.suggestions as standing (answer_id, usable, flags, why_sealed, why_language, working_group,
          prompt_hash, group_prompt_hash, model, made_on)
        select answer_id, @Usable, @Flags, @WhySealed, @WhyLanguage, @WorkingGroup, @PromptHash, @GroupPromptHash, @Model, @MadeOn
        from moderating.rulings where answer_id = @AnswerId
        for key share
        on conflict (answer_id) do update
          set usable = excluded.usable, flags = excluded.flags, why_sealed = excluded.why_sealed,
              why_language = excluded.why_language, working_group = excluded.working_group,
              prompt_hash = excluded.prompt_hash, group_prompt_hash = excluded.group_prompt_hash, model = excluded.model,
              made_on = excluded.made_on
          where not standing.usable
        """;

    private const string OfAnswersSql = """
        select answer_id, usable, flags, why_sealed, why_language, working_group, prompt_hash, group_prompt_hash, model, made_on
        from moderating.suggestions where answer_id = any(@answers)
        """;

    /// <summary>By question, then by id.</summary>
    public static Task<IReadOnlyList<UnsuggestedAnswer>> Due(
        NpgsqlConnection connection, Guid dialogueId, ModelAtWork at, int most, CancellationToken stop) =>
        Sql.Rows<UnsuggestedAnswer>(connection, DueSql, new { dialogueId, at.PromptHash, at.Model, most }, stop);

    /// <returns>False where the answer is gone, or has a suggestion already.</returns>
    public static async Task<bool> Store(NpgsqlConnection connection, Suggestion suggestion, CancellationToken stop) =>
        await Sql.Run(connection, StoreSql, suggestion, stop) == 1;

    public static async Task<IReadOnlyDictionary<Guid, Suggestion>> OfAnswers(
        NpgsqlConnection connection, IEnumerable<Guid> answers, CancellationToken stop) =>
        (await Sql.Rows<Suggestion>(connection, OfAnswersSql, new { answers = answers.ToArray() }, stop))
            .ToDictionary(suggestion => suggestion.AnswerId);
}
