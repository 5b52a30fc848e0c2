using System.ComponentModel;
using System.Text.Json.Serialization;
using Pulse.Api.Words;

namespace Pulse.Api;

/// <summary>Problem details (RFC 9457) with a sentence that says what to do, in the caller's language.</summary>
public sealed record Problem
{
    [Description("urn:pulse: and a word in kebab case; decide by this, not by the title")]
    public required string Type { get; init; }
    public required string Title { get; init; }

    [Description("What to do about it, in the language of Accept-Language (he, ar, en)")]
    public required string Detail { get; init; }
    public required int Status { get; init; }

    [Description("For 422: field name to sentences")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Answers the request with this refusal. Nothing of the request is repeated in it.</summary>
    public static Task Tell(
        HttpContext http, Refusal refusal, IReadOnlyDictionary<string, Fault>? faults = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        var words = Speech.For(http.Request);
        var sentence = words.Of(refusal);
        var status = Refusals.StatusOf(refusal);
        http.Response.StatusCode = status;
        http.Response.Headers.ContentLanguage = words.Language;
        if (refusal is Refusal.Unavailable or Refusal.TooManyRequests)
        {
            http.Response.Headers.RetryAfter = refusal == Refusal.Unavailable ? "5" : "1";
        }

        if (refusal == Refusal.TooLarge)
        {
            // the rest of the body stays unread, so nothing more can be said on this connection
            http.Response.Headers.Connection = "close";
        }

        return http.Response.WriteAsJsonAsync(new Problem
        {
            Type = Refusals.TypeOf(refusal),
            Title = sentence.Title,
            Detail = sentence.Detail,
            Status = status,
            Errors = faults?.ToDictionary(fault => fault.Key, fault => new[] { words.Of(fault.Value) }),
        }, Json.Options, "application/problem+json", http.RequestAborted);
    }
}

/// <summary>A refusal as the result of an endpoint.</summary>
public sealed record ProblemResult(Refusal Refusal, IReadOnlyDictionary<string, Fault>? Faults = null) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => Problem.Tell(httpContext, Refusal, Faults);
}
