using Pulse.Analysing.Matrices;
using Pulse.Voting;

namespace Pulse.Analysing.OpinionGroups;

/// <summary>
/// Counts votes per opinion group such that no statement is judged by groups that its own votes helped to form.
/// Groups found in pure noise differ on the very votes they were found from; on votes held out they do not.
/// </summary>
public static class HoldingOut
{
    /// <summary>
    /// <c>result[statement][group]</c> with the groups of <paramref name="map"/>. Statements are dealt into
    /// <paramref name="folds"/> parts by the seed; for each part groups are found from the other parts' votes and
    /// matched to the map's by the people they share. Who is in an unmatched group counts in none.
    /// </summary>
    public static Tally[][] Tallies(
        VoteMatrix matrix, OpinionMap map, ulong seed, OpinionGrouping.Options? options = null, int folds = 5)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(map);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        var order = new Chance(Chance.Mix(seed ^ 0x48656C644F7574)).Permutation(matrix.Statements);
        var foldOf = new int[matrix.Statements];
        for (var i = 0; i < order.Length; i++)
        {
            foldOf[order[i]] = i % folds;
        }
        var labels = map.Labels();
        var result = new Tally[matrix.Statements][];
        for (var fold = 0; fold < Math.Min(folds, matrix.Statements); fold++)
        {
            var without = OpinionGrouping.Of(Without(matrix, foldOf, fold), seed, options).Labels();
            var counted = Tallying.Of(matrix, Renamed(without, labels), map.Groups.Count);
            for (var statement = 0; statement < result.Length; statement++)
            {
                if (foldOf[statement] == fold)
                {
                    result[statement] = counted[statement];
                }
            }
        }
        return result;
    }

    private static VoteMatrix Without(VoteMatrix matrix, int[] foldOf, int fold)
    {
        var votes = new List<IndexedVote>(matrix.Votes);
        for (var participant = 0; participant < matrix.Participants; participant++)
        {
            foreach (var entry in matrix.Row(participant))
            {
                if (foldOf[VoteMatrix.StatementOf(entry)] != fold)
                {
                    votes.Add(new IndexedVote(participant, VoteMatrix.StatementOf(entry), (Ballot)VoteMatrix.ValueOf(entry)));
                }
            }
        }
        return VoteMatrix.From(matrix.Participants, matrix.Statements, [.. votes]);
    }

    /// <summary>The labels of one grouping under the names of another; −1 where no group carries over.</summary>
    internal static int[] Renamed(IReadOnlyList<int> labels, IReadOnlyList<int> names)
    {
        var overlap = Overlap.Of(labels, names);
        var matched = overlap.Matched();
        return labels.Select(label =>
        {
            var row = label < 0 ? -1 : Array.BinarySearch(overlap.RowLabels, label);
            return row < 0 || matched[row] < 0 ? -1 : overlap.ColumnLabels[matched[row]];
        }).ToArray();
    }
}
