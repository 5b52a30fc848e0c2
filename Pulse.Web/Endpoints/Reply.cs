using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Pulse.Web.Access;
using Pulse.Web.Pages;

namespace Pulse.Web.Endpoints;

/// <summary>Answers in the way the asker can use: a page or a redirect for people, JSON for programs.</summary>
public static class Reply
{
    public static IResult Page<TPage>(HttpContext context, object? model, int status = StatusCodes.Status200OK)
        where TPage : IComponent =>
        new RazorComponentResult<TPage>(new Dictionary<string, object?>
        {
            ["Desk"] = DeskContext.Of(context),
            ["Model"] = model,
        })
        { StatusCode = status };

    /// <summary>Done: see <paramref name="back"/> (303, so that a reload asks nothing twice), or the value as JSON.</summary>
    public static IResult Done(HttpContext context, string back, object value) =>
        ByProgram(context) ? TypedResults.Ok(value) : new SeeOther(back);

    /// <summary>Not done, with a kebab-case reason; the desk words it as "refusal.reason".</summary>
    public static IResult Refuse(HttpContext context, int status, string reason, IReadOnlyList<string>? problems = null)
    {
        context.Items[typeof(Notice)] = new Notice(status, reason, problems ?? []);
        return TypedResults.StatusCode(status);
    }

    /// <summary>Gives every bare status a body: a designed page, or problem details.</summary>
    public static async Task Tell(HttpContext context)
    {
        var status = context.Response.StatusCode;
        var notice = context.Items[typeof(Notice)] as Notice ?? new Notice(status, null, []);
        var desk = DeskContext.Of(context);
        if (!ByProgram(context) && !context.Request.Path.StartsWithSegments("/v1/sessions"))
        {
            await Page<NoticePage>(context, notice, status).ExecuteAsync(context);
            return;
        }

        await TypedResults.Problem(
            type: $"urn:pulse:{notice.Reason ?? NameOf(status)}",
            title: desk.Wording[$"status.{NoticePage.Known(status)}"],
            detail: notice.Problems.Count > 0 ? string.Join('\n', notice.Problems)
                : notice.Reason is { } reason ? desk.Wording[$"refusal.{reason}"]
                : desk.Wording[$"status.{NoticePage.Known(status)}-help"],
            statusCode: status).ExecuteAsync(context);
    }

    private static bool ByProgram(HttpContext context) =>
        context.Features.Get<SignedIn>() is { ByHeader: true }
        || context.Request.Headers.Authorization.Count > 0
        || (context.Features.Get<SignedIn>() is null && context.Request.HasJsonContentType());

    private static string NameOf(int status) => status switch
    {
        400 => "not-understood",
        401 => "not-signed-in",
        403 => "not-allowed",
        404 => "not-found",
        405 => "method-not-allowed",
        413 => "too-large",
        415 => "media-type",
        _ => "failed",
    };

    private sealed class SeeOther(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = address;
            return Task.CompletedTask;
        }
    }
}
