using Npgsql;

namespace Pulse.Voting;

/// <summary>How one segment voted on one statement, exact; what a participant is shown of it is coarser.</summary>
public sealed record SegmentVotes(Guid StatementId, string Segment, int Agree, int Votes);

/// <summary>voting.counts, read back for those who have voted.</summary>
public static class Standings
{
    // who has not voted on a statement learns nothing about it, and a separate phase shows one's own segment alone
    private const string OfVotedSql = """
        select c.statement_id, c.segment, c.agree, c.agree + c.disagree + c.pass as votes
        from voting.votes v
        join moderating.statements s using (statement_id)
        join voting.counts c using (statement_id)
        where v.participant_id = @ParticipantId
          and v.statement_id = any(@statements)
          and s.dialogue_id = @DialogueId
          and c.segment <> '(none)'
          and (not @separate or c.segment = @CountedAs)
        order by c.statement_id, c.segment
        """;

    /// <param name="separate">True where the reader may see their own segment only.</param>
    public static Task<IReadOnlyList<SegmentVotes>> OfVoted(
        NpgsqlConnection connection, Reader reader, IReadOnlyCollection<Guid> statements, bool separate,
        CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return Sql.Rows<SegmentVotes>(connection, OfVotedSql, new
        {
            reader.ParticipantId,
            reader.DialogueId,
            reader.CountedAs,
            statements = statements.ToArray(),
            separate,
        }, stop);
    }
}
