using Microsoft.AspNetCore.Http.Features;
using Npgsql;
using Pulse.People;
using Pulse.Publishing;
using Pulse.Web.Access;
using Pulse.Web.Pages;

namespace Pulse.Web.Endpoints;

/// <summary>In and out: a one-time link becomes a session, for a person by cookie and for a program by its answer.</summary>
public static class SignInEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/sign-in", (HttpContext context) => Reply.Page<SignInPage>(context, false)).AllowAnonymous();
        app.MapPost("/sign-in", SignIn).AllowAnonymous();
        app.MapPost("/v1/sessions", StartSession).AllowAnonymous();
        app.MapPost("/sign-out", SignOut).RequireAuthorization(Right.Look);
        app.MapGet("/language/{language}", ChooseLanguage).AllowAnonymous();
    }

    private static async Task<IResult> SignIn(
        HttpContext context, NpgsqlDataSource database, TimeProvider clock, CancellationToken stop)
    {
        if (await Given.Read(context.Request) is not { } given)
        {
            return TypedResults.BadRequest();
        }

        if (await Spend(database, clock, SecretIn(given["link"]), stop) is not { } session)
        {
            return Reply.Page<SignInPage>(context, true, StatusCodes.Status403Forbidden);
        }

        context.Response.Cookies.Append(StaffAuthentication.CookieName, session, new CookieOptions
        {
            HttpOnly = true,
            Secure = true,
            SameSite = SameSiteMode.Strict,
            Path = "/",
            MaxAge = StaffSessions.Longest,
        });
        return Reply.Done(context, "/", new { });
    }

    private static async Task<IResult> StartSession(
        HttpContext context, NpgsqlDataSource database, TimeProvider clock, CancellationToken stop) =>
        await Given.Read(context.Request) is { } given
        && await Spend(database, clock, SecretIn(given["link"]), stop) is { } session
            ? TypedResults.Ok(new { session })
            : Reply.Refuse(context, StatusCodes.Status404NotFound, "link-not-valid");

    private static async Task<IResult> SignOut(HttpContext context, NpgsqlDataSource database, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await StaffSessions.End(connection, context.Features.GetRequiredFeature<SignedIn>().Session, stop);
        context.Response.Cookies.Delete(StaffAuthentication.CookieName, new CookieOptions { Secure = true, Path = "/" });
        context.Response.Headers["Clear-Site-Data"] = "\"cookies\", \"storage\"";
        return Reply.Done(context, "/sign-in", new { signedOut = true });
    }

    private static IResult ChooseLanguage(HttpContext context, string language, string? back)
    {
        if (!Wording.Languages.Contains(language))
        {
            return TypedResults.NotFound();
        }

        DeskContext.Remember(context, language);

        // Only a path of our own: "//elsewhere" and "/\elsewhere" are addresses of somebody else
        var local = back is { Length: > 0 } && back[0] == '/' && (back.Length == 1 || back[1] is not ('/' or '\\'));
        return TypedResults.LocalRedirect(local ? back! : "/");
    }

    private static async Task<string?> Spend(
        NpgsqlDataSource database, TimeProvider clock, string secret, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var member = await StaffLinks.Spend(connection, secret, clock.GetUtcNow(), stop);
        if (member is null)
        {
            return null;
        }

        var session = await StaffSessions.Start(connection, member.StaffId, clock.GetUtcNow(), stop);
        await StaffActs.Record(connection, member.StaffId, "sign-in", member.Name, stop);
        await transaction.CommitAsync(stop);
        return session;
    }

    // People paste the whole link as often as the secret in it
    private static string SecretIn(string link) => link[(link.IndexOf('#', StringComparison.Ordinal) + 1)..].Trim();
}
