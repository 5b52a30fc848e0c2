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
    /// Which cells of one row may be shown. Too small ones are hidden; where the row's total is known to the reader and
    /// subtracting would betray a hidden cell, the next smallest go with them until at least two are hidden and
    /// together they hold at least the minimum. All hidden cells look alike, so nobody can tell the reasons apart.
    /// </summary>
    /// <param name="people">People per cell; the cells do not overlap.</param>
    /// <param name="totalIsKnown">True if the sum of the row stands anywhere a reader can look.</param>
    /// <returns>True where the cell may be shown, in the order given.</returns>
    public static IReadOnlyList<bool> Shown(IReadOnlyList<int> people, int minimum, bool totalIsKnown)
    {
        var shown = people.Select(count => count >= minimum).ToArray();
        if (!totalIsKnown || Array.TrueForAll(shown, cell => cell))
        {
            return shown;
        }

        // Smallest first, then by position: the choice must not depend on anything a reader cannot know.
        var next = Enumerable.Range(0, people.Count).Where(cell => shown[cell])
            .OrderBy(cell => people[cell]).ThenBy(cell => cell);
        foreach (var cell in next)
        {
            var hidden = Enumerable.Range(0, people.Count).Where(other => !shown[other]).ToArray();
            if (hidden.Length >= 2 && hidden.Sum(other => people[other]) >= minimum)
            {
                break;
            }

            shown[cell] = false;
        }

        return shown;
    }

    /// <summary>A count of people that stands alone.</summary>
    public static bool Shown(int people, int minimum) => people >= minimum;

    /// <summary>
    /// A total that stands beside cells of which some are hidden: exact, unless the hidden ones together are too few,
    /// then to the nearest ten.
    /// </summary>
    public static int Total(int exact, int inHiddenCells, int minimum) =>
        inHiddenCells == 0 || inHiddenCells >= minimum ? exact : (exact + 5) / 10 * 10;

    /// <summary>The minimum for what leaves the house: the dialogue's own, and never under the staff's.</summary>
    public static int PublicMinimum(int dialogueMinimum) => Math.Max(dialogueMinimum, 2 * StaffMinimum);
}
