namespace Pulse.Analysing.OpinionGroups;

/// <summary>Keeps the numbers of opinion groups from run to run, by the people they share.</summary>
public static class Succeeding
{
    /// <summary>A group carries a number on only if the people shared are at least half the two groups' mean size (Dice).</summary>
    public const double LeastDice = 0.5;

    /// <summary>A part of a group worth recording in a split.</summary>
    public const double ConsiderablePart = 0.25;

    /// <param name="previous">Group number per person of the previous run, −1 for none.</param>
    /// <param name="present">Group index per person of the present run, −1 for none.</param>
    /// <param name="previousOf">Per person of the present run, their index in the previous one; −1 for who is new.</param>
    /// <param name="nextNumber">The first number never used so far (<see cref="GroupSuccession.NextNumber"/>).</param>
    /// <exception cref="ArgumentException">Lengths do not fit, a person is named twice or out of range, or a previous
    /// number is not below <paramref name="nextNumber"/>.</exception>
    public static GroupSuccession Of(
        IReadOnlyList<int> previous, IReadOnlyList<int> present, IReadOnlyList<int> previousOf, int nextNumber)
    {
        ArgumentNullException.ThrowIfNull(previous);
        ArgumentNullException.ThrowIfNull(present);
        var before = Before(previous, present, previousOf, nextNumber);
        var overlap = Overlap.Of(before, present);
        var rowOf = Invert(overlap.Matched(), overlap.ColumnLabels.Length);

        var groups = new List<SucceedingGroup>();
        var columnOf = new int[present.Count == 0 ? 0 : Math.Max(0, present.Max() + 1)];
        Array.Fill(columnOf, -1);
        for (var column = 0; column < overlap.ColumnLabels.Length; column++)
        {
            columnOf[overlap.ColumnLabels[column]] = column;
        }
        for (var group = 0; group < columnOf.Length; group++)
        {
            var column = columnOf[group];
            var row = column < 0 ? -1 : rowOf[column];
            var keeps = row >= 0
                && 2.0 * overlap.Shared[row, column] >= LeastDice * (overlap.Rows[row] + overlap.Columns[column]);
            groups.Add(keeps
                ? new SucceedingGroup(group, overlap.RowLabels[row], true, overlap.Shared[row, column], overlap.Jaccard(row, column))
                : new SucceedingGroup(group, nextNumber++, false, 0, 0));
        }
        var kept = groups.Where(group => group.CarriesOn).Select(group => group.Number).ToHashSet();
        var gone = previous.Where(number => number >= 0).Distinct().Where(number => !kept.Contains(number)).Order().ToArray();
        return new GroupSuccession(groups, gone, Splits(overlap, groups), Merges(overlap, groups), nextNumber);
    }

    /// <summary>The first run: groups are numbered as they come.</summary>
    public static GroupSuccession First(IReadOnlyList<int> present)
    {
        ArgumentNullException.ThrowIfNull(present);
        return Of([], present, Enumerable.Repeat(-1, present.Count).ToArray(), 0);
    }

    private static int[] Before(
        IReadOnlyList<int> previous, IReadOnlyList<int> present, IReadOnlyList<int> previousOf, int nextNumber)
    {
        ArgumentNullException.ThrowIfNull(previousOf);
        if (previousOf.Count != present.Count)
        {
            throw new ArgumentException($"{present.Count} people need as many indices, not {previousOf.Count}.", nameof(previousOf));
        }
        if (previous.Any(number => number >= nextNumber))
        {
            throw new ArgumentException($"A number of the previous run is not below the next one, {nextNumber}.", nameof(nextNumber));
        }
        var named = new HashSet<int>();
        return previousOf.Select(index => index < 0 ? -1
            : index < previous.Count && named.Add(index) ? previous[index]
            : throw new ArgumentException($"Index {index} of the previous run is out of range or named twice.", nameof(previousOf))).ToArray();
    }

    private static int[] Invert(int[] columnOfRow, int columns)
    {
        var rowOf = new int[columns];
        Array.Fill(rowOf, -1);
        for (var row = 0; row < columnOfRow.Length; row++)
        {
            if (columnOfRow[row] >= 0)
            {
                rowOf[columnOfRow[row]] = row;
            }
        }
        return rowOf;
    }

    private static GroupSplit[] Splits(Overlap overlap, List<SucceedingGroup> groups) =>
        Enumerable.Range(0, overlap.RowLabels.Length)
            .Select(row => new GroupSplit(overlap.RowLabels[row], Enumerable.Range(0, overlap.ColumnLabels.Length)
                .Where(column => Considerable(overlap.Shared[row, column], overlap.Rows[row]))
                .OrderByDescending(column => overlap.Shared[row, column])
                .Select(column => groups[overlap.ColumnLabels[column]].Number).ToArray()))
            .Where(split => split.Into.Count > 1).ToArray();

    private static GroupMerge[] Merges(Overlap overlap, List<SucceedingGroup> groups) =>
        Enumerable.Range(0, overlap.ColumnLabels.Length)
            .Select(column => new GroupMerge(Enumerable.Range(0, overlap.RowLabels.Length)
                // Most of what remains of a group must have come: a group that split has not merged with each part's host.
                .Where(row => 2 * overlap.Shared[row, column] > overlap.Rows[row])
                .OrderByDescending(row => overlap.Shared[row, column])
                .Select(row => overlap.RowLabels[row]).ToArray(), groups[overlap.ColumnLabels[column]].Number))
            .Where(merge => merge.From.Count > 1).ToArray();

    private static bool Considerable(int part, int whole) => part > 0 && part >= ConsiderablePart * whole;
}
