using Pulse.Moderating;
using Pulse.Web.Access;
using Pulse.Web.Pages;

namespace Pulse.Web.Endpoints;

/// <summary>A statement with its translations, a person's correction of one, and what a model does for a dialogue.</summary>
public static class TranslationEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/dialogues/{slug}/statements/{statement:guid}", (HttpContext context, Visits visits, string slug, Guid statement) =>
            visits.To(context, slug, async visit =>
                await StatementModel.Read(visit.Connection, visit.Names, visit.Key, statement, visit.Stop) is { } model
                    ? visit.Page<StatementPage>(model) : TypedResults.NotFound()))
            .RequireAuthorization(Right.Look);
        app.MapPost("/v1/dialogues/{slug}/statements/{statement:guid}/translations/{language}",
            (HttpContext context, Visits visits, string slug, Guid statement, string language) =>
                visits.To(context, slug, visit => Correct(visit, statement, language))).RequireAuthorization(Right.Translate);
        app.MapGet("/dialogues/{slug}/model", (HttpContext context, Visits visits, string slug) =>
            visits.To(context, slug, async visit =>
                visit.Page<ModelPage>(await ModelModel.Read(visit.Connection, visit.Names, visit.Today, visit.Stop))))
            .RequireAuthorization(Right.Look);
    }

    private static async Task<IResult> Correct(Visit visit, Guid statement, string language)
    {
        if (await Given.Read(visit.Context.Request) is not { } given)
        {
            return TypedResults.BadRequest();
        }

        var result = await TranslatingByHand.Store(
            visit.Connection, visit.Dialogue, visit.Key, statement, language, given["text"], visit.Member.StaffId, visit.Stop);
        return result switch
        {
            TranslationResult.Stored => Reply.Done(
                visit.Context, $"{visit.Names.Address}/statements/{statement}#v-{language}", new { statement, language }),
            TranslationResult.TextMissing => Reply.Refuse(visit.Context, StatusCodes.Status400BadRequest, "text-missing"),
            TranslationResult.NoSuchStatement => TypedResults.NotFound(),
            TranslationResult.LanguageNotSpoken or TranslationResult.AlreadyInThatLanguage => TypedResults.BadRequest(),
        };
    }
}
