using Pulse.Language.Calling;

namespace Pulse.Language.Prompting;

/// <summary>Cuts items into calls by their size in tokens: what goes in, and what is expected to come out.</summary>
public static class Batching
{
    /// <summary>Tokens of participants' text in one call; long lists make models skip their middle.</summary>
    public const int MostInput = 4_200;

    /// <summary>Items in one call, whatever their size.</summary>
    public const int MostItems = 40;

    private const int TokensAroundItem = 16;
    private const double ShareOfOutput = 0.75;

    /// <summary>Batches in the order of the items; an item that is too large for any has a batch of its own.</summary>
    /// <param name="items">What is to be cut.</param>
    /// <param name="output">Tokens expected to come out for an item.</param>
    /// <param name="mostOutput">Tokens that may come out of a call.</param>
    public static IReadOnlyList<IReadOnlyList<RequestItem>> Cut(
        IReadOnlyList<RequestItem> items, Func<RequestItem, int> output, int mostOutput)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(output);
        var batches = new List<IReadOnlyList<RequestItem>>();
        var batch = new List<RequestItem>();
        var (coming, going) = (0.0, 0);
        foreach (var item in items)
        {
            var (comes, goes) = (output(item), Input(item));
            if (batch.Count > 0
                && (batch.Count == MostItems || going + goes > MostInput || coming + comes > mostOutput * ShareOfOutput))
            {
                batches.Add(batch);
                (batch, coming, going) = ([], 0, 0);
            }
            batch.Add(item);
            (coming, going) = (coming + comes, going + goes);
        }
        if (batch.Count > 0)
        {
            batches.Add(batch);
        }
        return batches;
    }

    /// <summary>The first items that fit one call together; at least one.</summary>
    public static IReadOnlyList<RequestItem> Fitting(IReadOnlyList<RequestItem> items) =>
        items.Count == 0 ? [] : Cut(items, _ => 0, int.MaxValue)[0];

    private static int Input(RequestItem item) => (int)EstimatingCalls.Tokens(item.Text) + TokensAroundItem;
}
