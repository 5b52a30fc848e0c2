using Npgsql;
using Pulse.People;

namespace Pulse.Voting;

/// <summary>A vote that was decided on, with what it was decided on.</summary>
internal sealed record DecidedVote(GivenVote Vote, Voter Voter, Decision Decision);

/// <summary>Writes decided votes: the votes, their counts, what was drawn, and what is remembered of the replies.</summary>
internal static class WritingVotes
{
    /// <summary>SQLSTATE of <c>voting.cast_votes</c> where something that votes were decided on has changed.</summary>
    public const string Changed = "PU001";

    private const int Created = 201;

    private const string CastSql = """
        select voting.cast_votes($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
        """;

    /// <param name="Statements">Those that were asked for, by their ids.</param>
    /// <param name="Revisions">Of the offers that stand, by dialogue; null where none were made.</param>
    public sealed record Written(
        IReadOnlyDictionary<Guid, SealedStatement> Statements, IReadOnlyDictionary<Guid, long?> Revisions)
    {
        /// <returns>Null where it was not asked for, or was taken back.</returns>
        public SealedStatement? Of(Guid? statement) => statement is { } id ? Statements.GetValueOrDefault(id) : null;
    }

    /// <summary>
    /// All in one round trip: the votes are cast, statements are read, and the transaction ends where one was begun;
    /// otherwise it is one of its own.
    /// </summary>
    /// <param name="statements">Ids of statements to read.</param>
    /// <param name="end">True where the caller has begun a transaction.</param>
    /// <exception cref="PostgresException">None of them is written; <see cref="Changed"/>, or a constraint says why.</exception>
    public static async Task<Written> Run(
        NpgsqlConnection connection, IReadOnlyCollection<GivenVotes.Convened> dialogues, IReadOnlyList<DecidedVote> votes,
        DateTimeOffset now, Guid[] statements, bool end, CancellationToken stop)
    {
        await using var batch = new NpgsqlBatch(connection);
        // before the votes, since others who vote on the same statements wait from there to the commit
        if (statements.Length > 0)
        {
            batch.BatchCommands.Add(Sql.Step(SealedStatement.ByIds, Sql.Value(statements)));
        }

        if (votes.Count > 0)
        {
            batch.BatchCommands.Add(Casting(dialogues, votes, DateOnly.FromDateTime(now.UtcDateTime)));
        }

        if (end)
        {
            batch.BatchCommands.Add(Sql.Step("commit"));
        }

        await using var reader = await batch.ExecuteReaderAsync(stop);
        IReadOnlyDictionary<Guid, SealedStatement> read = new Dictionary<Guid, SealedStatement>();
        if (statements.Length > 0)
        {
            read = await SealedStatement.Read(reader, stop);
            await reader.NextResultAsync(stop);
        }

        var revisions = new Dictionary<Guid, long?>();
        if (votes.Count > 0 && await reader.ReadAsync(stop))
        {
            foreach (var (dialogue, revision) in dialogues.Zip(reader.GetFieldValue<long?[]>(0)))
            {
                revisions.Add(dialogue.Dialogue.Id, revision);
            }
        }

        // to the very end: only then was the commit acknowledged
        while (await reader.NextResultAsync(stop))
        {
        }

        return new Written(read, revisions);
    }

    private static NpgsqlBatchCommand Casting(
        IReadOnlyCollection<GivenVotes.Convened> dialogues, IReadOnlyList<DecidedVote> votes, DateOnly today)
    {
        var locks = Of(one => Writes.LockOf(one.Vote.ParticipantId));
        Array.Sort(locks);
        return Sql.Step(CastSql,
            Sql.Value(dialogues.Select(one => one.Dialogue.Id).ToArray()),
            Sql.Value(dialogues.Select(one => one.Version).ToArray()),
            Sql.Value(locks),
            Sql.Value(Of(one => one.Vote.ParticipantId)),
            Sql.Value(Of(one => one.Voter.ConsentVersion!.Value)),
            Sql.Value(Of(one => one.Voter.Segment)),
            Sql.Value(Of(one => one.Decision.CountedAs)),
            Sql.Value(Of(one => one.Vote.StatementId)),
            Sql.Value(Of(one => (short)one.Vote.Value)),
            Sql.Value(Of(one => (short?)one.Decision.Before)),
            Sql.Value(Of(one => one.Decision.Important)),
            Sql.Value(Of(one => one.Vote.LanguageRead)),
            Sql.Value(today),
            Sql.Value(Of(one => one.Decision.Next)),
            Sql.Value(Of(one => one.Decision.Step)),
            Sql.Value(Of(one => one.Decision.Probability)),
            Sql.Value(Of(one => one.Vote.WriteKey)),
            Sql.Value(Of(one => one.Vote.BodyHash)),
            Sql.Value(Created),
            Sql.Value(Of(one => new CastMemo(one.Vote.StatementId, one.Decision.Next).ToJson())));

        T[] Of<T>(Func<DecidedVote, T> value)
        {
            var column = new T[votes.Count];
            for (var at = 0; at < column.Length; at++)
            {
                column[at] = value(votes[at]);
            }

            return column;
        }
    }
}
