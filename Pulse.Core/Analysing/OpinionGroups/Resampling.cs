using Pulse.Analysing.Matrices;
using Pulse.Voting;

namespace Pulse.Analysing.OpinionGroups;

/// <summary>Measures an opinion map's <see cref="Stability"/> by repeating the grouping without a third of everybody's votes.</summary>
public static class Resampling
{
    /// <param name="Resamples">Most repetitions.</param>
    /// <param name="MostVotes">With more votes than this, a seeded sample of participants who cast about as many stands for all.</param>
    /// <param name="MostRead">Votes read over all repetitions; larger inputs are repeated less often, but at least <paramref name="Fewest"/> times.</param>
    /// <param name="Fewest">Least repetitions.</param>
    public sealed record Options(int Resamples = 50, int MostVotes = 500_000, int MostRead = 10_000_000, int Fewest = 10);

    /// <param name="matrix">All votes.</param>
    /// <param name="map">The map found from them.</param>
    /// <param name="seed">The same seed gives the same figures.</param>
    /// <param name="grouping">The options that the map was found with.</param>
    /// <param name="options">How much work may be spent.</param>
    public static Stability Of(
        VoteMatrix matrix, OpinionMap map, ulong seed, OpinionGrouping.Options? grouping = null, Options? options = null)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(map);
        options ??= new Options();
        grouping ??= new OpinionGrouping.Options();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Fewest, 1);
        var chance = new Chance(Chance.Mix(seed ^ 0x53746162696C69));
        var people = Sample(matrix, options.MostVotes, ref chance);
        var own = people.Select(participant => map.Positions[participant].Group ?? -1).ToArray();
        if (map.Groups.Count < 2)
        {
            return new Stability(0, people.Length, 1, 1,
                map.Groups.Select(group => new GroupStability(group.Number, null, StabilityVerdict.NothingToTell)).ToArray(),
                new double?[matrix.Participants], StabilityVerdict.NothingToTell);
        }
        var votes = people.Sum(participant => (long)Kept(matrix.CastBy(participant)));
        var resamples = (int)Math.Clamp(options.MostRead / Math.Max(1, votes), Math.Min(options.Fewest, options.Resamples), options.Resamples);
        var fewer = Fewer(grouping, people);
        var counts = new Counts(own, map.Groups.Count);
        for (var resample = 0; resample < resamples; resample++)
        {
            var part = Part(matrix, people, ref chance);
            counts.Add(OpinionGrouping.Of(part, chance.Next(), fewer));
        }
        return counts.Result(matrix.Participants, people);
    }

    /// <summary>All participants, or as many drawn by chance as cast about <paramref name="mostVotes"/>; by rising index.</summary>
    private static int[] Sample(VoteMatrix matrix, int mostVotes, ref Chance chance)
    {
        if (matrix.Votes <= mostVotes)
        {
            return Enumerable.Range(0, matrix.Participants).ToArray();
        }
        var votes = 0L;
        var drawn = chance.Permutation(matrix.Participants)
            .TakeWhile(participant => (votes += matrix.CastBy(participant)) <= mostVotes).ToArray();
        Array.Sort(drawn);
        return drawn;
    }

    /// <summary>Two thirds of n votes, rounded up.</summary>
    private static int Kept(int votes) => (2 * votes + 2) / 3;

    /// <summary>Two thirds of the votes are needed to belong too: who was grouped by all votes is grouped by this part.</summary>
    private static OpinionGrouping.Options Fewer(OpinionGrouping.Options grouping, int[] people)
    {
        IReadOnlyList<int>? order = null;
        if (grouping.Order is not null)
        {
            var place = people.Select((participant, i) => (participant, i)).ToDictionary(pair => pair.participant, pair => pair.i);
            order = grouping.Order.Where(place.ContainsKey).Select(participant => place[participant]).ToArray();
        }
        return grouping with { MinimumVotes = Kept(grouping.MinimumVotes), Order = order };
    }

    /// <summary>Two thirds of every person's votes, drawn without replacement.</summary>
    private static VoteMatrix Part(VoteMatrix matrix, int[] people, ref Chance chance)
    {
        var votes = new IndexedVote[people.Sum(participant => Kept(matrix.CastBy(participant)))];
        var at = 0;
        for (var person = 0; person < people.Length; person++)
        {
            var row = matrix.Row(people[person]).ToArray();
            for (var drawn = 0; drawn < Kept(row.Length); drawn++)
            {
                var other = drawn + chance.Below(row.Length - drawn);
                (row[drawn], row[other]) = (row[other], row[drawn]);
                votes[at++] = new IndexedVote(person, VoteMatrix.StatementOf(row[drawn]), (Ballot)VoteMatrix.ValueOf(row[drawn]));
            }
        }
        return VoteMatrix.From(people.Length, matrix.Statements, votes);
    }

    /// <summary>What the repetitions add up to.</summary>
    private sealed class Counts(int[] own, int groups)
    {
        private readonly int[] _grouped = new int[own.Length];
        private readonly int[] _stayed = new int[own.Length];
        private readonly double[] _jaccard = new double[groups];
        private readonly int[] _compared = new int[groups];
        private double _rand;
        private int _same;
        private int _resamples;

        public void Add(OpinionMap part)
        {
            var labels = part.Labels();
            var overlap = Overlap.Of(own, labels);
            for (var row = 0; row < overlap.RowLabels.Length; row++)
            {
                if (overlap.Rows[row] > 0)
                {
                    _jaccard[overlap.RowLabels[row]] += Enumerable.Range(0, overlap.ColumnLabels.Length).Max(column => overlap.Jaccard(row, column));
                    _compared[overlap.RowLabels[row]]++;
                }
            }
            var renamed = HoldingOut.Renamed(labels, own);
            for (var person = 0; person < own.Length; person++)
            {
                if (own[person] >= 0 && labels[person] >= 0)
                {
                    _grouped[person]++;
                    _stayed[person] += renamed[person] == own[person] ? 1 : 0;
                }
            }
            _rand += AdjustedRand.Of(own, labels);
            _same += part.Groups.Count == groups ? 1 : 0;
            _resamples++;
        }

        public Stability Result(int participants, int[] people)
        {
            var stays = new double?[participants];
            for (var person = 0; person < people.Length; person++)
            {
                stays[people[person]] = _grouped[person] == 0 ? null : (double)_stayed[person] / _grouped[person];
            }
            var figures = Enumerable.Range(0, groups).Select(group => _compared[group] == 0
                ? new GroupStability(group, null, StabilityVerdict.Unstable)
                : new GroupStability(group, _jaccard[group] / _compared[group], Stability.VerdictOf(_jaccard[group] / _compared[group]))).ToArray();
            return new Stability(
                _resamples, people.Length, _rand / _resamples, (double)_same / _resamples, figures, stays,
                figures.Min(figure => figure.Verdict));
        }
    }
}
