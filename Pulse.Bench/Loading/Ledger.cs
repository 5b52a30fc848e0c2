using Npgsql;

namespace Pulse.Bench.Loading;

/// <summary>What was acknowledged, held against what stands in the database.</summary>
/// <param name="Acknowledged">Different pairs of a participant and a statement.</param>
/// <param name="Lost">Acknowledged and not there, or there with another vote than the last acknowledged one.</param>
/// <param name="Unasked">There and never acknowledged.</param>
/// <param name="Miscounted">Statements and segments whose kept counts differ from a recount.</param>
internal sealed record Ledger(int Acknowledged, int Stored, int Lost, int Unasked, long Miscounted)
{
    private const string VotesSql = "select participant_id, statement_id, vote from voting.votes";

    private const string MiscountedSql = """
        with recounted as (
          select v.statement_id, p.segment,
            count(*) filter (where v.vote = 1) as agree,
            count(*) filter (where v.vote = -1) as disagree,
            count(*) filter (where v.vote = 0) as pass
          from voting.votes v join collecting.participants p using (participant_id)
          group by v.statement_id, p.segment
        )
        select count(*)
        from recounted r full join voting.counts c using (statement_id, segment)
        where coalesce(r.agree, 0) <> coalesce(c.agree, 0)
          or coalesce(r.disagree, 0) <> coalesce(c.disagree, 0)
          or coalesce(r.pass, 0) <> coalesce(c.pass, 0)
        """;

    /// <param name="inDoubt">Votes that were never answered: they may be there, and need not.</param>
    public bool Holds(int inDoubt) => Lost == 0 && Unasked <= inDoubt && Miscounted == 0;

    public static async Task<Ledger> Close(string admin, IEnumerable<Person> people)
    {
        var expected = new Dictionary<(Guid, Guid), sbyte>();
        foreach (var person in people)
        {
            foreach (var (statement, vote) in person.Acknowledged)
            {
                expected[(person.Id, statement)] = vote;
            }
        }

        await using var connection = new NpgsqlConnection(admin);
        await connection.OpenAsync();
        var miscounted = await Sql.One<long>(connection, MiscountedSql, null, CancellationToken.None);
        var (stored, found, unasked) = (0, 0, 0);
        await using var command = new NpgsqlCommand(VotesSql, connection);
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            stored++;
            if (!expected.TryGetValue((rows.GetGuid(0), rows.GetGuid(1)), out var vote))
            {
                unasked++;
            }
            else if (vote == rows.GetInt16(2))
            {
                found++;
            }
        }

        return new Ledger(expected.Count, stored, expected.Count - found, unasked, miscounted);
    }
}
