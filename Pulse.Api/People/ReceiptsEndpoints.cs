using Pulse.Api.Collecting;
using Pulse.Collecting;
using Pulse.People;
using Pulse.Voting;

namespace Pulse.Api.People;

/// <param name="Receipt">26 characters that take everything back, and show nothing of it.</param>
public sealed record ReceiptGiven(string Receipt);

/// <param name="Receipt">As it stands on the receipt; dashes, spaces and case do not matter.</param>
public sealed record WithdrawalAsked(string Receipt);

public sealed record WithdrawalReceived(bool Received = true);

public static class ReceiptsEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/participation/receipt", (HttpContext http, Visits visits) =>
                visits.Write<Nothing, Nothing, ReceiptGiven>(
                    http, Standing.Consented, StatusCodes.Status201Created, Keep,
                    (visit, _) => Task.FromResult(new ReceiptGiven(Code.ReceiptOf(visit.Session.Secret).Text))))
            .Takes<Nothing>()
            .Says<ReceiptGiven>(StatusCodes.Status201Created,
                Refusal.NoSession, Refusal.ConsentFirst, Refusal.Withdrawn, Refusal.TooManyRequests)
            .Named("getReceipt", "A receipt",
                "Whoever asks for none leaves nothing to find. Asked again, it is the same one; only its hash is stored.");

        routes.MapPost("/v1/withdrawals", Withdraw)
            .Takes<WithdrawalAsked>()
            .Says<WithdrawalReceived>(StatusCodes.Status202Accepted)
            .WithMetadata(new Documenting.NeedsNoSession())
            .Named("withdraw", "Take everything back",
                "Needs no session. The reply is the same for a valid, a used and an unknown receipt.");
    }

    private static async Task<Reply<Nothing>> Keep(Visit visit, Nothing body)
    {
        await Participants.KeepReceipt(
            visit.Connection, visit.ParticipantId, Code.ReceiptOf(visit.Session.Secret).Hash, visit.Stop);
        return body;
    }

    private static async Task<IResult> Withdraw(HttpContext http, Visits visits)
    {
        var body = await Body.Read<WithdrawalAsked>(http);
        if (body.Body is not { } received)
        {
            return new ProblemResult(body.Refused!.Value);
        }

        if (Code.Parse(received.Value.Receipt) is { } receipt)
        {
            await Withdrawing.ByReceipt(visits.Database, receipt.Hash, visits.Today, TakeBack, CancellationToken.None);
        }

        return Results.Json(new WithdrawalReceived(), Json.Options, statusCode: StatusCodes.Status202Accepted);
    }

    private static async Task<int> TakeBack(
        Npgsql.NpgsqlConnection connection, Participant participant, CancellationToken stop)
    {
        var dialogue = await Pulse.Convening.Dialogues.Find(connection, participant.DialogueId, stop);
        return await Votes.TakeBack(
            connection, participant.ParticipantId, Reader.Of(dialogue!, participant).CountedAs, stop);
    }
}
