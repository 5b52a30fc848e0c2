namespace Pulse.Publishing;

/// <summary>
/// What may be said about how few people. Every output (desk, brief, export) asks here: a figure about fewer people than
/// the minimum is replaced by words, and so is whatever would let a reader compute it.
/// </summary>
public static class Disclosure
{
    /// <summary>Nothing on a staff screen speaks of fewer people than this; briefs use the dialogue's own minimum.</summary>
    public const int StaffMinimum = 5;

    /// <summary>
    /// Which cells of one row may be shown. Too small ones are hidden. Where the reader knows the row's total, cells that
    /// are large enough are hidden with them, the next in the row's order, until the hidden ones together hold the
    /// minimum once more than there are such cells: then each too small cell may still be anything below the minimum.
    /// By order and not by size, since a choice that followed the counts would itself narrow down what is hidden.
    /// </summary>
    /// <param name="people">People per cell, in an order that does not follow the counts; the cells do not overlap.</param>
    /// <param name="totalIsKnown">True if the sum of the row stands anywhere a reader can look.</param>
    /// <returns>True where the cell may be shown, in the order given.</returns>
    public static IReadOnlyList<bool> Shown(IReadOnlyList<int> people, int minimum, bool totalIsKnown)
    {
        var shown = people.Select(count => count >= minimum).ToArray();
        var first = Array.IndexOf(shown, false);
        if (!totalIsKnown || first < 0)
        {
            return shown;
        }

        var companions = 0;
        var inHidden = people.Where(count => count < minimum).Sum();
        for (var step = 1; step < people.Count && (companions == 0 || inHidden < (companions + 1) * minimum); step++)
        {
            var cell = (first + step) % people.Count;
            if (shown[cell])
            {
                shown[cell] = false;
                companions++;
                inHidden += people[cell];
            }
        }

        return shown;
    }

    /// <summary>A count of people that stands alone.</summary>
    public static bool Shown(int people, int minimum) => people >= minimum;

    /// <summary>The minimum for what leaves the house: the dialogue's own, and never under the staff's.</summary>
    public static int PublicMinimum(int dialogueMinimum) => Math.Max(dialogueMinimum, 2 * StaffMinimum);
}
