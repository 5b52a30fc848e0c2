using Npgsql;

namespace Pulse.Voting;

/// <summary>
/// voting.counts: kept with every vote, exact, and recountable at any time. A statement is counted per top-level
/// segment; who chose not to say is counted under <see cref="Untold"/>.
/// </summary>
public static class Counts
{
    public const string Untold = "(none)";

    // one order for everybody, so that two people who leave at once do not wait for each other
    private const string LockSql = """
        select c.statement_id
        from voting.counts c join voting.votes v using (statement_id)
        where v.participant_id = @ParticipantId and c.segment = @Segment
        order by c.statement_id
        for update of c
        """;

    private const string SubtractSql = """
        with taken_back as (
          select statement_id, vote from voting.votes where participant_id = @ParticipantId
        )
        update voting.counts c set
          agree = c.agree - (t.vote = 1)::int,
          disagree = c.disagree - (t.vote = -1)::int,
          pass = c.pass - (t.vote = 0)::int
        from taken_back t
        where c.statement_id = t.statement_id and c.segment = @Segment
        """;

    /// <returns>The number of votes subtracted.</returns>
    internal static async Task<int> Subtract(
        NpgsqlConnection connection, Guid participantId, string segment, CancellationToken stop)
    {
        await Sql.Rows<Guid>(connection, LockSql, new { ParticipantId = participantId, Segment = segment }, stop);
        return await Sql.Run(
            connection, SubtractSql, new { ParticipantId = participantId, Segment = segment }, stop);
    }
}
