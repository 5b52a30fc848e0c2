using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Pulse.Tests.Language.Scripted;

/// <summary>What networks and servers do.</summary>
public static class TransportFaults
{
    public static readonly Misbehaviour Hang = new("hang")
    {
        Instead = (context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted),
    };

    public static readonly Misbehaviour Drip = new("drip")
    {
        Instead = async (context, clock) =>
        {
            while (true)
            {
                await context.Response.Body.WriteAsync(" "u8.ToArray(), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, context.RequestAborted);
            }
        },
    };

    public static readonly Misbehaviour Reset = new("reset in the middle of the body")
    {
        Instead = async (context, _) =>
        {
            context.Response.ContentLength = 1_000;
            await context.Response.Body.WriteAsync("{\"choices\":["u8.ToArray(), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
        },
    };

    /// <summary>50 MB without a length, in pieces.</summary>
    public static readonly Misbehaviour Huge = new("50 MB body") { Instead = (context, _) => SendHuge(context) };

    public static readonly Misbehaviour HugeAndSaysSo = new("50 MB body with its length")
    {
        Instead = (context, _) =>
        {
            context.Response.ContentLength = HugeBytes;
            return SendHuge(context);
        },
    };

    public static readonly Misbehaviour NoJson = new("a page instead of JSON")
    {
        Instead = (context, _) => Send(context, 200, "<html>Welcome to the proxy</html>"),
    };

    public static readonly Misbehaviour DeepEnvelope = new("an envelope 3,000 deep")
    {
        Instead = (context, _) => Send(
            context, 200, string.Concat(Enumerable.Repeat("{\"a\":", 3_000)) + "1" + new string('}', 3_000)),
    };

    public static readonly Misbehaviour NoChoices = new("JSON that is no reply")
    {
        Instead = (context, _) => Send(context, 200, """{"choices":[]}"""),
    };

    private const long HugeBytes = 50 << 20;

    public static Misbehaviour TooMany(string? retryAfter, int status = 429) => new($"{status}, Retry-After: {retryAfter ?? "missing"}")
    {
        Instead = (context, _) =>
        {
            if (retryAfter is not null)
            {
                context.Response.Headers.RetryAfter = retryAfter;
            }

            return Send(context, status, """{"error":{"message":"Rate limit reached","type":"requests","code":"rate_limit_exceeded"}}""");
        },
    };

    /// <summary>429 with an HTTP date so long from now.</summary>
    public static Misbehaviour TooManyUntil(TimeSpan ahead) => new("429, Retry-After: an HTTP date")
    {
        Instead = (context, clock) =>
        {
            context.Response.Headers.RetryAfter = (clock.GetUtcNow() + ahead).ToString("r", CultureInfo.InvariantCulture);
            return Send(context, 429, "slow down");
        },
    };

    /// <summary>429 as Azure tells it, in thousandths of a second.</summary>
    public static Misbehaviour TooManyFor(TimeSpan pause) => new("429, retry-after-ms")
    {
        Instead = (context, _) =>
        {
            context.Response.Headers["retry-after-ms"] = pause.TotalMilliseconds.ToString(CultureInfo.InvariantCulture);
            return Send(context, 429, """{"error":{"code":"429","message":"Requests have exceeded the rate limit"}}""");
        },
    };

    public static Misbehaviour Fails(int status, string body = """{"error":{"message":"failed","type":"server_error"}}""") => new($"{status} {body}")
    {
        Instead = (context, _) => Send(context, status, body),
    };

    internal static Task Send(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body, Encoding.UTF8, context.RequestAborted);
    }

    private static async Task SendHuge(HttpContext context)
    {
        var piece = new byte[64 << 10];
        for (var sent = 0L; sent < HugeBytes; sent += piece.Length)
        {
            await context.Response.Body.WriteAsync(piece, context.RequestAborted);
        }
    }
}
