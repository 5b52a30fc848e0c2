using Npgsql;

namespace Pulse.Voting;

/// <summary>voting.votes: one per participant and statement; the counts move with it in the same transaction.</summary>
public static class Votes
{
    private const string FindSql = """
        select vote::int from voting.votes where participant_id = @ParticipantId and statement_id = @StatementId
        """;

    private const string SaveSql = """
        insert into voting.votes (statement_id, participant_id, vote, important, language_read, cast_on)
        values (@StatementId, @ParticipantId, @Value, @Important, @LanguageRead, @CastOn)
        on conflict (participant_id, statement_id) do update
          set vote = excluded.vote, important = excluded.important, language_read = excluded.language_read,
            cast_on = excluded.cast_on
        """;

    private const string CountSql = "select count(*)::int from voting.votes where participant_id = @ParticipantId";

    /// <summary>
    /// Casts or changes a vote; the caller holds the transaction and has let no other writer of this participant in.
    /// </summary>
    /// <param name="segment">The participant's top-level segment, or <see cref="Counts.Untold"/>.</param>
    /// <returns>False where the statement was taken back a moment ago; the transaction is then of no more use.</returns>
    public static async Task<bool> Cast(
        NpgsqlConnection connection, Vote vote, string segment, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(vote);
        try
        {
            var before = await Sql.OneOrNone<int?>(
                connection, FindSql, new { vote.ParticipantId, vote.StatementId }, stop);
            await Sql.Run(connection, SaveSql, vote, stop);
            await Counts.Move(connection, vote.StatementId, segment, before, vote.Value, stop);
            return true;
        }
        catch (PostgresException error) when (
            Sql.Violates(error, "votes_statement_id_fkey") || Sql.Violates(error, "counts_statement_id_fkey"))
        {
            return false;
        }
    }

    public static Task<int> CountOf(NpgsqlConnection connection, Guid participantId, CancellationToken stop) =>
        Sql.One<int>(connection, CountSql, new { ParticipantId = participantId }, stop);

    /// <summary>Takes a person's votes out of the counts before the votes go with the person.</summary>
    public static Task<int> TakeBack(
        NpgsqlConnection connection, Guid participantId, string segment, CancellationToken stop) =>
        Counts.Subtract(connection, participantId, segment, stop);
}
