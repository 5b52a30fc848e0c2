using Pulse.Convening;

namespace Pulse.Collecting;

public enum ItemState { Open, Done, Skipped }

/// <summary>An item of the open phase, and how far the participant is with it.</summary>
public sealed record ItemProgress(Item Item, ItemState State);

/// <summary>Finds what a participant is asked next: the first item in the phase's order that is still open.</summary>
public static class NextItem
{
    /// <param name="unvoted">Slugs of voting and ratification items with something left to vote on.</param>
    public static IReadOnlyList<ItemProgress> States(Phase phase, Progress progress, IReadOnlySet<string> unvoted)
    {
        ArgumentNullException.ThrowIfNull(phase);
        return [.. phase.Items.Select(item => new ItemProgress(item, StateOf(item, progress, unvoted)))];
    }

    /// <returns>The first open item with its place, counted from 1; null when nothing is left.</returns>
    public static (Item Item, int Position)? Of(IReadOnlyList<ItemProgress> states)
    {
        ArgumentNullException.ThrowIfNull(states);
        for (var at = 0; at < states.Count; at++)
        {
            if (states[at].State == ItemState.Open)
            {
                return (states[at].Item, at + 1);
            }
        }

        return null;
    }

    private static ItemState StateOf(Item item, Progress progress, IReadOnlySet<string> unvoted)
    {
        var done = item.Kind switch
        {
            ItemKind.OpenQuestion => progress.Answered.Contains(item.Slug),
            ItemKind.StatementVoting or ItemKind.Ratification => !unvoted.Contains(item.Slug),
            ItemKind.Single or ItemKind.Multiple or ItemKind.Scale or ItemKind.Rank => progress.Chosen.Contains(item.Slug),
        };
        return done ? ItemState.Done : progress.Skipped.Contains(item.Slug) ? ItemState.Skipped : ItemState.Open;
    }
}
