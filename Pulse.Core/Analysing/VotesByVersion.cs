using Npgsql;
using Pulse.Convening;
using Pulse.Language.Parity;

namespace Pulse.Analysing;

/// <summary>How each segment voted on a statement, by the language version that people read.</summary>
public static class VotesByVersion
{
    private const string CountsSql = """
        select v.statement_id, p.segment, v.language_read as language, count(*) filter (where v.vote = 1) as agreeing, count(*) as votes
        from voting.votes v
        join collecting.participants p using (participant_id)
        where p.dialogue_id = @dialogue and p.segment is not null
        group by v.statement_id, p.segment, v.language_read
        """;

    /// <summary>By top-level segment; the votes of who named none are left out, since they are no group.</summary>
    public static async Task<IReadOnlyList<VersionVotes>> OfDialogue(
        NpgsqlConnection connection, Dialogue dialogue, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(dialogue);
        var rows = await Sql.Rows<Row>(connection, CountsSql, new { dialogue = dialogue.Id }, stop);
        return
        [
            .. rows.GroupBy(row => (row.StatementId, Segment: dialogue.TopSegmentOf(row.Segment), row.Language))
                .Where(same => same.Key.Segment is not null)
                .Select(same => new VersionVotes(
                    same.Key.StatementId, same.Key.Segment!, same.Key.Language, same.Sum(row => row.Agreeing), same.Sum(row => row.Votes))),
        ];
    }

    private sealed record Row
    {
        public Guid StatementId { get; init; }
        public string Segment { get; init; } = "";
        public string Language { get; init; } = "";
        public long Agreeing { get; init; }
        public long Votes { get; init; }
    }
}
