using Npgsql;
using Pulse.Convening;
using Pulse.Publishing;

namespace Pulse.Web.Pages;

/// <summary>Requests of one task that ended in one way.</summary>
public sealed record CallTotal(string Task, string Outcome, int Calls, long Tokens, long MicroUsd);

/// <summary>Work for the model that could not be done, with a sentence that says why.</summary>
/// <param name="Permanent">It is not tried again by itself.</param>
public sealed record WaitingJob(string Job, string Message, bool Permanent, DateTime? WaitsUntil);

/// <summary>How far a dialogue's statements are translated into one of its languages.</summary>
/// <param name="Missing">Statements without a translation.</param>
/// <param name="ForPerson">Those of them that a model could not translate: they wait for a person.</param>
public sealed record LanguageStanding(string Language, int Missing, int ForPerson);

/// <summary>What a model does for a dialogue, what may leave for it, what it used and what waits.</summary>
public sealed record ModelModel
{
    private const int MostListed = 50;

    private const string CallsSql = """
        select task, outcome, count(*)::int as calls, sum(tokens_in + tokens_out)::bigint as tokens, sum(micro_usd)::bigint as micro_usd
        from language.calls where dialogue_id = @Id and called_on >= @month
        group by task, outcome order by task, outcome
        """;

    private const string NamesSql = """
        select distinct model from language.calls where dialogue_id = @Id and called_on >= @month order by model
        """;

    private const string WaitingSql = """
        select job, message, permanent, waits_until from work.failures
        where subject = @Id or subject in (select run_id from analysing.runs where dialogue_id = @Id)
        order by job
        """;

    private const string StandingsSql = """
        select l.language, count(*)::int as missing, count(m.statement_id)::int as for_person
        from unnest(@languages::text[]) as l (language)
        join moderating.statements s on s.dialogue_id = @Id and s.language <> l.language
        left join moderating.machine_translations m
          on m.statement_id = s.statement_id and m.language = l.language and m.text_sealed is null
        where not exists (
          select from moderating.translations t where t.statement_id = s.statement_id and t.language = l.language)
        group by l.language order by l.language
        """;

    private const string ForPersonSql = """
        select distinct m.statement_id
        from moderating.machine_translations m
        join moderating.statements s using (statement_id)
        where s.dialogue_id = @Id and m.text_sealed is null and not exists (
          select from moderating.translations t where t.statement_id = m.statement_id and t.language = m.language)
        order by m.statement_id
        limit @most
        """;

    private const string AnswersSql = """
        select count(*) filter (where s.answer_id is null)::int as not_looked_at,
          count(*) filter (where not s.usable)::int as unusable
        from moderating.rulings r
        left join moderating.suggestions s using (answer_id)
        where r.dialogue_id = @Id and r.outcome in ('held', 'passed')
        """;

    public required DialogueNames Names { get; init; }
    public required DateOnly Month { get; init; }

    /// <summary>As they stand with the month's calls.</summary>
    public required IReadOnlyList<string> Models { get; init; }
    public required long Tokens { get; init; }
    public required long MicroUsd { get; init; }
    public required IReadOnlyList<CallTotal> Calls { get; init; }
    public required IReadOnlyList<WaitingJob> Waiting { get; init; }
    public required IReadOnlyList<LanguageStanding> Standings { get; init; }

    /// <summary>The first statements that wait for a person's translation.</summary>
    public required IReadOnlyList<Guid> ForPerson { get; init; }

    /// <summary>What a model would take of what was there when somebody asked; null where nobody did.</summary>
    public required ModelEstimate? Estimate { get; init; }
    public required bool EstimateIsWaitedFor { get; init; }
    public required int NotLookedAt { get; init; }
    public required int Unusable { get; init; }

    public Dialogue Dialogue => Names.Dialogue;
    /// <summary>Tokens of the month's budget that are neither used nor reserved; null where there is no limit.</summary>
    public long? TokensLeft => Dialogue.Budget?.TokensPerMonth is { } most ? Math.Max(0, most - Tokens) : null;

    /// <summary>The same in millionths of a US dollar.</summary>
    public long? MicroUsdLeft => Dialogue.Budget?.UsdPerMonth is { } most ? Math.Max(0, (long)(most * 1_000_000) - MicroUsd) : null;
    public bool CallsModels => Dialogue.Provider != ModelProvider.None;

    public static async Task<ModelModel> Read(
        NpgsqlConnection connection, DialogueNames names, DateOnly today, CancellationToken stop)
    {
        var month = new DateOnly(today.Year, today.Month, 1);
        var id = names.Dialogue.Id;
        var (tokens, microUsd) = await Pulse.Language.Calling.Calls.Used(connection, id, month, stop);
        var answers = await Sql.One<AnswerTotals>(connection, AnswersSql, new { Id = id }, stop);
        return new ModelModel
        {
            Names = names,
            Month = month,
            Models = await Sql.Rows<string>(connection, NamesSql, new { Id = id, month }, stop),
            Tokens = tokens,
            MicroUsd = microUsd,
            Calls = await Sql.Rows<CallTotal>(connection, CallsSql, new { Id = id, month }, stop),
            Waiting = await Sql.Rows<WaitingJob>(connection, WaitingSql, new { Id = id }, stop),
            Standings = await Sql.Rows<LanguageStanding>(
                connection, StandingsSql, new { Id = id, languages = names.Dialogue.Languages.ToArray() }, stop),
            ForPerson = await Sql.Rows<Guid>(connection, ForPersonSql, new { Id = id, most = MostListed }, stop),
            Estimate = await ModelEstimates.Newest(connection, id, stop),
            EstimateIsWaitedFor = await ModelEstimates.IsWaitedFor(connection, id, stop),
            NotLookedAt = answers.NotLookedAt,
            Unusable = answers.Unusable,
        };
    }

    private sealed record AnswerTotals(int NotLookedAt, int Unusable);
}
