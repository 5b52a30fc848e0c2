using System.ComponentModel;
using Npgsql;
using Pulse.Convening;
using Pulse.Voting;

namespace Pulse.Api.Voting;

/// <summary>A statement to vote on, in every language there is. No author, no date, no votes.</summary>
public sealed record StatementCard
{
    public required Guid Id { get; init; }

    [Description("Language to text; the original and its translations")]
    public required IReadOnlyDictionary<string, string> Text { get; init; }

    [Description("The language it was written in")]
    public required string Original { get; init; }

    [Description("Language to \"person\" or \"machine\", for every translation")]
    public required IReadOnlyDictionary<string, string> Translated { get; init; }
    public required string WorkingGroup { get; init; }

    public static StatementCard Of(ReadableStatement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        return new StatementCard
        {
            Id = statement.Id,
            Text = statement.Texts,
            Original = statement.Original,
            Translated = statement.Translated,
            WorkingGroup = statement.WorkingGroup,
        };
    }
}

/// <param name="Remaining">Statements of the item that were not voted on, those handed out here included.</param>
public sealed record StatementSet(IReadOnlyList<StatementCard> Statements, int Remaining);

public static class StatementsEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/statements/next", (string item, HttpContext http, Visits visits, StatementPools pools) =>
                visits.ReadInTurn<StatementSet>(http, Standing.Placed, visit => Next(visit, pools, item)))
            .Says<StatementSet>(StatusCodes.Status200OK, Refusal.Malformed, Refusal.NoSession, Refusal.NotFound,
                Refusal.PhaseClosed, Refusal.Withdrawn, Refusal.ValueRefused)
            .Named("getNextStatements", "The next statements",
                "At most a set of them: first those handed out before that wait for a vote, then drawn by chance with the "
                + "weights of the reader's segment; never one's own.");
    }

    private static async Task<Reply<StatementSet>> Next(Visit visit, StatementPools pools, string slug)
    {
        var opened = visit.OpenItem(slug);
        if (opened.Body is not { } item)
        {
            return opened.Refused!.Value;
        }

        if (item.Kind != ItemKind.StatementVoting)
        {
            return (Refusal.ValueRefused, "item", Fault.WrongItemKind);
        }

        return await Offer(visit, pools, item) is { } set
            ? new StatementSet([.. set.Statements.Select(StatementCard.Of)], set.Remaining)
            : Refusal.Unavailable;
    }

    /// <returns>Null where a drawn statement was taken back in this very moment: the phone asks again.</returns>
    private static async Task<NextStatements.Set?> Offer(Visit visit, StatementPools pools, Item item)
    {
        try
        {
            return await NextStatements.Of(
                visit.Connection, visit.Key, pools, visit.Reader, visit.Phase!, item, item.SetSize, visit.Stop);
        }
        catch (PostgresException error) when (OfferedStatements.WasTakenBack(error))
        {
            return null;
        }
    }
}
