using Npgsql;

namespace Pulse.Voting;

/// <summary>
/// voting.votes: one per participant and statement; the counts move with it in the same transaction. They are cast by
/// <see cref="CastingTogether"/>.
/// </summary>
public static class Votes
{
    private const string CountSql = "select count(*)::int from voting.votes where participant_id = @ParticipantId";

    /// <summary>True if the statement of a vote was taken back before the vote was written.</summary>
    internal static bool IsGone(PostgresException error) =>
        Sql.Violates(error, "votes_statement_id_fkey") || Sql.Violates(error, "counts_statement_id_fkey");

    public static Task<int> CountOf(NpgsqlConnection connection, Guid participantId, CancellationToken stop) =>
        Sql.One<int>(connection, CountSql, new { ParticipantId = participantId }, stop);

    /// <summary>Takes a person's votes out of the counts before the votes go with the person.</summary>
    public static Task<int> TakeBack(
        NpgsqlConnection connection, Guid participantId, string segment, CancellationToken stop) =>
        Counts.Subtract(connection, participantId, segment, stop);
}
