using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Pulse.Language.Prompting;

/// <summary>Asks about many items in several calls; where a reply is cut off, about half as many.</summary>
public static class AskingInBatches
{
    /// <summary>A call that is still cut off after three halvings has another trouble than its size.</summary>
    private const int MostHalvings = 3;

    /// <summary>Every item is in exactly one of the results.</summary>
    /// <param name="client">The model.</param>
    /// <param name="batches">Items, cut by <see cref="Batching"/>.</param>
    /// <param name="request">Makes the request of some items.</param>
    /// <param name="judge">Checks a reply.</param>
    /// <param name="stop">Stops between calls.</param>
    public static async Task<IReadOnlyList<(IReadOnlyList<RequestItem> Items, Asked<T> Asked)>> Ask<T>(
        IChatClient client, IReadOnlyList<IReadOnlyList<RequestItem>> batches, Func<IReadOnlyList<RequestItem>, Request> request,
        Func<JsonElement, PreparedCall, Judgement<T>> judge, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(batches);
        ArgumentNullException.ThrowIfNull(request);
        var results = new List<(IReadOnlyList<RequestItem>, Asked<T>)>();
        foreach (var batch in batches)
        {
            await Ask(batch, 0);
        }
        return results;

        async Task Ask(IReadOnlyList<RequestItem> items, int halvings)
        {
            var asked = await Asking.Ask(client, request(items), judge, stop);
            if (!asked.TooLong || items.Count == 1 || halvings == MostHalvings)
            {
                results.Add((items, asked));
                return;
            }
            // The call that was cut off is counted with no items of its own
            results.Add(([], asked));
            await Ask([.. items.Take(items.Count / 2)], halvings + 1);
            await Ask([.. items.Skip(items.Count / 2)], halvings + 1);
        }
    }

    /// <summary>One text is asked for about all items: where it is cut off, about the first half, those that come first counting most.</summary>
    /// <returns>The items of the last call, what came of it, and how many calls were made in all.</returns>
    public static async Task<(IReadOnlyList<RequestItem> Items, Asked<T> Asked)> AskOfFewer<T>(
        IChatClient client, IReadOnlyList<RequestItem> items, Func<IReadOnlyList<RequestItem>, Request> request,
        Func<JsonElement, PreparedCall, Judgement<T>> judge, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (some, calls) = (Batching.Fitting(items), 0);
        for (var halvings = 0; ; halvings++)
        {
            var asked = await Asking.Ask(client, request(some), judge, stop);
            calls += asked.Calls;
            if (!asked.TooLong || some.Count <= 1 || halvings == MostHalvings)
            {
                return (some, asked with { Calls = calls });
            }
            some = [.. some.Take(some.Count / 2)];
        }
    }
}
