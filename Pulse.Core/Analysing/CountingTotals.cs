using Npgsql;
using Pulse.Analysing.Matrices;
using Pulse.Moderating;

namespace Pulse.Analysing;

/// <summary>
/// How much there is per working group. Votes and voters come from the matrix that was just read: the votes are by far
/// the largest table, and a run scans it once.
/// </summary>
internal static class CountingTotals
{
    private const string WrittenSql = """
        with wrote as (
          select i.working_group, count(*)::int as answers
          from collecting.answers a
          join convening.items i using (dialogue_id, item)
          where a.dialogue_id = @dialogueId
          group by i.working_group
        ), stated as (
          select s.working_group, count(*)::int as statements,
            (count(*) filter (where s.answer_id is null))::int as brought
          from moderating.statements s
          where s.dialogue_id = @dialogueId
          group by s.working_group
        ), set_aside as (
          select i.working_group, count(*)::int as excluded
          from moderating.exclusions e
          join convening.items i using (dialogue_id, item)
          where e.dialogue_id = @dialogueId
          group by i.working_group
        )
        select g.working_group,
          coalesce(wrote.answers, 0) + coalesce(stated.brought, 0) as answers,
          coalesce(set_aside.excluded, 0) as excluded,
          coalesce(stated.statements, 0) as statements
        from convening.working_groups g
        left join wrote on wrote.working_group = g.working_group
        left join stated on stated.working_group = g.working_group
        left join set_aside on set_aside.working_group = g.working_group
        where g.dialogue_id = @dialogueId
        order by g.working_group
        """;

    private const string AuthorsSql = """
        select distinct a.participant_id, i.working_group
        from collecting.answers a
        join convening.items i using (dialogue_id, item)
        where a.dialogue_id = @dialogueId and i.working_group is not null
        order by a.participant_id, i.working_group
        """;

    /// <param name="connection">Inside the snapshot that the votes were read in.</param>
    /// <param name="dialogueId">Whose totals.</param>
    /// <param name="statements">One per column of the matrix, in its order.</param>
    /// <param name="votes">All cast votes of the dialogue.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task<IReadOnlyList<RunTotal>> Of(
        NpgsqlConnection connection, Guid dialogueId, IReadOnlyList<Statement> statements, CastVotes votes, CancellationToken stop)
    {
        var written = await Sql.Rows<Written>(connection, WrittenSql, new { dialogueId }, stop);
        var authors = await Sql.Rows<Author>(connection, AuthorsSql, new { dialogueId }, stop);
        var groups = written.Select((row, place) => (row.WorkingGroup, place))
            .ToDictionary(pair => pair.WorkingGroup, pair => pair.place, StringComparer.Ordinal);
        var groupOf = statements.Select(statement => groups.GetValueOrDefault(statement.WorkingGroup, -1)).ToArray();
        var (cast, people) = Voted(votes.Matrix, groupOf, written.Count);

        // Both lists rise by participant, so one walk finds the authors who did not vote where they wrote
        var at = 0;
        foreach (var author in authors)
        {
            while (at < votes.Participants.Count && votes.Participants[at].CompareTo(author.ParticipantId) < 0)
            {
                at++;
            }
            var group = groups[author.WorkingGroup];
            var voter = at < votes.Participants.Count && votes.Participants[at] == author.ParticipantId;
            if (!voter || !VotedIn(votes.Matrix, at, groupOf, group))
            {
                people[group]++;
            }
        }
        return
        [
            .. written.Select((row, place) => new RunTotal
            {
                WorkingGroup = row.WorkingGroup,
                Participants = people[place],
                Answers = row.Answers,
                Excluded = row.Excluded,
                Statements = row.Statements,
                Votes = cast[place],
            }),
        ];
    }

    private static (int[] Cast, int[] People) Voted(VoteMatrix matrix, int[] groupOf, int groups)
    {
        var (cast, people, last) = (new int[groups], new int[groups], Enumerable.Repeat(-1, groups).ToArray());
        for (var participant = 0; participant < matrix.Participants; participant++)
        {
            foreach (var entry in matrix.Row(participant))
            {
                var group = groupOf[VoteMatrix.StatementOf(entry)];
                if (group < 0)
                {
                    continue;
                }
                cast[group]++;
                if (last[group] != participant)
                {
                    last[group] = participant;
                    people[group]++;
                }
            }
        }
        return (cast, people);
    }

    private static bool VotedIn(VoteMatrix matrix, int participant, int[] groupOf, int group)
    {
        foreach (var entry in matrix.Row(participant))
        {
            if (groupOf[VoteMatrix.StatementOf(entry)] == group)
            {
                return true;
            }
        }
        return false;
    }

    private sealed record Written
    {
        public string WorkingGroup { get; init; } = "";
        public int Answers { get; init; }
        public int Excluded { get; init; }
        public int Statements { get; init; }
    }

    private sealed record Author
    {
        public Guid ParticipantId { get; init; }
        public string WorkingGroup { get; init; } = "";
    }
}
