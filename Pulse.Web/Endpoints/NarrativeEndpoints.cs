using System.Globalization;
using Pulse.Convening;
using Pulse.People;
using Pulse.Publishing;
using Pulse.Web.Access;

namespace Pulse.Web.Endpoints;

/// <summary>The running text of a working group's brief: having it proposed, and ruling on what was proposed.</summary>
public static class NarrativeEndpoints
{
    private const int LongestSentence = 1000;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/v1/dialogues/{slug}/groups/{group}/narratives", (HttpContext context, Visits visits, string slug, string group) =>
            visits.To(context, slug, group, Ask)).RequireAuthorization(Right.UseModel);
        app.MapPost("/v1/dialogues/{slug}/groups/{group}/narratives/{narrative:guid}/accept",
            (HttpContext context, Visits visits, string slug, string group, Guid narrative) =>
                visits.To(context, slug, group, (visit, found) => Rule(visit, found, narrative, accept: true))).RequireAuthorization(Right.UseModel);
        app.MapPost("/v1/dialogues/{slug}/groups/{group}/narratives/{narrative:guid}/set-aside",
            (HttpContext context, Visits visits, string slug, string group, Guid narrative) =>
                visits.To(context, slug, group, (visit, found) => Rule(visit, found, narrative, accept: false))).RequireAuthorization(Right.UseModel);
    }

    private static async Task<IResult> Ask(Visit visit, WorkingGroup group)
    {
        if (await Given.Read(visit.Context.Request) is not { } given)
        {
            return TypedResults.BadRequest();
        }

        if (visit.Dialogue.Provider == ModelProvider.None)
        {
            return Reply.Refuse(visit.Context, StatusCodes.Status409Conflict, "no-model");
        }

        var texts = await ReviewedTexts.OfGroup(visit.Connection, visit.Key, group.Slug, visit.Stop);
        string[] languages =
        [
            .. visit.Dialogue.Languages.Intersect(Wording.Languages).Where(language =>
                NarrativeMaterial.Of(texts, visit.Dialogue, BriefWriting.WordingIn(language)).Texts.Count > 0),
        ];
        if (languages.Length == 0)
        {
            return Reply.Refuse(visit.Context, StatusCodes.Status409Conflict, "nothing-certified");
        }

        await using var transaction = await visit.Connection.BeginTransactionAsync(visit.Stop);
        foreach (var language in languages)
        {
            await Narratives.Ask(visit.Connection, visit.Dialogue.Id, group.Slug, language, visit.Member.StaffId, visit.Stop);
        }

        await StaffActs.Record(visit.Connection, visit.Member.StaffId, "ask-narrative", $"{visit.Dialogue.Slug}/{group.Slug}", visit.Stop);
        await transaction.CommitAsync(visit.Stop);
        return Reply.Done(visit.Context, Back(visit, group, given["language"]), new { languages });
    }

    private static async Task<IResult> Rule(Visit visit, WorkingGroup group, Guid narrative, bool accept)
    {
        if (await Given.Read(visit.Context.Request) is not { } given
            || Changed(given.Under("sentences")) is not { } changed)
        {
            return TypedResults.BadRequest();
        }

        var ruled = accept
            ? await RulingOnNarratives.Accept(
                visit.Connection, visit.Dialogue, visit.Key, group.Slug, narrative, changed, visit.Member.StaffId, visit.Stop)
            : await RulingOnNarratives.SetAside(visit.Connection, visit.Key, group.Slug, narrative, visit.Member.StaffId, visit.Stop);
        var wording = DeskContext.Of(visit.Context).Wording;
        return ruled.Result switch
        {
            NarrativeResult.Done => Reply.Done(visit.Context, Back(visit, group, given["language"]), new { narrative }),
            NarrativeResult.NoSuchNarrative => TypedResults.NotFound(),
            NarrativeResult.Outdated => Reply.Refuse(visit.Context, StatusCodes.Status409Conflict, "narrative-outdated"),
            NarrativeResult.NothingLeft => Reply.Refuse(visit.Context, StatusCodes.Status400BadRequest, "narrative-empty"),
            NarrativeResult.DoesNotHold => Reply.Refuse(
                visit.Context, StatusCodes.Status400BadRequest, "narrative-does-not-hold",
                [
                    .. ruled.Broken.Select(broken => wording.Say(
                        "narrative.broken", new Amount(FigureText.Count(broken.Number)),
                        string.Join(", ", broken.Rules.Select(rule => wording.Named("rule", rule)))).ToString()),
                ]),
        };
    }

    /// <summary>Sentences by their number; null where one is too long or has no number.</summary>
    private static Dictionary<int, string>? Changed(IReadOnlyDictionary<string, string> fields)
    {
        var changed = new Dictionary<int, string>();
        foreach (var (field, text) in fields)
        {
            if (!int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || text.Length > LongestSentence)
            {
                return null;
            }

            changed[number] = text;
        }

        return changed;
    }

    private static string Back(Visit visit, WorkingGroup group, string language) =>
        $"{visit.Names.Address}/groups/{group.Slug}/brief"
        + (visit.Dialogue.Languages.Contains(language) ? $"?lang={language}" : "") + "#narrative";
}
