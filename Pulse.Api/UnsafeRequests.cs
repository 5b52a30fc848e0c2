namespace Pulse.Api;

/// <summary>What every request that changes something must show: our own page's origin, and a key of its own.</summary>
public static class UnsafeRequests
{
    public const string KeyHeader = "Idempotency-Key";

    /// <summary>Runs after routing, so that an unknown address is told as such.</summary>
    public static void Use(WebApplication app) => app.Use((http, next) =>
        HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)
            || HttpMethods.IsOptions(http.Request.Method) || http.GetEndpoint() is null ? next(http)
        : IsForeign(http.Request) ? Problem.Tell(http, Refusal.ForeignOrigin)
        : KeyOf(http.Request) is null ? Problem.Tell(http, Refusal.IdempotencyKeyMissing)
        : next(http));

    public static Guid? KeyOf(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Headers[KeyHeader] is [var key] && Guid.TryParseExact(key, "D", out var uuid) ? uuid : null;
    }

    // host and port decide: a proxy in front may speak https while we hear http
    private static bool IsForeign(HttpRequest request) =>
        request.Headers.Origin is { Count: > 0 } origins
        && !(origins is [var origin] && Uri.TryCreate(origin, UriKind.Absolute, out var from)
            && new HostString(from.Authority) is var named
            && string.Equals(named.Value, request.Host.Value, StringComparison.OrdinalIgnoreCase));
}
