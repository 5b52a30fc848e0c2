using Pulse.Collecting;
using Pulse.Ratifying;
using Pulse.Voting;

namespace Pulse.Api.Collecting;

/// <param name="ConsentVersion">The version that was on the screen.</param>
/// <param name="TakePart">Must be true: nobody takes part by accident.</param>
/// <param name="Language">One of the dialogue's languages.</param>
public sealed record TakingPart(int ConsentVersion, bool TakePart, string Language);

/// <param name="Segment">Any node of the dialogue's tree; null for "I prefer not to say".</param>
public sealed record SegmentChoice(string? Segment);

public sealed record LanguageChoice(string Language);

/// <summary>An empty body.</summary>
public sealed record Nothing;

public static class ParticipationEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/participation", (HttpContext http, Visits visits) => visits.Read<State>(
                http, Standing.Invited, async visit => await Journey.StateOf(visit)))
            .Says<State>(StatusCodes.Status200OK, Refusal.NoSession, Refusal.Withdrawn)
            .Named("getParticipation", "How far I am", "What the phone shows next, and what was done so far.");

        routes.MapPost("/v1/participation", (HttpContext http, Visits visits) => visits.Write<TakingPart, State>(
                http, Standing.Invited, StatusCodes.Status201Created, (visit, body) => Consent(visits, visit, body)))
            .Takes<TakingPart>()
            .Says<State>(StatusCodes.Status201Created,
                Refusal.NoSession, Refusal.ConsentChanged, Refusal.Withdrawn, Refusal.ValueRefused, Refusal.TooManyRequests)
            .Named("takePart", "Consent", "Only now is anything about this person written down.");

        routes.MapPut("/v1/participation/segment", (HttpContext http, Visits visits) =>
                visits.Write<SegmentChoice, State>(
                    http, Standing.Consented, StatusCodes.Status200OK, (visit, body) => Choose(visits, visit, body)))
            .Takes<SegmentChoice>()
            .Says<State>(StatusCodes.Status200OK, Refusal.NoSession, Refusal.SegmentAlreadyChosen, Refusal.Withdrawn,
                Refusal.ValueRefused, Refusal.TooManyRequests)
            .Named("chooseSegment", "Choose a segment",
                "May be changed until something was answered or voted on, since counts are kept per segment.");

        routes.MapPut("/v1/participation/language", (HttpContext http, Visits visits) =>
                visits.Write<LanguageChoice, State>(
                    http, Standing.Consented, StatusCodes.Status200OK, (visit, body) => Speak(visits, visit, body)))
            .Takes<LanguageChoice>()
            .Says<State>(StatusCodes.Status200OK,
                Refusal.NoSession, Refusal.ConsentFirst, Refusal.Withdrawn, Refusal.ValueRefused, Refusal.TooManyRequests)
            .Named("chooseLanguage", "Choose a language", "The language that the phone speaks.");

        routes.MapPost("/v1/participation/finish", async (HttpContext http, Visits visits) =>
            {
                var result = await visits.Write<Nothing, State>(
                    http, Standing.Consented, StatusCodes.Status200OK, (visit, _) => Finish(visits, visit));
                if (result is not ProblemResult)
                {
                    Cookie.Clear(http.Response);
                    http.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
                }

                return result;
            })
            .Takes<Nothing>()
            .Says<State>(StatusCodes.Status200OK,
                Refusal.NoSession, Refusal.ConsentFirst, Refusal.Withdrawn, Refusal.TooManyRequests)
            .Named("finish", "Finish", "Ends the session on this phone: the cookie is cleared.");
    }

    private static async Task<Reply<State>> Consent(Visits visits, Visit visit, TakingPart body)
    {
        if (!body.TakePart)
        {
            return (Refusal.ValueRefused, "takePart", Fault.ConsentNeeded);
        }

        if (!visit.Dialogue.Languages.Contains(body.Language))
        {
            return (Refusal.ValueRefused, "language", Fault.UnknownLanguage);
        }

        if (visit.Over)
        {
            return Refusal.PhaseClosed;
        }

        if (body.ConsentVersion != visit.Dialogue.Consent.Version)
        {
            return Refusal.ConsentChanged;
        }

        await Participants.Consent(visit.Connection, visit.ParticipantId, visit.Dialogue.Id, body.Language,
            body.ConsentVersion, visit.Today, visit.Stop);
        return await Now(visits, visit);
    }

    private static async Task<Reply<State>> Choose(Visits visits, Visit visit, SegmentChoice body)
    {
        if (body.Segment is { } segment && !visit.Dialogue.HasSegment(segment))
        {
            return (Refusal.ValueRefused, "segment", Fault.UnknownSegment);
        }

        var progress = await Participants.ProgressOf(visit.Connection, visit.ParticipantId, visit.Stop);
        var begun = progress.Answered.Length + progress.Chosen.Length > 0
            || await Votes.CountOf(visit.Connection, visit.ParticipantId, visit.Stop) > 0
            || await Ballots.CountOf(visit.Connection, visit.ParticipantId, visit.Stop) > 0;
        if (begun && visit.Person.SegmentChosen)
        {
            return Refusal.SegmentAlreadyChosen;
        }

        await Participants.ChooseSegment(visit.Connection, visit.ParticipantId, body.Segment, visit.Stop);
        return await Now(visits, visit);
    }

    private static async Task<Reply<State>> Speak(Visits visits, Visit visit, LanguageChoice body)
    {
        if (!visit.Dialogue.Languages.Contains(body.Language))
        {
            return (Refusal.ValueRefused, "language", Fault.UnknownLanguage);
        }

        await Participants.ChooseLanguage(visit.Connection, visit.ParticipantId, body.Language, visit.Stop);
        return await Now(visits, visit);
    }

    private static async Task<Reply<State>> Finish(Visits visits, Visit visit)
    {
        await Participants.Finish(visit.Connection, visit.ParticipantId, visit.Stop);
        return await Now(visits, visit);
    }

    // the deed changed the participant and with it perhaps the phase that is open for them
    private static async Task<Reply<State>> Now(Visits visits, Visit visit) =>
        await Journey.StateOf((await visits.Enter(visit.Connection, visit.Session, visit.Stop)).Body!);
}
