using Pulse.Drafting;
using Pulse.Moderating;
using Pulse.Publishing;
using Pulse.Web.Access;
using Pulse.Web.Pages;

namespace Pulse.Web.Endpoints;

/// <summary>What the pages show, as JSON for programs that work at the desk.</summary>
public static class ReadingEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var dialogue = app.MapGroup("/v1/dialogues/{slug}");
        dialogue.MapGet("/progress", (HttpContext context, Visits visits, string slug) =>
            visits.To(context, slug, Progress)).RequireAuthorization(Right.Look);
        dialogue.MapGet("/statements", (HttpContext context, Visits visits, string slug) =>
            visits.To(context, slug, ReadStatements)).RequireAuthorization(Right.Look);
        dialogue.MapGet("/answers/held", (HttpContext context, Visits visits, string slug) =>
            visits.To(context, slug, Held)).RequireAuthorization(Right.Moderate);
        dialogue.MapGet("/runs", (HttpContext context, Visits visits, string slug) =>
            visits.To(context, slug, Runs)).RequireAuthorization(Right.Look);
        dialogue.MapGet("/drafts", (HttpContext context, Visits visits, string slug) =>
            visits.To(context, slug, ReadDrafts)).RequireAuthorization(Right.Look);
        dialogue.MapGet("/certificates", (HttpContext context, Visits visits, string slug) =>
            visits.To(context, slug, Certificates)).RequireAuthorization(Right.Look);
    }

    private static async Task<IResult> Progress(Visit visit) =>
        TypedResults.Ok(await DialogueProgresses.OfDialogue(visit.Connection, visit.Dialogue.Id, visit.Stop));

    private static async Task<IResult> ReadStatements(Visit visit)
    {
        var translated = (await Translations.OfDialogue(visit.Connection, visit.Dialogue.Id, visit.Stop))
            .ToLookup(translation => translation.StatementId, translation => translation.Language);
        return TypedResults.Ok(
            (await Statements.OfDialogue(visit.Connection, visit.Dialogue.Id, visit.Stop)).Select(statement => new
            {
                Id = statement.StatementId,
                statement.Item,
                statement.WorkingGroup,
                statement.Language,
                Text = statement.Text(visit.Key),
                Translated = translated[statement.StatementId],
            }));
    }

    private static async Task<IResult> Held(Visit visit) => TypedResults.Ok(
        (await ModerationModel.Read(visit.Connection, visit.Names, visit.Key, visit.Stop)).Held
            .Select(held => new { Answer = held.AnswerId, held.Item, held.Flags, held.Language, held.Text }));

    private static async Task<IResult> Runs(Visit visit)
    {
        var drafted = await Drafts.DraftedRuns(visit.Connection, visit.Dialogue.Id, visit.Stop);
        return TypedResults.Ok(
            (await RunRecords.OfDialogue(visit.Connection, visit.Dialogue.Id, visit.Stop)).Select(run => new
            {
                Id = run.RunId,
                run.State,
                run.Stage,
                run.LastError,
                run.Current,
                run.Stale,
                ResultHash = run.ResultHash is { } hash ? Convert.ToHexStringLower(hash) : null,
                Drafted = drafted.Contains(run.RunId),
            }));
    }

    private static async Task<IResult> ReadDrafts(Visit visit)
    {
        var runs = await RunRecords.OfDialogue(visit.Connection, visit.Dialogue.Id, visit.Stop);
        return runs.FirstOrDefault(run => run.Current) is not { } current
            ? TypedResults.Ok(Array.Empty<object>())
            : TypedResults.Ok((await Drafts.OfRun(visit.Connection, current.RunId, visit.Stop))
                .Select(draft => new { Id = draft.DraftId, draft.WorkingGroup, draft.Position }));
    }

    private static async Task<IResult> Certificates(Visit visit) => TypedResults.Ok(
        (await GroupOverviews.OfDialogue(visit.Connection, visit.Dialogue.Id, visit.Stop)).Select(group => new
        {
            group.WorkingGroup,
            Texts = group.Approved,
            Certificates = group.Certified,
            group.BestFloor,
        }));
}
