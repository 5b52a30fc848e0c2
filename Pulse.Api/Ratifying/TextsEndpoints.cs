using Pulse.Api.Voting;
using Pulse.Convening;
using Pulse.Ratifying;

namespace Pulse.Api.Ratifying;

/// <summary>A reviewed text to ratify, in every language of the dialogue.</summary>
public sealed record TextCard(Guid Id, string WorkingGroup, IReadOnlyDictionary<string, string> Text);

/// <param name="Remaining">Texts that were not voted on, those handed out here included.</param>
public sealed record TextSet(IReadOnlyList<TextCard> Texts, int Remaining);

/// <param name="Vote">Where the item's scale is "agreement".</param>
/// <param name="Acceptability">Where the item's scale is "acceptability".</param>
/// <param name="LanguageRead">The language version that was on the screen.</param>
public sealed record BallotGiven(
    Guid Text, string LanguageRead, VoteWord? Vote = null, Acceptability? Acceptability = null);

public sealed record BallotSaved(Guid Text, bool Saved = true);

public static class TextsEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/texts/next", (string item, HttpContext http, Visits visits) =>
                visits.Read<TextSet>(http, Standing.Placed, visit => Next(visit, item)))
            .Says<TextSet>(StatusCodes.Status200OK, Refusal.Malformed, Refusal.NoSession, Refusal.NotFound,
                Refusal.PhaseClosed, Refusal.Withdrawn, Refusal.ValueRefused)
            .Named("getNextTexts", "The next texts to ratify", "At most a set of them, in an order of one's own.");

        routes.MapPost("/v1/ballots", (HttpContext http, Visits visits) => visits.Write<BallotGiven, BallotSaved>(
                http, Standing.Placed, StatusCodes.Status201Created, Cast))
            .Takes<BallotGiven>()
            .Says<BallotSaved>(StatusCodes.Status201Created, Refusal.NoSession, Refusal.NotFound, Refusal.PhaseClosed,
                Refusal.Withdrawn, Refusal.ValueRefused, Refusal.TooManyRequests)
            .Named("ratify", "Vote on a reviewed text",
                "Exactly one of vote and acceptability, as the item's scale asks. Essential, desirable and acceptable "
                + "count as +1, tolerable as 0, unacceptable as -1.");
    }

    private static async Task<Reply<TextSet>> Next(Visit visit, string slug)
    {
        var opened = visit.OpenItem(slug);
        if (opened.Body is not { } item)
        {
            return opened.Refused!.Value;
        }

        if (item.Kind != ItemKind.Ratification)
        {
            return (Refusal.ValueRefused, "item", Fault.WrongItemKind);
        }

        var set = await NextTexts.Of(
            visit.Connection, visit.Key, visit.Dialogue, item, visit.ParticipantId, item.SetSize, visit.Stop);
        return new TextSet([.. set.Texts.Select(text => new TextCard(text.Id, text.WorkingGroup, text.Texts))],
            set.Remaining);
    }

    private static async Task<Reply<BallotSaved>> Cast(Visit visit, BallotGiven given)
    {
        if (!visit.Dialogue.Languages.Contains(given.LanguageRead))
        {
            return (Refusal.ValueRefused, "languageRead", Fault.UnknownLanguage);
        }

        var (exists, item) = await NextTexts.ItemFor(
            visit.Connection, visit.Dialogue, visit.Phase, given.Text, visit.Stop);
        if (item is null)
        {
            return exists ? Refusal.PhaseClosed : Refusal.NotFound;
        }

        int? vote = (item.Scale, given.Vote, given.Acceptability) switch
        {
            (RatificationScale.Agreement, { } word, null) => (int)word,
            (RatificationScale.Acceptability, null, { } step) => Ballot.VoteOf(step),
            _ => null,
        };
        if (vote is not { } counted)
        {
            return (Refusal.ValueRefused, item.Scale == RatificationScale.Agreement ? "vote" : "acceptability",
                Fault.WrongScale);
        }

        await Ballots.Cast(visit.Connection, new Ballot(given.Text, visit.ParticipantId, counted,
            (int?)given.Acceptability, given.LanguageRead, visit.Today), visit.Stop);
        return new BallotSaved(given.Text);
    }
}
