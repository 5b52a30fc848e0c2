using Npgsql;
using Pulse.Drafting;
using Pulse.Ratifying;

namespace Pulse.Publishing;

/// <summary>A working group in a line: how much came in, how much was set aside, what was certified.</summary>
public sealed record GroupOverview
{
    public required string WorkingGroup { get; init; }

    /// <summary>People who answered or voted here, by the current run; null before the first run.</summary>
    public int? Participants { get; init; }
    public int Answers { get; init; }
    public int SetAside { get; init; }
    public int Statements { get; init; }
    public int Votes { get; init; }
    public int ToReview { get; init; }
    public int Approved { get; init; }
    public int Certified { get; init; }

    /// <summary>The highest certified floor, 0–1.</summary>
    public double? BestFloor { get; init; }
}

/// <summary>All working groups of a dialogue: the run's totals, and live counts for what the run does not fix.</summary>
public static class GroupOverviews
{
    private const string OfDialogueSql = $"""
        with current_run as (
          select run_id from analysing.current_runs where dialogue_id = @dialogueId),
        answered as (
          select item.working_group, count(*)::int as answers
          from collecting.answers answer
          join convening.items item using (dialogue_id, item)
          where answer.dialogue_id = @dialogueId
          group by item.working_group),
        set_aside as (
          select item.working_group, count(*)::int as excluded
          from moderating.exclusions exclusion
          join convening.items item using (dialogue_id, item)
          where exclusion.dialogue_id = @dialogueId
          group by item.working_group),
        stated as (
          select working_group, count(*)::int as statements
          from moderating.statements
          where dialogue_id = @dialogueId
          group by working_group),
        waiting as (
          select d.working_group, count(*)::int as drafts
          from drafting.drafts d
          join current_run using (run_id)
          where not {Drafts.LostSource}
            and not exists (select from reviewing.texts reviewed where reviewed.draft_id = d.draft_id)
          group by d.working_group),
        standing as (
          select t.working_group, count(*)::int as approved,
            count(certificate.certificate_id)::int as certified, max(certificate.floor) as best_floor
          from reviewing.texts t
          left join {Certificates.Standing} certificate on true
          where t.dialogue_id = @dialogueId
            and t.outcome = 'approved'
            and not exists (select from reviewing.texts later where later.replaces = t.text_id)
          group by t.working_group)
        select working_group.working_group, total.participants,
          -- an export may bring several texts of one author to a question, of which only the first is an answer's row
          greatest(coalesce(answered.answers, total.answers, 0),
            coalesce(stated.statements, 0) + coalesce(set_aside.excluded, 0)) as answers,
          coalesce(set_aside.excluded, 0) as set_aside,
          coalesce(stated.statements, 0) as statements,
          coalesce(total.votes, 0) as votes,
          coalesce(waiting.drafts, 0) as to_review,
          coalesce(standing.approved, 0) as approved,
          coalesce(standing.certified, 0) as certified,
          standing.best_floor
        from convening.working_groups working_group
        left join analysing.run_totals total
          on total.working_group = working_group.working_group and total.run_id = (select run_id from current_run)
        left join answered on answered.working_group = working_group.working_group
        left join set_aside on set_aside.working_group = working_group.working_group
        left join stated on stated.working_group = working_group.working_group
        left join waiting on waiting.working_group = working_group.working_group
        left join standing on standing.working_group = working_group.working_group
        where working_group.dialogue_id = @dialogueId
        order by working_group.position
        """;

    public static Task<IReadOnlyList<GroupOverview>> OfDialogue(
        NpgsqlConnection connection, Guid dialogueId, CancellationToken stop) =>
        Sql.Rows<GroupOverview>(connection, OfDialogueSql, new { dialogueId }, stop);
}
