using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Npgsql;
using Pulse.People;

namespace Pulse.Web.Access;

/// <summary>
/// A member of staff is whoever holds a living session: in the desk's cookie, or in the Authorization header of a
/// program. The session is looked up on every request, so a disabled person is out with their next click.
/// </summary>
public sealed class StaffAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder,
    NpgsqlDataSource database, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "staff";
    public const string CookieName = "__Host-pulse-desk";
    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        var byHeader = header.StartsWith(Bearer, StringComparison.Ordinal);
        var session = byHeader ? header[Bearer.Length..].Trim() : Request.Cookies[CookieName];
        if (string.IsNullOrEmpty(session))
        {
            return AuthenticateResult.NoResult();
        }

        await using var connection = await database.OpenConnectionAsync(Context.RequestAborted);
        var member = await StaffSessions.Find(connection, session, clock.GetUtcNow(), Context.RequestAborted);
        if (member is null)
        {
            return AuthenticateResult.Fail("The session is over.");
        }

        Context.Features.Set(new SignedIn(member, session, byHeader));
        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, member.StaffId.ToString()),
                new Claim(ClaimTypes.Name, member.Name),
                new Claim(ClaimTypes.Role, StaffMembers.Word(member.Role)),
            ], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    /// <summary>A person is led to the sign-in page, a program is told 401.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (HttpMethods.IsGet(Request.Method) && !Request.Headers.Authorization.ToString().StartsWith(Bearer, StringComparison.Ordinal))
        {
            Response.Redirect("/sign-in");
        }
        else
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
        }

        return Task.CompletedTask;
    }
}

/// <param name="ByHeader">True for programs: no browser sends that header by itself, so no form token is needed.</param>
public sealed record SignedIn(StaffMember Member, string Session, bool ByHeader);
