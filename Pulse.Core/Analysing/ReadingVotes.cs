using Npgsql;
using NpgsqlTypes;
using Pulse.Analysing.Matrices;
using Pulse.Voting;

namespace Pulse.Analysing;

/// <summary>Reads votes out of the database by binary COPY, straight into a matrix: no object per row.</summary>
public static class ReadingVotes
{
    private const string VotesSql = """
        select v.participant_id, v.statement_id, v.vote
        from voting.votes v
        join moderating.statements s using (statement_id)
        where s.dialogue_id = @dialogueId
        """;

    /// <summary>Every vote of a dialogue, the same whatever order rows come in.</summary>
    /// <param name="connection">Where to read.</param>
    /// <param name="dialogueId">Whose votes.</param>
    /// <param name="statements">Statements to have a column even if nobody voted on them.</param>
    /// <param name="stop">Gives up.</param>
    public static Task<CastVotes> OfDialogue(
        NpgsqlConnection connection, Guid dialogueId, IReadOnlyCollection<Guid> statements, CancellationToken stop) =>
        // COPY takes no parameters; an id written by us needs no quoting
        Of(connection, VotesSql.Replace("@dialogueId", $"'{dialogueId:D}'", StringComparison.Ordinal), statements, 1, stop);

    /// <summary>Every vote that a query returns.</summary>
    /// <param name="connection">Where to read.</param>
    /// <param name="query">Rows of (participant uuid, statement uuid, vote smallint); trusted text.</param>
    /// <param name="statements">Statements to have a column even if nobody voted on them.</param>
    /// <param name="threads">Threads for building the matrix.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task<CastVotes> Of(
        NpgsqlConnection connection, string query, IReadOnlyCollection<Guid> statements, int threads, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(statements);
        var (rows, columns, builder) = (new NumberingIds(), new NumberingIds(), new VoteMatrixBuilder());
        foreach (var statement in statements)
        {
            columns.Number(statement);
        }
        await using (var copy = await connection.BeginBinaryExportAsync($"copy ({query}) to stdout (format binary)", stop))
        {
            while (await copy.StartRowAsync(stop) != -1)
            {
                var row = rows.Number(copy.Read<Guid>(NpgsqlDbType.Uuid));
                var column = columns.Number(copy.Read<Guid>(NpgsqlDbType.Uuid));
                builder.Add(row, column, (Ballot)copy.Read<short>(NpgsqlDbType.Smallint));
            }
        }
        var (participantIds, participantAt) = rows.Sorted();
        var (statementIds, statementAt) = columns.Sorted();
        builder.Renumber(participantAt, statementAt, threads);
        return new CastVotes(participantIds, statementIds, builder.Build(rows.Count, columns.Count, threads));
    }
}
