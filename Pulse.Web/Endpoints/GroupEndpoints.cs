using Pulse.Web.Access;
using Pulse.Web.Pages;

namespace Pulse.Web.Endpoints;

/// <summary>A working group's results and the opinion map.</summary>
public static class GroupEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/dialogues/{slug}/groups/{group}", (HttpContext context, Visits visits, string slug, string group) =>
            visits.To(context, slug, group, async (visit, found) => visit.Page<GroupPage>(await GroupModel.Read(
                visit.Connection, visit.Names, visit.Key, found, context.Request.Query, visit.Stop))))
            .RequireAuthorization(Right.Look);
        app.MapGet("/dialogues/{slug}/map", (HttpContext context, Visits visits, string slug) =>
            visits.To(context, slug, async visit =>
                visit.Page<MapPage>(await MapModel.Read(visit.Connection, visit.Names, visit.Key, visit.Stop))))
            .RequireAuthorization(Right.Look);
    }
}
