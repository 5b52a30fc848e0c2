using Pulse.People;
using Pulse.Voting;

namespace Pulse.Api.Voting;

public enum VoteWord { Disagree = -1, Pass = 0, Agree = 1 }

/// <param name="Important">"This matters to me".</param>
/// <param name="LanguageRead">The language version that was on the screen.</param>
public sealed record VoteGiven(Guid Statement, VoteWord Vote, string LanguageRead, bool Important = false);

/// <param name="Next">Another statement to vote on; null when none is left.</param>
public sealed record VoteSaved(Guid Statement, bool Saved, StatementCard? Next);

/// <summary>
/// The one write that everybody makes again and again. It opens no connection of its own: votes that wait are cast
/// together, and each is answered after the commit.
/// </summary>
public static class VotesEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/votes", Cast)
            .Takes<VoteGiven>()
            .Says<VoteSaved>(StatusCodes.Status201Created, Refusal.NoSession, Refusal.NotFound, Refusal.PhaseClosed,
                Refusal.Withdrawn, Refusal.ValueRefused, Refusal.TooManyRequests)
            .Named("vote", "Vote on a statement", "Voting on it again changes the vote while the phase is open.");

    private static async Task<IResult> Cast(HttpContext http, Visits visits, Pace pace, CastingTogether casting)
    {
        var session = Cookie.SessionOf(http.Request);
        var body = session is null ? Refusal.NoSession : await Body.Read<VoteGiven>(http);
        if (body.Body is not { } received)
        {
            return new ProblemResult(body.Refused!.Value);
        }

        if (await visits.KeyOf(session!, http.RequestAborted) is not { } key)
        {
            return new ProblemResult(Refusal.NoSession);
        }

        var participantId = key.Pseudonym(session!.Secret);
        if (!pace.Admits(participantId))
        {
            return new ProblemResult(Refusal.TooManyRequests);
        }

        var reply = await casting.Cast(new GivenVote
        {
            Key = key,
            ParticipantId = participantId,
            WriteKey = UnsafeRequests.KeyOf(http.Request)!.Value,
            BodyHash = Writes.HashOf(session.Secret, $"{http.Request.Method} {http.Request.Path}", received.Bytes),
            StatementId = received.Value.Statement,
            Value = (int)received.Value.Vote,
            Important = received.Value.Important,
            LanguageRead = received.Value.LanguageRead,
        });
        return reply.Outcome == CastOutcome.Saved
            ? Results.Json(Tell(reply, key), Json.Options, statusCode: StatusCodes.Status201Created)
            : Refuse(reply.Outcome);
    }

    private static VoteSaved Tell(CastReply reply, DialogueKey key) =>
        new(reply.StatementId, true, reply.Next is { } next ? StatementCard.Of(next.Open(key)) : null);

    private static ProblemResult Refuse(CastOutcome outcome) => outcome switch
    {
        CastOutcome.NoSession => new ProblemResult(Refusal.NoSession),
        CastOutcome.Withdrawn => new ProblemResult(Refusal.Withdrawn),
        CastOutcome.KeyReused => new ProblemResult(Refusal.KeyReused),
        CastOutcome.ConsentFirst => new ProblemResult(Refusal.ConsentFirst),
        CastOutcome.ConsentChanged => new ProblemResult(Refusal.ConsentChanged),
        CastOutcome.SegmentFirst => new ProblemResult(Refusal.SegmentFirst),
        CastOutcome.UnknownLanguage => new ProblemResult(
            Refusal.ValueRefused, new Dictionary<string, Fault> { ["languageRead"] = Fault.UnknownLanguage }),
        CastOutcome.NotFound => new ProblemResult(Refusal.NotFound),
        CastOutcome.PhaseClosed => new ProblemResult(Refusal.PhaseClosed),
        CastOutcome.Unavailable => new ProblemResult(Refusal.Unavailable),
        CastOutcome.Saved => throw new ArgumentOutOfRangeException(nameof(outcome), "This one is told, not refused."),
    };
}
