using Pulse.Api.Convening;

namespace Pulse.Api.Collecting;

public enum NextKind
{
    OpenQuestion, StatementVoting, Ratification, Single, Multiple, Scale, Rank, Wait, Done,
}

/// <param name="Item">Null for "wait" (nothing now, but a later phase may come) and "done" (nothing more will come).</param>
/// <param name="Position">The item's place in the phase, from 1; 0 without an item.</param>
/// <param name="Total">Items in the phase.</param>
public sealed record NextAsked(NextKind Kind, AskedItem? Item, int Position, int Total);

/// <param name="Items">All items of the open phase in their order, each with its state; empty between phases.</param>
public sealed record ItemList(IReadOnlyList<AskedItem> Items);

public static class ItemsEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/items/next", (HttpContext http, Visits visits) =>
                visits.Read<NextAsked>(http, Standing.Placed, Next))
            .Says<NextAsked>(StatusCodes.Status200OK,
                Refusal.NoSession, Refusal.ConsentFirst, Refusal.SegmentFirst, Refusal.Withdrawn)
            .Named("getNextItem", "The next item",
                "The first item of the open phase that was not answered, chosen in, voted through or skipped.");

        routes.MapGet("/v1/items", (HttpContext http, Visits visits) =>
                visits.Read<ItemList>(http, Standing.Placed, All))
            .Says<ItemList>(StatusCodes.Status200OK,
                Refusal.NoSession, Refusal.ConsentFirst, Refusal.SegmentFirst, Refusal.Withdrawn)
            .Named("listItems", "All items of the open phase", "For the page on which answers are checked.");
    }

    private static async Task<Reply<NextAsked>> Next(Visit visit)
    {
        var journey = await Journey.Of(visit);
        return journey.Next is { } next
            ? new NextAsked(Enum.Parse<NextKind>(next.Item.Kind.ToString()), AskedItem.Of(next.Item),
                next.Position, journey.Items.Count)
            : new NextAsked(
                visit.MoreMayCome ? NextKind.Wait : NextKind.Done, null, 0, journey.Items.Count);
    }

    private static async Task<Reply<ItemList>> All(Visit visit) =>
        new ItemList([.. (await Journey.Of(visit)).Items.Select(
            progress => AskedItem.Of(progress.Item) with { State = progress.State })]);
}
