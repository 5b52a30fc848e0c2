using System.Collections.Frozen;
using Microsoft.Extensions.Primitives;

namespace Pulse.Api;

/// <summary>The headers that every response carries, whatever its status: nothing foreign runs, is asked, or is kept.</summary>
public static class Headers
{
    /// <summary>What one response carries instead of <see cref="Always"/>.</summary>
    public sealed record Own(IReadOnlyDictionary<string, string> All);

    public static readonly IReadOnlyDictionary<string, string> Always = new Dictionary<string, string>
    {
        [Policy] = "default-src 'none'; script-src 'self'; " + OwnSheets + "; img-src 'self'; "
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
    }.ToFrozenDictionary();

    /// <summary>
    /// For a module or a list of strings of the phone: what acts only on a document is left out, since over HTTP/1.1 it
    /// would be a quarter of what the first view costs. Opened by itself such a file is text, and the policy still holds
    /// that nothing in it runs.
    /// </summary>
    public static readonly Own OfFiles = new(new Dictionary<string, string>
    {
        [Policy] = "default-src 'none'",
        ["X-Content-Type-Options"] = Always["X-Content-Type-Options"],
        ["Cross-Origin-Resource-Policy"] = Always["Cross-Origin-Resource-Policy"],
    }.ToFrozenDictionary());

    private const string Policy = "Content-Security-Policy";
    private const string OwnSheets = "style-src 'self'";

    /// <summary>For a page that holds one style sheet: that sheet applies and no other.</summary>
    /// <param name="hash">SHA-256 of the sheet, in base64.</param>
    public static Own WithSheet(string hash) => new(Always.ToFrozenDictionary(header => header.Key, header =>
        header.Key == Policy ? header.Value.Replace(OwnSheets, $"style-src 'sha256-{hash}'", StringComparison.Ordinal) : header.Value));

    public static void Use(WebApplication app) => app.Use((http, next) =>
    {
        http.Response.OnStarting(() =>
        {
            foreach (var (name, value) in http.Features.Get<Own>()?.All ?? Always)
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
