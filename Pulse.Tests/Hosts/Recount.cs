namespace Pulse.Tests.Hosts;

/// <summary>Counts all votes anew and says in how many places the kept counts differ.</summary>
internal static class Recount
{
    public static Task<long> Differences(ParticipantsHost host) => host.Ask<long>("""
        with tree as (
          select dialogue_id, segment, coalesce(parent, segment) as top from convening.segments
        ), recounted as (
          select v.statement_id, coalesce(t.top, '(none)') as segment,
            count(*) filter (where v.vote = 1) as agree,
            count(*) filter (where v.vote = -1) as disagree,
            count(*) filter (where v.vote = 0) as pass
          from voting.votes v
          join collecting.participants p using (participant_id)
          left join tree t on t.dialogue_id = p.dialogue_id and t.segment = p.segment
          group by 1, 2
        )
        select count(*)
        from recounted r
        full join voting.counts c using (statement_id, segment)
        where coalesce(r.agree, 0) <> coalesce(c.agree, 0)
          or coalesce(r.disagree, 0) <> coalesce(c.disagree, 0)
          or coalesce(r.pass, 0) <> coalesce(c.pass, 0)
        """);
}
