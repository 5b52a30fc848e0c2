using Pulse.Api.Collecting;
using Pulse.Convening;
using Pulse.People;

namespace Pulse.Api.People;

/// <param name="Code">26 characters; dashes, spaces and case do not matter.</param>
/// <param name="Secret">base64url of 32 random bytes that the phone has just made and keeps to itself.</param>
public sealed record Redemption(string Code, string Secret);

/// <param name="Session">Also set as a cookie; programs send it as a bearer token.</param>
public sealed record Redeemed(string Session, State State);

public static class InvitationsEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/invitations/redeem", Redeem)
            .Takes<Redemption>()
            .Says<Redeemed>(StatusCodes.Status200OK, Refusal.CodeNotValid, Refusal.Withdrawn)
            .WithMetadata(new Documenting.NeedsNoSession())
            .Named("redeem", "Redeem an invitation",
                "Spends the code for this secret. The same code with the same secret may come again when the reply was "
                + "lost. An unknown, spent, expired or revoked code gives one and the same 404.");

    private static async Task<IResult> Redeem(HttpContext http, Visits visits, Keyring keyring)
    {
        var body = await Body.Read<Redemption>(http);
        if (body.Body is not { } received)
        {
            return new ProblemResult(body.Refused!.Value);
        }

        var stop = http.RequestAborted;
        if (received.Value.Code.Length == 0 || Session.ParseSecret(received.Value.Secret) is not { } secret)
        {
            return new ProblemResult(Refusal.Malformed);
        }

        if (Code.Parse(received.Value.Code) is not { } code || await Open(visits, code, stop) is not { } dialogueId
            || !await Redeeming.Redeem(visits.Database, code, secret, visits.Today, stop))
        {
            return new ProblemResult(Refusal.CodeNotValid);
        }

        // another connection than the one that spent the code, and nothing is written on it
        await using var connection = await visits.Database.OpenConnectionAsync(stop);
        var session = Session.For(await keyring.Of(connection, dialogueId, stop), secret);
        var found = await visits.Enter(connection, session, stop);
        if (found.Body is not { } visit)
        {
            return new ProblemResult(found.Refused!.Value);
        }

        var redeemed = new Redeemed(session.Token, await Journey.StateOf(visit));
        Cookie.Set(http.Response, session);
        return Results.Json(redeemed, Json.Options);
    }

    // a code of a dialogue that is over is not spent for nothing
    private static async Task<Guid?> Open(Visits visits, Code code, CancellationToken stop)
    {
        await using var connection = await visits.Database.OpenConnectionAsync(stop);
        return await Invitations.DialogueOf(connection, code, stop) is { } id
            && await Dialogues.Find(connection, id, stop) is { } dialogue
            && (dialogue.Closes is not { } closes || closes > visits.Now) ? id : null;
    }
}
