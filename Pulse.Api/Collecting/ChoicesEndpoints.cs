using Pulse.Collecting;
using Pulse.Convening;

namespace Pulse.Api.Collecting;

/// <param name="Item">The closed question's slug.</param>
/// <param name="Chosen">
/// Option slugs: one (single), those ticked (multiple), all in order (rank); the step as text (scale).
/// </param>
public sealed record ChoiceMade(string Item, IReadOnlyList<string> Chosen);

/// <summary>One's own choice, for changing it.</summary>
public sealed record OwnChoice(string Item, IReadOnlyList<string> Chosen);

/// <param name="Item">Any item of the open phase; for voting it says "enough for now".</param>
public sealed record Skipped(string Item);

public static class ChoicesEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/choices", (HttpContext http, Visits visits) => visits.Write<ChoiceMade, ItemSaved>(
                http, Standing.Placed, StatusCodes.Status201Created, Save))
            .Takes<ChoiceMade>()
            .Says<ItemSaved>(StatusCodes.Status201Created, Refusal.NoSession, Refusal.NotFound, Refusal.PhaseClosed,
                Refusal.Withdrawn, Refusal.ValueRefused, Refusal.TooManyRequests)
            .Named("choose", "Answer a closed question", "Choosing again replaces what was chosen before.");

        routes.MapGet("/v1/choices/{item}", (string item, HttpContext http, Visits visits) =>
                visits.Read<OwnChoice>(http, Standing.Placed, visit => Own(visit, item)))
            .Says<OwnChoice>(StatusCodes.Status200OK, Refusal.NoSession, Refusal.NotFound, Refusal.ConsentFirst,
                Refusal.Withdrawn)
            .Named("getChoice", "My choice", "What one has chosen in this closed question, for changing it.");

        routes.MapPost("/v1/skips", (HttpContext http, Visits visits) => visits.Write<Skipped, ItemSaved>(
                http, Standing.Placed, StatusCodes.Status201Created, Skip))
            .Takes<Skipped>()
            .Says<ItemSaved>(StatusCodes.Status201Created, Refusal.NoSession, Refusal.NotFound, Refusal.PhaseClosed,
                Refusal.Withdrawn, Refusal.TooManyRequests)
            .Named("skip", "Skip an item", "Every item may be skipped; answering it later takes the skip back.");
    }

    private static async Task<Reply<ItemSaved>> Save(Visit visit, ChoiceMade made)
    {
        var opened = visit.OpenItem(made.Item);
        if (opened.Body is not { } item)
        {
            return opened.Refused!.Value;
        }

        if (item.Kind is ItemKind.OpenQuestion or ItemKind.StatementVoting or ItemKind.Ratification)
        {
            return (Refusal.ValueRefused, "item", Fault.WrongItemKind);
        }

        if (!Choosing.IsPossible(item, made.Chosen))
        {
            return (Refusal.ValueRefused, "chosen", Fault.ImpossibleChoice);
        }

        await Choices.Save(visit.Connection, visit.ParticipantId, visit.Dialogue.Id, item.Slug, made.Chosen,
            visit.Today, visit.Stop);
        await Skips.TakeBack(visit.Connection, visit.ParticipantId, item.Slug, visit.Stop);
        return new ItemSaved(item.Slug);
    }

    private static async Task<Reply<OwnChoice>> Own(Visit visit, string item) =>
        await Choices.Find(visit.Connection, visit.ParticipantId, item, visit.Stop) is { } chosen
            ? new OwnChoice(item, chosen) : Refusal.NotFound;

    private static async Task<Reply<ItemSaved>> Skip(Visit visit, Skipped skipped)
    {
        var opened = visit.OpenItem(skipped.Item);
        if (opened.Body is not { } item)
        {
            return opened.Refused!.Value;
        }

        await Skips.Add(visit.Connection, visit.ParticipantId, visit.Dialogue.Id, item.Slug, visit.Stop);
        return new ItemSaved(item.Slug);
    }
}
