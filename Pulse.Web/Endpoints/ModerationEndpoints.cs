using System.Text.Json;
using System.Text.Json.Serialization;
using Pulse.Moderating;
using Pulse.Web.Access;
using Pulse.Web.Pages;

namespace Pulse.Web.Endpoints;

/// <summary>Held answers and a person's ruling on them; translations made by people.</summary>
public static class ModerationEndpoints
{
    /// <summary>A person's translation of a statement, as a program sends it.</summary>
    public sealed record SentTranslation(Guid Statement, string Language, string Text);

    private static readonly JsonSerializerOptions _strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = 4,
    };

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/dialogues/{slug}/moderation", (HttpContext context, Visits visits, string slug) =>
            visits.To(context, slug, async visit => visit.Page<ModerationPage>(
                await ModerationModel.Read(visit.Connection, visit.Names, visit.Key, visit.Stop))))
            .RequireAuthorization(Right.Moderate);
        app.MapPost("/v1/dialogues/{slug}/answers/{answer:guid}/{ruling:regex(^(pass|redact|exclude)$)}",
            (HttpContext context, Visits visits, string slug, Guid answer, string ruling) =>
                visits.To(context, slug, visit => Rule(visit, answer, ruling))).RequireAuthorization(Right.Moderate);
        app.MapPost("/v1/dialogues/{slug}/translations", (HttpContext context, Visits visits, string slug) =>
            visits.To(context, slug, Translate)).RequireAuthorization(Right.Translate);
    }

    private static async Task<IResult> Rule(Visit visit, Guid answer, string ruling)
    {
        if (await Given.Read(visit.Context.Request) is not { } given)
        {
            return TypedResults.BadRequest();
        }

        var result = ruling switch
        {
            "pass" => await RulingOnAnswers.Pass(
                visit.Connection, visit.Dialogue, visit.Key, answer, visit.Member.StaffId, visit.Today, visit.Stop),
            "redact" => await RulingOnAnswers.RedactAndPass(
                visit.Connection, visit.Dialogue, visit.Key, answer, given["text"], visit.Member.StaffId, visit.Today, visit.Stop),
            _ => await RulingOnAnswers.Exclude(
                visit.Connection, visit.Dialogue, visit.Key, answer, given["reason"], given["note"], visit.Member.StaffId,
                visit.Today, visit.Stop),
        };
        return result switch
        {
            RulingResult.Ruled => Reply.Done(visit.Context, $"{visit.Names.Address}/moderation", new { answer, ruling }),
            RulingResult.NoSuchAnswer => TypedResults.NotFound(),
            RulingResult.AlreadyAStatement => Reply.Refuse(visit.Context, StatusCodes.Status409Conflict, "already-a-statement"),
            RulingResult.TextMissing => Reply.Refuse(visit.Context, StatusCodes.Status400BadRequest, "text-missing"),
            RulingResult.ReasonMissing => Reply.Refuse(visit.Context, StatusCodes.Status400BadRequest, "reason-missing"),
        };
    }

    /// <summary>A JSON array; every entry is told of, those that were refused with why.</summary>
    private static async Task<IResult> Translate(Visit visit)
    {
        IReadOnlyList<SentTranslation>? sent;
        try
        {
            sent = visit.Context.Request.HasJsonContentType()
                ? await JsonSerializer.DeserializeAsync<IReadOnlyList<SentTranslation>>(visit.Context.Request.Body, _strict, visit.Stop)
                : null;
        }
        catch (JsonException)
        {
            sent = null;
        }

        if (sent is null)
        {
            return TypedResults.BadRequest();
        }

        var stored = 0;
        var refused = new List<object>();
        foreach (var one in sent)
        {
            var result = await TranslatingByHand.Store(visit.Connection, visit.Dialogue, visit.Key, one.Statement,
                one.Language, one.Text, visit.Member.StaffId, visit.Stop);
            if (result == TranslationResult.Stored)
            {
                stored++;
            }
            else
            {
                refused.Add(new { one.Statement, one.Language, reason = JsonNamingPolicy.KebabCaseLower.ConvertName(result.ToString()) });
            }
        }

        return TypedResults.Ok(new { stored, refused });
    }
}
