using Pulse.Publishing;
using Pulse.Web.Access;
using Pulse.Web.Pages;

namespace Pulse.Web.Endpoints;

/// <summary>What programs read at the desk: the same that the pages show, as JSON, under the same rights and minimums.</summary>
public static class ReadingEndpoints
{
    private const int MostHeld = 1000;

    private const string ProgressSql = """
        select
          (select count(*)::int from collecting.answers where dialogue_id = @Id) as answers,
          (select count(*)::int from collecting.answers answer where answer.dialogue_id = @Id
            and not exists (select from moderating.rulings ruling where ruling.answer_id = answer.answer_id)) as unruled,
          (select count(*)::int from moderating.rulings where dialogue_id = @Id and outcome = 'held') as held,
          (select count(*)::int from moderating.statements where dialogue_id = @Id) as statements,
          (select count(*)::int from moderating.exclusions where dialogue_id = @Id) as excluded
        """;

    private const string StatementsSql = """
        select statement.statement_id, statement.item, statement.working_group, statement.language, statement.text_sealed,
          coalesce(array_agg(translation.language order by translation.language)
            filter (where translation.language is not null), '{}') as translated
        from moderating.statements statement
        left join moderating.translations translation using (statement_id)
        where statement.dialogue_id = @Id
        group by statement.statement_id
        order by statement.statement_id
        """;

    private const string DraftsSql = """
        select draft.draft_id as id, draft.working_group, draft.position, min(score.floor) as floor
        from drafting.drafts draft
        join analysing.current_runs pointer on pointer.run_id = draft.run_id
        left join drafting.citations cited using (draft_id)
        left join analysing.statement_scores score
          on score.run_id = draft.run_id and score.statement_id = cited.statement_id and score.enough_in_every_segment
        where draft.dialogue_id = @Id
          and not exists (select from reviewing.texts reviewed where reviewed.draft_id = draft.draft_id)
        group by draft.draft_id
        order by draft.working_group, draft.position
        """;

    private const string DraftedSql = """
        select drafted.run_id
        from drafting.drafted_runs drafted
        join analysing.runs run using (run_id)
        where run.dialogue_id = @Id
        """;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/v1/dialogues/{slug}/progress", (HttpContext context, Visits visits, string slug) =>
            visits.To(context, slug, async visit => TypedResults.Ok(
                await Sql.One<Progress>(visit.Connection, ProgressSql, new { visit.Dialogue.Id }, visit.Stop))))
            .RequireAuthorization(Right.Look);
        app.MapGet("/v1/dialogues/{slug}/statements", (HttpContext context, Visits visits, string slug) =>
            visits.To(context, slug, Statements)).RequireAuthorization(Right.Look);
        app.MapGet("/v1/dialogues/{slug}/answers/held", (HttpContext context, Visits visits, string slug) =>
            visits.To(context, slug, async visit => TypedResults.Ok(
                (await ModerationModel.Read(visit.Connection, visit.Names, visit.Key, MostHeld, visit.Stop)).Held
                    .Select(held => new { answer = held.AnswerId, held.Item, held.Flags, held.Text, held.Language }))))
            .RequireAuthorization(Right.Moderate);
        app.MapGet("/v1/dialogues/{slug}/runs", (HttpContext context, Visits visits, string slug) =>
            visits.To(context, slug, Runs)).RequireAuthorization(Right.Look);
        app.MapGet("/v1/dialogues/{slug}/drafts", (HttpContext context, Visits visits, string slug) =>
            visits.To(context, slug, async visit => TypedResults.Ok(
                await Sql.Rows<DraftRow>(visit.Connection, DraftsSql, new { visit.Dialogue.Id }, visit.Stop))))
            .RequireAuthorization(Right.Look);
        app.MapGet("/v1/dialogues/{slug}/certificates", (HttpContext context, Visits visits, string slug) =>
            visits.To(context, slug, async visit => TypedResults.Ok(
                (await GroupOverviews.OfDialogue(visit.Connection, visit.Dialogue.Id, visit.Stop)).Select(group => new
                {
                    group.WorkingGroup,
                    texts = group.Approved,
                    certificates = group.Certified,
                    group.BestFloor,
                })))).RequireAuthorization(Right.Look);
    }

    private static async Task<IResult> Statements(Visit visit) => TypedResults.Ok(
        (await Sql.Rows<StatementRow>(visit.Connection, StatementsSql, new { visit.Dialogue.Id }, visit.Stop)).Select(row => new
        {
            id = row.StatementId,
            row.Item,
            row.WorkingGroup,
            row.Language,
            text = visit.Key.Open(row.TextSealed, "moderating.statements.text", row.StatementId),
            row.Translated,
        }));

    private static async Task<IResult> Runs(Visit visit)
    {
        var drafted = (await Sql.Rows<Guid>(visit.Connection, DraftedSql, new { visit.Dialogue.Id }, visit.Stop)).ToHashSet();
        return TypedResults.Ok((await RunRecords.OfDialogue(visit.Connection, visit.Dialogue.Id, visit.Stop)).Select(run => new
        {
            id = run.RunId,
            run.State,
            run.Stage,
            run.StageDone,
            run.StageTotal,
            run.Current,
            run.Stale,
            run.LastError,
            drafted = drafted.Contains(run.RunId),
        }));
    }

    private sealed record Progress(int Answers, int Unruled, int Held, int Statements, int Excluded);

    private sealed record StatementRow
    {
        public Guid StatementId { get; init; }
        public string Item { get; init; } = "";
        public string WorkingGroup { get; init; } = "";
        public string Language { get; init; } = "";
        public byte[] TextSealed { get; init; } = [];
        public string[] Translated { get; init; } = [];
    }

    private sealed record DraftRow
    {
        public Guid Id { get; init; }
        public string WorkingGroup { get; init; } = "";
        public int Position { get; init; }
        public double? Floor { get; init; }
    }
}
