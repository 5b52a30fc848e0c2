using Pulse.Reviewing;
using Pulse.Web.Access;

namespace Pulse.Web.Endpoints;

/// <summary>A researcher's ruling on a candidate: approve it as it stands or reworded, reject it, or edit an approved text.</summary>
public static class ReviewEndpoints
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/v1/dialogues/{slug}/texts/{text:guid}/{ruling:regex(^(approve|reject|edit|take-back)$)}",
            (HttpContext context, Visits visits, string slug, Guid text, string ruling) =>
                visits.To(context, slug, visit => Rule(visit, text, ruling))).RequireAuthorization(Right.Review);

    private static async Task<IResult> Rule(Visit visit, Guid text, string ruling)
    {
        if (await Given.Read(visit.Context.Request) is not { } given)
        {
            return TypedResults.BadRequest();
        }

        var (connection, dialogue, key) = (visit.Connection, visit.Dialogue, visit.Key);
        var staffId = visit.Member.StaffId;
        var wordings = given.Under("wordings");
        var reviewed = ruling switch
        {
            "approve" => await ReviewingDrafts.Approve(connection, dialogue, key, text, wordings, staffId, visit.Stop),
            "reject" => await ReviewingDrafts.Reject(connection, dialogue, key, text, given["reason"], staffId, visit.Stop),
            "edit" => await ReviewingDrafts.Edit(connection, dialogue, key, text, wordings, staffId, visit.Stop),
            _ => await ReviewingDrafts.TakeBack(connection, dialogue, key, text, given["reason"], staffId, visit.Stop),
        };
        return reviewed.Result switch
        {
            ReviewResult.Done => Reply.Done(visit.Context, Back(visit, given["group"]), new { text = reviewed.TextId }),
            ReviewResult.NoSuchDraft or ReviewResult.NoSuchText => TypedResults.NotFound(),
            ReviewResult.AlreadyReviewed => Reply.Refuse(visit.Context, StatusCodes.Status409Conflict, "already-reviewed"),
            ReviewResult.LanguagesMissing =>
                Reply.Refuse(visit.Context, StatusCodes.Status400BadRequest, "languages-missing", reviewed.Missing),
            ReviewResult.ReasonMissing => Reply.Refuse(visit.Context, StatusCodes.Status400BadRequest, "reason-missing"),
        };
    }

    private static string Back(Visit visit, string group) =>
        visit.Dialogue.WorkingGroups.Any(known => known.Slug == group)
            ? $"{visit.Names.Address}/groups/{group}?tab=review"
            : visit.Names.Address;
}
