using Npgsql;

namespace Pulse.Moderating;

/// <summary>moderating.rulings: one row per screened answer. An answer without one is work to do.</summary>
public static class Rulings
{
    private const string InsertSql = """
        insert into moderating.rulings (answer_id, dialogue_id, flags, outcome, ruled_by, rule_version, ruled_on)
        values (@AnswerId, @DialogueId, @Flags, @outcome, @RuledBy, @RuleVersion, @RuledOn)
        on conflict (answer_id) do nothing
        """;

    private const string RuleSql = """
        update moderating.rulings set outcome = @outcome, ruled_by = @staffId, ruled_on = @today
        where answer_id = @answerId
        """;

    private const string FindSql = """
        select answer_id, dialogue_id, flags, outcome, ruled_by, rule_version, ruled_on
        from moderating.rulings where answer_id = @answerId
        for update
        """;

    private const string HeldSql = """
        select answer_id, dialogue_id, flags, outcome, ruled_by, rule_version, ruled_on
        from moderating.rulings
        where dialogue_id = @dialogueId and outcome = 'held'
        order by cardinality(flags) desc, answer_id
        limit @most
        """;

    private const string TotalsSql = """
        select outcome, count(*)::int as answers
        from moderating.rulings where dialogue_id = @dialogueId
        group by outcome order by outcome
        """;

    /// <returns>False if the answer was ruled on already.</returns>
    public static async Task<bool> Add(NpgsqlConnection connection, Ruling ruling, CancellationToken stop) =>
        await Sql.Run(connection, InsertSql, new
        {
            ruling.AnswerId,
            ruling.DialogueId,
            ruling.Flags,
            outcome = RulingOutcomes.Word(ruling.Outcome),
            ruling.RuledBy,
            ruling.RuleVersion,
            ruling.RuledOn,
        }, stop) == 1;

    /// <summary>A person rules; the flags stay as the rules saw them.</summary>
    public static Task Rule(
        NpgsqlConnection connection, Guid answerId, RulingOutcome outcome, Guid? staffId, DateOnly today,
        CancellationToken stop) =>
        Sql.Run(connection, RuleSql, new { answerId, outcome = RulingOutcomes.Word(outcome), staffId, today }, stop);

    /// <summary>The ruling, locked until the transaction ends, so that two people cannot rule at once.</summary>
    public static Task<Ruling?> Lock(NpgsqlConnection connection, Guid answerId, CancellationToken stop) =>
        Sql.OneOrNone<Ruling>(connection, FindSql, new { answerId }, stop);

    /// <summary>What waits for a person, most flagged first.</summary>
    public static Task<IReadOnlyList<Ruling>> Held(
        NpgsqlConnection connection, Guid dialogueId, int most, CancellationToken stop) =>
        Sql.Rows<Ruling>(connection, HeldSql, new { dialogueId, most }, stop);

    public static async Task<IReadOnlyDictionary<RulingOutcome, int>> Totals(
        NpgsqlConnection connection, Guid dialogueId, CancellationToken stop) =>
        (await Sql.Rows<RulingTotal>(connection, TotalsSql, new { dialogueId }, stop))
            .ToDictionary(total => total.Outcome, total => total.Answers);

    private sealed record RulingTotal
    {
        public RulingOutcome Outcome { get; init; }
        public int Answers { get; init; }
    }
}
