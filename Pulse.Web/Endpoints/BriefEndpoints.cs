using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Pulse.Collecting;
using Pulse.Convening;
using Pulse.People;
using Pulse.Publishing;
using Pulse.Web.Access;
using Pulse.Web.Pages;

namespace Pulse.Web.Endpoints;

/// <summary>A working group's brief: as a page, as Markdown, and handed on for good.</summary>
public static class BriefEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/dialogues/{slug}/groups/{group}/brief", (HttpContext context, Visits visits, string slug, string group, string? lang) =>
            visits.To(context, slug, group, async (visit, found) => visit.Page<BriefPage>(await Read(visit, found, lang))))
            .RequireAuthorization(Right.Look);
        app.MapGet("/dialogues/{slug}/groups/{group}/brief.md", (HttpContext context, Visits visits, string slug, string group, string? lang) =>
            visits.To(context, slug, group, async (visit, found) => (await Read(visit, found, lang)).Brief is { } brief
                ? Markdown(BriefMarkdown.Write(brief), $"{slug}-{group}-{brief.Language}.md")
                : Reply.Refuse(context, StatusCodes.Status404NotFound, "no-run-yet"))).RequireAuthorization(Right.Look);
        app.MapGet("/dialogues/{slug}/groups/{group}/briefs/{brief:guid}.md", (HttpContext context, Visits visits, string slug, string group, Guid brief) =>
            visits.To(context, slug, group, async (visit, found) =>
                await Briefs.Find(visit.Connection, visit.Key, found.Slug, brief, visit.Stop) is { } issued
                    ? Markdown(AsItStands(issued), $"{slug}-{group}-{brief:N}.md")
                    : TypedResults.NotFound())).RequireAuthorization(Right.Look);
        app.MapPost("/v1/dialogues/{slug}/groups/{group}/briefs", (HttpContext context, Visits visits, string slug, string group) =>
            visits.To(context, slug, group, Issue)).RequireAuthorization(Right.Publish);
    }

    // What was handed on stays word for word; whoever reads it now is told first
    private static string AsItStands(FoundBrief issued) => issued.Stale
        ? $"> **{BriefWriting.WordingIn(issued.Language)["stale"]}**\n\n{issued.Markdown}" : issued.Markdown;

    private static Task<BriefModel> Read(Visit visit, WorkingGroup group, string? language) => BriefModel.Read(
        visit.Connection, visit.Names, visit.Key, group,
        language is not null && visit.Dialogue.Languages.Contains(language) ? language : visit.Names.Language,
        visit.Now, visit.Stop);

    private static async Task<IResult> Issue(Visit visit, WorkingGroup group)
    {
        var language = (await Given.Read(visit.Context.Request))?["language"];
        if (language is null || !visit.Dialogue.Languages.Contains(language))
        {
            return TypedResults.BadRequest();
        }

        await using var transaction = await visit.Connection.BeginTransactionAsync(visit.Stop);
        await UncarriedWithdrawals.Hold(visit.Connection, visit.Dialogue.Id, visit.Stop);
        var model = await Read(visit, group, language);
        if (model.Brief is null || model.RunId is not { } runId)
        {
            return Reply.Refuse(visit.Context, StatusCodes.Status409Conflict, "no-run-yet");
        }

        var brief = await Briefs.Issue(visit.Connection, visit.Key, group.Slug, language, runId,
            BriefMarkdown.Write(model.Brief), visit.Member.StaffId, MethodCard.RuleVersion, visit.Stop);
        await StaffActs.Record(visit.Connection, visit.Member.StaffId, "issue-brief", brief.ToString(), visit.Stop);
        await transaction.CommitAsync(visit.Stop);
        return Reply.Done(visit.Context, $"{model.Address}/brief?lang={language}", new { brief });
    }

    private static FileContentHttpResult Markdown(string text, string name) =>
        TypedResults.File(Encoding.UTF8.GetBytes(text), "text/markdown; charset=utf-8", name);
}
