using Pulse.Analysing;
using Pulse.Convening;
using Pulse.Drafting;
using Pulse.Language.Calling;
using Pulse.People;
using Pulse.Publishing;
using Pulse.Web.Access;
using Pulse.Web.Pages;

namespace Pulse.Web.Endpoints;

/// <summary>Analysis runs: all of a dialogue's, one as it works, and asking for a new one or for one made again.</summary>
public static class RunEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/dialogues/{slug}/runs", (HttpContext context, Visits visits, TimeProvider clock, string slug) =>
            visits.To(context, slug, visit => ShowAll(visit, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))))
            .RequireAuthorization(Right.Look);
        app.MapGet("/dialogues/{slug}/runs/{run:guid}", (HttpContext context, Visits visits, string slug, Guid run) =>
            visits.To(context, slug, visit => Show(visit, run))).RequireAuthorization(Right.Look);
        app.MapPost("/v1/dialogues/{slug}/runs", (HttpContext context, Visits visits, string slug) =>
            visits.To(context, slug, Request)).RequireAuthorization(Right.Analyse);
        app.MapPost("/v1/dialogues/{slug}/runs/{run:guid}/repetitions/{language}",
            (HttpContext context, Visits visits, string slug, Guid run, string language) =>
            visits.To(context, slug, visit => Repeat(visit, run, language))).RequireAuthorization(Right.Analyse);
    }

    private static async Task<IResult> ShowAll(Visit visit, DateOnly today)
    {
        var runs = await RunRecords.OfDialogue(visit.Connection, visit.Dialogue.Id, visit.Stop);
        return visit.Page<RunsPage>(new RunsModel(
            visit.Names, runs,
            // One that is still at work has no estimate yet
            runs.FirstOrDefault(run => run.State == "finished") is { } last ? await RunEditings.Of(visit.Connection, last.RunId, visit.Stop) : null,
            await Calls.Used(visit.Connection, visit.Dialogue.Id, new DateOnly(today.Year, today.Month, 1), visit.Stop)));
    }

    private static async Task<IResult> Show(Visit visit, Guid runId)
    {
        var runs = await RunRecords.OfDialogue(visit.Connection, visit.Dialogue.Id, visit.Stop);
        return runs.FirstOrDefault(run => run.RunId == runId) is { } found
            ? visit.Page<RunPage>(new RunModel(visit.Names, found, await RunEditings.Of(visit.Connection, runId, visit.Stop),
                await LanguagesModel.Read(visit.Connection, visit.Names, visit.Key, runId, visit.Stop)))
            : TypedResults.NotFound();
    }

    private static async Task<IResult> Repeat(Visit visit, Guid run, string language)
    {
        if (visit.Dialogue.Provider == ModelProvider.None
            || !await Repetitions.Request(visit.Connection, visit.Dialogue.Id, run, language, visit.Today, visit.Stop))
        {
            return Reply.Refuse(visit.Context, StatusCodes.Status409Conflict, "repetition-not-possible");
        }
        await StaffActs.Record(visit.Connection, visit.Member.StaffId, "request-repetition", $"{run} {language}", visit.Stop);
        return Reply.Done(visit.Context, $"{visit.Names.Address}/runs/{run}#repetitions", new { run, language });
    }

    private static async Task<IResult> Request(Visit visit)
    {
        var run = await RunningAnalysis.Request(visit.Connection, visit.Dialogue, visit.Member.StaffId, visit.Stop);
        await StaffActs.Record(visit.Connection, visit.Member.StaffId, "request-run", run.ToString(), visit.Stop);
        return Reply.Done(visit.Context, $"{visit.Names.Address}/runs/{run}", new { run });
    }
}
