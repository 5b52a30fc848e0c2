using Npgsql;

namespace Pulse.Api;

public sealed record Health(string Status);

public static class HealthEndpoints
{
    private const string Alive = "select 1";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/healthz", async (HttpContext http, NpgsqlDataSource database) =>
            {
                await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
                await Sql.One<int>(connection, Alive, null, http.RequestAborted);
                return Results.Json(new Health("ok"), Json.Options);
            })
            .Says<Health>(StatusCodes.Status200OK)
            .WithMetadata(new Documenting.NeedsNoSession())
            .Named("health", "Health", "Says whether the host and its database answer, and nothing else.");
}
