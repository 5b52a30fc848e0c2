using Microsoft.AspNetCore.Http.Features;
using Npgsql;
using Pulse.Convening;
using Pulse.People;
using Pulse.Web.Access;
using Pulse.Web.Pages;

namespace Pulse.Web.Endpoints;

/// <summary>Dialogues: the list, one at a glance, convening a new one, opening and closing its phases.</summary>
public static class DialogueEndpoints
{
    private const int LongestDefinition = 1 << 20;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/", List).RequireAuthorization(Right.Look);
        app.MapGet("/dialogues/{slug}", (HttpContext context, Visits visits, string slug) =>
            visits.To(context, slug, async visit =>
                visit.Page<DialoguePage>(await DialogueModel.Read(visit.Connection, visit.Names, visit.Now, visit.Stop))))
            .RequireAuthorization(Right.Look);
        app.MapPost("/v1/dialogues", Convene).RequireAuthorization(Right.Convene);
        app.MapPost("/v1/dialogues/{slug}/phases/{phase}/open", (HttpContext context, Visits visits, string slug, string phase) =>
            visits.To(context, slug, visit => Turn(visit, phase, open: true))).RequireAuthorization(Right.Convene);
        app.MapPost("/v1/dialogues/{slug}/phases/{phase}/close", (HttpContext context, Visits visits, string slug, string phase) =>
            visits.To(context, slug, visit => Turn(visit, phase, open: false))).RequireAuthorization(Right.Convene);
    }

    private static async Task<IResult> List(HttpContext context, NpgsqlDataSource database, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var language = DeskContext.Of(context).Language;
        IReadOnlyList<DialogueNames> dialogues =
            [.. (await Dialogues.All(connection, stop)).Select(dialogue => new DialogueNames(dialogue, language))];
        return Reply.Page<DialoguesPage>(context, dialogues);
    }

    /// <summary>The body is the definition itself (YAML or JSON); a form gives it in the field "definition".</summary>
    private static async Task<IResult> Convene(
        HttpContext context, NpgsqlDataSource database, Keyring keyring, CancellationToken stop)
    {
        if (await Definition(context.Request, stop) is not { } text)
        {
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        try
        {
            await using var connection = await database.OpenConnectionAsync(stop);
            var definition = ReadingDefinition.Read("definition", text);
            var (dialogue, created) = await ConveningDialogue.Convene(connection, keyring, definition, "definition", stop);
            if (created)
            {
                var staffId = context.Features.GetRequiredFeature<SignedIn>().Member.StaffId;
                await StaffActs.Record(connection, staffId, "convene-dialogue", dialogue.Slug, stop);
            }

            return Reply.Done(context, $"/dialogues/{dialogue.Slug}", new { dialogue.Id, dialogue.Slug, created });
        }
        catch (DefinitionException error)
        {
            return Reply.Refuse(context, StatusCodes.Status400BadRequest, "definition-refused",
                [.. error.Problems.Select(problem => problem.ToString())]);
        }
    }

    private static async Task<string?> Definition(HttpRequest request, CancellationToken stop)
    {
        if (request.HasFormContentType)
        {
            return (await Given.Read(request))?["definition"];
        }

        if (request.ContentLength > LongestDefinition)
        {
            return null;
        }

        using var reader = new StreamReader(request.Body);
        var text = new char[LongestDefinition + 1];
        var length = await reader.ReadBlockAsync(text, stop);
        return length > LongestDefinition ? null : new string(text, 0, length);
    }

    private static async Task<IResult> Turn(Visit visit, string phase, bool open)
    {
        if (visit.Dialogue.Phases.All(known => known.Slug != phase))
        {
            return TypedResults.NotFound();
        }

        var done = open
            ? await Phases.OpenFrom(visit.Connection, visit.Dialogue.Id, phase, visit.Now, visit.Stop)
            : await Phases.CloseFrom(visit.Connection, visit.Dialogue.Id, phase, visit.Now, visit.Stop);
        if (!done)
        {
            return Reply.Refuse(visit.Context, StatusCodes.Status409Conflict, "phase-not-open");
        }

        await StaffActs.Record(visit.Connection, visit.Member.StaffId,
            open ? "open-phase" : "close-phase", $"{visit.Dialogue.Slug} {phase}", visit.Stop);
        return Reply.Done(visit.Context, visit.Names.Address, new { phase, open });
    }
}
