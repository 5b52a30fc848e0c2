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

public enum VoteWord { Disagree = -1, Pass = 0, Agree = 1 }

/// <param name="Important">"This matters to me".</param>
/// <param name="LanguageRead">The language version that was on the screen.</param>
public sealed record VoteGiven(Guid Statement, VoteWord Vote, string LanguageRead, bool Important = false);

/// <param name="Next">Another statement to vote on; null when none is left.</param>
public sealed record VoteSaved(Guid Statement, bool Saved, StatementCard? Next);

/// <summary>What is remembered of a vote's reply: ids, so that nobody's words are stored twice.</summary>
public sealed record VoteMemo(Guid Statement, Guid? Next);

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

        routes.MapPost("/v1/votes", (HttpContext http, Visits visits, StatementPools pools) =>
                visits.Write<VoteGiven, VoteMemo, VoteSaved>(http, Standing.Placed, StatusCodes.Status201Created,
                    (visit, given) => Cast(visit, pools, given), Tell))
            .Takes<VoteGiven>()
            .Says<VoteSaved>(StatusCodes.Status201Created, Refusal.NoSession, Refusal.NotFound, Refusal.PhaseClosed,
                Refusal.Withdrawn, Refusal.ValueRefused, Refusal.TooManyRequests)
            .Named("vote", "Vote on a statement", "Voting on it again changes the vote while the phase is open.");
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

        return await Offer(visit, pools, visit.Phase!, item, item.SetSize) is { } set
            ? new StatementSet([.. set.Statements.Select(StatementCard.Of)], set.Remaining)
            : Refusal.Unavailable;
    }

    private static async Task<Reply<VoteMemo>> Cast(Visit visit, StatementPools pools, VoteGiven given)
    {
        if (!visit.Dialogue.Languages.Contains(given.LanguageRead))
        {
            return (Refusal.ValueRefused, "languageRead", Fault.UnknownLanguage);
        }

        var reader = visit.Reader;
        if (await NextStatements.ItemOf(visit.Connection, reader, given.Statement, visit.Stop) is not { } question)
        {
            return Refusal.NotFound;
        }

        if (visit.Phase is not { } phase || await NextStatements.VotingItemFor(
            visit.Connection, reader, phase, given.Statement, question, visit.Stop) is not { } item)
        {
            return Refusal.PhaseClosed;
        }

        var vote = new Vote(given.Statement, visit.ParticipantId, (int)given.Vote, given.Important && !item.WithoutImportance,
            given.LanguageRead, visit.Today);
        if (!await Votes.Cast(visit.Connection, vote, reader.CountedAs, visit.Stop))
        {
            return Refusal.NotFound;
        }

        return await Offer(visit, pools, phase, item, 1) is { } next
            ? new VoteMemo(given.Statement, next.Statements.Count == 0 ? null : next.Statements[0].Id)
            : Refusal.Unavailable;
    }

    /// <returns>Null where a drawn statement was taken back in this very moment: the phone asks again.</returns>
    private static async Task<NextStatements.Set?> Offer(
        Visit visit, StatementPools pools, Phase phase, Item item, int most)
    {
        try
        {
            return await NextStatements.Of(
                visit.Connection, visit.Key, pools, visit.Reader, phase, item, most, visit.Stop);
        }
        catch (PostgresException error) when (OfferedStatements.WasTakenBack(error))
        {
            return null;
        }
    }

    private static async Task<VoteSaved> Tell(Visit visit, VoteMemo memo) =>
        new(memo.Statement, true, memo.Next is { } next
            && await NextStatements.Find(visit.Connection, visit.Key, next, visit.Stop) is { } statement
                ? StatementCard.Of(statement) : null);
}
