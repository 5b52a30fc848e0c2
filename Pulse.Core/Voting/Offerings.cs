using Npgsql;

namespace Pulse.Voting;

/// <summary>voting.offerings: one row per dialogue that was ever looked at.</summary>
public static class Offerings
{
    /// <summary>How many statements and votes there are now.</summary>
    public sealed record Basis(int Statements, long Votes);

    private const string FindSql = """
        select dialogue_id, revision, policy, phase, statements, votes, made_on
        from voting.offerings where dialogue_id = @dialogueId
        """;

    private const string RevisionSql = "select revision from voting.offerings where dialogue_id = @dialogueId";

    private const string BasisSql = """
        select
          (select count(*) from moderating.statements
           where dialogue_id = @dialogueId and item = any(@questions))::int as statements,
          (select coalesce(sum(c.agree + c.disagree + c.pass), 0)
           from voting.counts c join moderating.statements s using (statement_id)
           where s.dialogue_id = @dialogueId and s.item = any(@questions))::bigint as votes
        """;

    private const string SaveSql = """
        insert into voting.offerings (dialogue_id, revision, policy, phase, statements, votes, made_on)
        values (@DialogueId, @Revision, @Policy, @Phase, @Statements, @Votes, @MadeOn)
        on conflict (dialogue_id) do update set
          revision = excluded.revision, policy = excluded.policy, phase = excluded.phase,
          statements = excluded.statements, votes = excluded.votes, made_on = excluded.made_on
        """;

    public static Task<Offering?> Find(NpgsqlConnection connection, Guid dialogueId, CancellationToken stop) =>
        Sql.OneOrNone<Offering>(connection, FindSql, new { dialogueId }, stop);

    /// <returns>Null where nothing was ever offered.</returns>
    public static Task<long?> Revision(NpgsqlConnection connection, Guid dialogueId, CancellationToken stop) =>
        Sql.OneOrNone<long?>(connection, RevisionSql, new { dialogueId }, stop);

    /// <param name="questions">Slugs of the items whose statements are voted on.</param>
    public static Task<Basis> BasisOf(
        NpgsqlConnection connection, Guid dialogueId, IReadOnlyCollection<string> questions, CancellationToken stop) =>
        Sql.One<Basis>(connection, BasisSql, new { dialogueId, questions = questions.ToArray() }, stop);

    /// <summary>The caller holds the transaction, and has written the offers in it.</summary>
    public static Task Save(NpgsqlConnection connection, Offering offering, CancellationToken stop) =>
        Sql.Run(connection, SaveSql, offering, stop);
}
