using Microsoft.Extensions.Primitives;

namespace Pulse.Api;

/// <summary>The headers that every response carries, whatever its status: nothing foreign runs, is asked, or is kept.</summary>
public static class Headers
{
    public static readonly IReadOnlyDictionary<string, string> Always = new Dictionary<string, string>
    {
        ["Content-Security-Policy"] = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
            + "require-trusted-types-for 'script'; trusted-types 'none'",
        ["X-Content-Type-Options"] = "nosniff",
        ["Referrer-Policy"] = "no-referrer",
        ["Cross-Origin-Opener-Policy"] = "same-origin",
        ["Cross-Origin-Embedder-Policy"] = "require-corp",
        ["Cross-Origin-Resource-Policy"] = "same-origin",
        ["Permissions-Policy"] = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
            + "magnetometer=(), microphone=(), payment=(), usb=()",
        ["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains",
        ["X-Robots-Tag"] = "noindex, nofollow",
    };

    public static void Use(WebApplication app) => app.Use((http, next) =>
    {
        http.Response.OnStarting(() =>
        {
            foreach (var (name, value) in Always)
            {
                http.Response.Headers[name] = value;
            }

            if (StringValues.IsNullOrEmpty(http.Response.Headers.CacheControl))
            {
                http.Response.Headers.CacheControl = "no-store";
            }

            return Task.CompletedTask;
        });
        return next(http);
    });
}
