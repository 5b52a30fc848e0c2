using Pulse.People;

namespace Pulse.Web.Access;

/// <summary>
/// Nothing changes on the word of another site: an unsafe request must come from our own origin and, where the
/// session came by cookie, carry the token that our own form was given.
/// </summary>
public static class FormGuard
{
    public const string Field = "form-token";

    public static async Task Check(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        {
            await next(context);
            return;
        }

        var signedIn = context.Features.Get<SignedIn>();
        if (IsForeign(request) || (signedIn is { ByHeader: false } && !await CarriesToken(request, signedIn)))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        await next(context);
    }

    // Our own forms send "Origin: null" too, since our pages forbid referrers; the browser then vouches by Sec-Fetch-Site
    private static bool IsForeign(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        return site is "cross-site" or "same-site"
            || (origin.Length > 0 && !(origin == "null" && site == "same-origin")
                && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value));
    }

    private static async Task<bool> CarriesToken(HttpRequest request, SignedIn signedIn) =>
        request.HasFormContentType
        && StaffToken.Same(StaffToken.ForForms(signedIn.Session),
            (await request.ReadFormAsync(request.HttpContext.RequestAborted))[Field].ToString());
}
