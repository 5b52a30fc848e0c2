using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Pulse.Voting;

/// <summary>Writes decided votes and commits them: the votes, their counts, what was drawn, and what is remembered of the replies.</summary>
internal static class WritingVotes
{
    private const int Created = 201;

    private const string Commit = "commit";

    // apart from those that replace one: an upsert would look each up twice, and nobody else writes for these participants now
    private const string NewSql = """
        insert into voting.votes (statement_id, participant_id, vote, important, language_read, cast_on)
        select v.statement_id, v.participant_id, v.vote, v.important, v.language_read, $6::date
        from unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::boolean[], $5::text[])
          as v (statement_id, participant_id, vote, important, language_read)
        """;

    private const string ChangedSql = """
        update voting.votes old
        set vote = v.vote, important = v.important, language_read = v.language_read, cast_on = $6::date
        from unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::boolean[], $5::text[])
          as v (statement_id, participant_id, vote, important, language_read)
        where old.participant_id = v.participant_id and old.statement_id = v.statement_id
        """;

    // in one order for everybody, so that two batches do not wait for each other in a ring
    private const string AddSql = """
        insert into voting.counts (statement_id, segment, agree, disagree, pass)
        select n.statement_id, n.segment, n.agree, n.disagree, n.pass
        from unnest($1::uuid[], $2::text[], $3::int[], $4::int[], $5::int[])
          as n (statement_id, segment, agree, disagree, pass)
        on conflict (statement_id, segment) do update set
          agree = counts.agree + excluded.agree,
          disagree = counts.disagree + excluded.disagree,
          pass = counts.pass + excluded.pass
        """;

    // apart from what is added, since a proposed row with a negative number would break its CHECK; the rows are ours by now
    private const string SubtractSql = """
        update voting.counts c set
          agree = c.agree - n.agree, disagree = c.disagree - n.disagree, pass = c.pass - n.pass
        from unnest($1::uuid[], $2::text[], $3::int[], $4::int[], $5::int[])
          as n (statement_id, segment, agree, disagree, pass)
        where c.statement_id = n.statement_id and c.segment = n.segment
        """;

    private const string OfferedSql = """
        insert into voting.offered (participant_id, statement_id, step, probability)
        select o.participant_id, o.statement_id, o.step, o.probability
        from unnest($1::uuid[], $2::uuid[], $3::int[], $4::float8[]) as o (participant_id, statement_id, step, probability)
        """;

    private const string WritesSql = """
        insert into people.writes (participant_id, write_key, body_hash, status, reply)
        select w.participant_id, w.write_key, w.body_hash, $5::int, w.reply::json
        from unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::text[]) as w (participant_id, write_key, body_hash, reply)
        """;

    /// <returns>The statements that come next, by their ids; the transaction is then committed.</returns>
    public static async Task<IReadOnlyDictionary<Guid, SealedStatement>> Run(
        NpgsqlConnection connection, IReadOnlyList<(GivenVote Vote, Decision Decision)> decided, DateOnly today,
        CancellationToken stop)
    {
        await using var batch = new NpgsqlBatch(connection);
        var written = decided.Where(one => one.Decision.IsWritten).ToList();
        if (written.Count > 0)
        {
            AddVotes(batch.BatchCommands, NewSql, [.. written.Where(one => one.Decision.Before is null)], today);
            AddVotes(batch.BatchCommands, ChangedSql, [.. written.Where(one => one.Decision.Before is not null)], today);
            AddOffered(batch.BatchCommands, [.. written.Where(one => one.Decision.Probability is not null)]);
            AddWrites(batch.BatchCommands, written);
        }

        var next = decided.Select(one => one.Decision.Next).OfType<Guid>().Distinct().ToArray();
        if (next.Length > 0)
        {
            batch.BatchCommands.Add(Sql.Step(SealedStatement.ByIds, Sql.Value(next)));
        }

        // last, since others who vote on the same statements wait from here to the commit
        AddCounts(batch.BatchCommands, written);
        batch.BatchCommands.Add(Sql.Step(Commit));
        await using var reader = await batch.ExecuteReaderAsync(stop);
        var statements = await SealedStatement.Read(reader, stop);
        // to the very end: only then was the commit acknowledged
        while (await reader.NextResultAsync(stop))
        {
        }

        return statements;
    }

    private static void AddVotes(
        NpgsqlBatchCommandCollection steps, [ConstantExpected] string sql,
        List<(GivenVote Vote, Decision Decision)> votes, DateOnly today)
    {
        if (votes.Count > 0)
        {
            steps.Add(Sql.Step(sql,
                Sql.Value(votes.Select(one => one.Vote.StatementId).ToArray()),
                Sql.Value(votes.Select(one => one.Vote.ParticipantId).ToArray()),
                Sql.Value(votes.Select(one => (short)one.Vote.Value).ToArray()),
                Sql.Value(votes.Select(one => one.Decision.Important).ToArray()),
                Sql.Value(votes.Select(one => one.Vote.LanguageRead).ToArray()),
                Sql.Value(today)));
        }
    }

    private static void AddCounts(
        NpgsqlBatchCommandCollection steps, List<(GivenVote Vote, Decision Decision)> written)
    {
        var moved = written.Where(one => one.Decision.Before != one.Vote.Value).ToList();
        if (Step(AddSql, moved.Select(one => (one.Vote.StatementId, one.Decision.CountedAs, one.Vote.Value))) is { } add)
        {
            steps.Add(add);
        }

        if (Step(SubtractSql, moved.Where(one => one.Decision.Before is not null)
            .Select(one => (one.Vote.StatementId, one.Decision.CountedAs, one.Decision.Before!.Value))) is { } subtract)
        {
            steps.Add(subtract);
        }
    }

    private static NpgsqlBatchCommand? Step(
        [ConstantExpected] string sql,
        IEnumerable<(Guid StatementId, string Segment, int Value)> votes)
    {
        var counted = votes.GroupBy(one => (one.StatementId, one.Segment))
            .OrderBy(group => group.Key.StatementId)
            .ThenBy(group => group.Key.Segment, StringComparer.Ordinal)
            .ToList();
        return counted.Count == 0 ? null : Sql.Step(sql,
            Sql.Value(counted.Select(group => group.Key.StatementId).ToArray()),
            Sql.Value(counted.Select(group => group.Key.Segment).ToArray()),
            Sql.Value(counted.Select(group => group.Count(one => one.Value == 1)).ToArray()),
            Sql.Value(counted.Select(group => group.Count(one => one.Value == -1)).ToArray()),
            Sql.Value(counted.Select(group => group.Count(one => one.Value == 0)).ToArray()));
    }

    private static void AddOffered(
        NpgsqlBatchCommandCollection steps, List<(GivenVote Vote, Decision Decision)> drawn)
    {
        if (drawn.Count > 0)
        {
            steps.Add(Sql.Step(OfferedSql,
                Sql.Value(drawn.Select(one => one.Vote.ParticipantId).ToArray()),
                Sql.Value(drawn.Select(one => one.Decision.Next!.Value).ToArray()),
                Sql.Value(drawn.Select(one => one.Decision.Step).ToArray()),
                Sql.Value(drawn.Select(one => one.Decision.Probability!.Value).ToArray())));
        }
    }

    private static void AddWrites(
        NpgsqlBatchCommandCollection steps, List<(GivenVote Vote, Decision Decision)> written) =>
        steps.Add(Sql.Step(WritesSql,
            Sql.Value(written.Select(one => one.Vote.ParticipantId).ToArray()),
            Sql.Value(written.Select(one => one.Vote.WriteKey).ToArray()),
            Sql.Value(written.Select(one => one.Vote.BodyHash).ToArray()),
            Sql.Value(written.Select(one => new CastMemo(one.Vote.StatementId, one.Decision.Next).ToJson()).ToArray()),
            Sql.Value(Created)));
}
