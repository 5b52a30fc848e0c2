using Pulse.People;

namespace Pulse.Api;

/// <summary>Where a session travels: a cookie that scripts cannot read, or a bearer token for programs.</summary>
public static class Cookie
{
    public const string Name = "__Host-pulse";

    private const string Bearer = "Bearer ";

    public static Session? SessionOf(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var header = request.Headers.Authorization.ToString();
        var token = header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? header[Bearer.Length..] : request.Cookies[Name];
        return token is null ? null : Session.Parse(token);
    }

    public static void Set(HttpResponse response, Session session)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(session);
        response.Cookies.Append(Name, session.Token, Options());
    }

    public static void Clear(HttpResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.Cookies.Delete(Name, Options());
    }

    // no Expires: it ends with the browser
    private static CookieOptions Options() =>
        new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict, Path = "/" };
}
