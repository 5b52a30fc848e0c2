namespace Pulse.Api.Convening;

public static class DialogueEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/dialogue", (HttpContext http, Visits visits) => visits.Read<Card>(
                http, Standing.Invited, visit => Task.FromResult<Reply<Card>>(Card.Of(visit.Dialogue))))
            .Says<Card>(StatusCodes.Status200OK, Refusal.NoSession, Refusal.Withdrawn)
            .Named("getDialogue", "The dialogue",
                "What it is about, the consent text, the segments and the working groups, in every language.");
}
