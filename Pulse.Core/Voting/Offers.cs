using Npgsql;

namespace Pulse.Voting;

/// <summary>voting.offers: the weights that stand; who reads while they are replaced sees either all old or all new ones.</summary>
public static class Offers
{
    /// <summary>A statement with its cast votes in one segment.</summary>
    public sealed record Weighed
    {
        public required Guid StatementId { get; init; }
        public required string Item { get; init; }

        /// <summary>The author's top-level segment.</summary>
        public string? Segment { get; init; }
    }

    /// <summary>Cast votes on a statement in one segment, as they are counted.</summary>
    public sealed record Count
    {
        public required Guid StatementId { get; init; }
        public required string Segment { get; init; }
        public required int Agree { get; init; }
        public required int Disagree { get; init; }
        public required int Pass { get; init; }
    }

    private const string StatementsSql = """
        select statement_id, item, segment from moderating.statements
        where dialogue_id = @dialogueId and item = any(@questions)
        order by statement_id
        """;

    private const string CountsSql = """
        select c.statement_id, c.segment, c.agree, c.disagree, c.pass
        from voting.counts c join moderating.statements s using (statement_id)
        where s.dialogue_id = @dialogueId and s.item = any(@questions)
        order by c.statement_id, c.segment
        """;

    // a statement that was taken back since it was weighed is passed over
    private const string SaveSql = """
        insert into voting.offers (statement_id, segment, weight, revision)
        select o.statement_id, o.segment, o.weight, @revision
        from unnest(@statements::uuid[], @segments::text[], @weights::float8[]) as o (statement_id, segment, weight)
        join moderating.statements s on s.statement_id = o.statement_id
        order by o.statement_id, o.segment
        on conflict (statement_id, segment) do update set weight = excluded.weight, revision = excluded.revision
        """;

    private const string DropOthersSql = """
        delete from voting.offers o using moderating.statements s
        where s.statement_id = o.statement_id and s.dialogue_id = @dialogueId and o.revision <> @revision
        """;

    /// <summary>Ordered by id.</summary>
    public static Task<IReadOnlyList<Weighed>> Statements(
        NpgsqlConnection connection, Guid dialogueId, IReadOnlyCollection<string> questions, CancellationToken stop) =>
        Sql.Rows<Weighed>(connection, StatementsSql, new { dialogueId, questions = questions.ToArray() }, stop);

    public static Task<IReadOnlyList<Count>> Counts(
        NpgsqlConnection connection, Guid dialogueId, IReadOnlyCollection<string> questions, CancellationToken stop) =>
        Sql.Rows<Count>(connection, CountsSql, new { dialogueId, questions = questions.ToArray() }, stop);

    /// <summary>Puts these offers in the place of all that stood for the dialogue; the caller holds the transaction.</summary>
    public static async Task Replace(
        NpgsqlConnection connection, Offering offering, IReadOnlyCollection<Offer> offers, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(offering);
        await Sql.Run(connection, SaveSql, new
        {
            revision = offering.Revision,
            statements = offers.Select(offer => offer.StatementId).ToArray(),
            segments = offers.Select(offer => offer.Segment).ToArray(),
            weights = offers.Select(offer => offer.Weight).ToArray(),
        }, stop);
        await Sql.Run(
            connection, DropOthersSql, new { dialogueId = offering.DialogueId, revision = offering.Revision }, stop);
        await Offerings.Save(connection, offering, stop);
    }
}
