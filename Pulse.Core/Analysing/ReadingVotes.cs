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
        where s.dialogue_id =
        """;

    /// <summary>Every vote of a dialogue. The ids are those that appear in votes, rising, whatever order rows come in.</summary>
    public static Task<CastVotes> OfDialogue(NpgsqlConnection connection, Guid dialogueId, CancellationToken stop) =>
        // COPY takes no parameters; an id written by us needs no quoting
        Of(connection, $"{VotesSql} '{dialogueId:D}'", stop);

    /// <param name="connection">Where to read.</param>
    /// <param name="query">Rows of (participant uuid, statement uuid, vote smallint).</param>
    /// <param name="stop">Gives up.</param>
    /// <param name="threads">Threads for building the matrix.</param>
    public static async Task<CastVotes> Of(NpgsqlConnection connection, string query, CancellationToken stop, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var (participants, statements, builder) = (new NumberingIds(), new NumberingIds(), new VoteMatrixBuilder());
        await using (var copy = await connection.BeginBinaryExportAsync($"copy ({query}) to stdout (format binary)", stop))
        {
            while (await copy.StartRowAsync(stop) != -1)
            {
                var participant = copy.Read<Guid>(NpgsqlDbType.Uuid);
                var statement = copy.Read<Guid>(NpgsqlDbType.Uuid);
                builder.Add(participants.Number(participant), statements.Number(statement), (Ballot)copy.Read<short>(NpgsqlDbType.Smallint));
            }
        }
        var matrix = builder.Build(participants.Count, statements.Count, threads);
        var (participantIds, participantAt) = participants.Sorted();
        var (statementIds, statementAt) = statements.Sorted();
        return new CastVotes(participantIds, statementIds, matrix.Reordered(participantAt, statementAt, threads));
    }
}
