using Pulse.People;
using Pulse.Publishing;
using Pulse.Web.Access;

namespace Pulse.Web.Endpoints;

/// <summary>Asking what a model would take for a dialogue, before one is turned on.</summary>
public static class EstimateEndpoints
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/v1/dialogues/{slug}/model/estimates", (HttpContext context, Visits visits, string slug) =>
            visits.To(context, slug, Ask)).RequireAuthorization(Right.UseModel);

    private static async Task<IResult> Ask(Visit visit)
    {
        await using var transaction = await visit.Connection.BeginTransactionAsync(visit.Stop);
        await ModelEstimates.Ask(visit.Connection, visit.Dialogue.Id, visit.Member.StaffId, visit.Stop);
        await StaffActs.Record(visit.Connection, visit.Member.StaffId, "ask-estimate", visit.Dialogue.Slug, visit.Stop);
        await transaction.CommitAsync(visit.Stop);
        return Reply.Done(visit.Context, $"{visit.Names.Address}/model#estimate", new { dialogue = visit.Dialogue.Slug });
    }
}
