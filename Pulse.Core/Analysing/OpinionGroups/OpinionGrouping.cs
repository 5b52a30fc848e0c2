using Pulse.Analysing.Matrices;

namespace Pulse.Analysing.OpinionGroups;

/// <summary>
/// Opinion groups as Polis finds them (compdemocracy/polis, math/src/polismath/math): mean-filled PCA, projection
/// scaled for sparsity, base clusters, weighted group clusters, silhouette. From a cold start: Polis itself starts
/// every update from its previous result, so its labels are not a function of the final votes.
/// </summary>
public static class OpinionGrouping
{
    /// <param name="Excluded">Statements that were moderated out; null for none. They count as zero for everybody.</param>
    /// <param name="Order">Participants in the order in which clusters start from them (Polis: by arrival); null for a seeded shuffle.</param>
    /// <param name="MinimumVotes">Votes needed to belong to a group (fewer if there are fewer statements).</param>
    /// <param name="TopUp">If fewer people qualify, the most active ones up to this number do.</param>
    /// <param name="BaseClusters">Most base clusters; groups are made of these.</param>
    /// <param name="MostGroups">Most groups tried.</param>
    /// <param name="Threads">Threads to work on; does not change the result.</param>
    public sealed record Options(
        IReadOnlyCollection<int>? Excluded = null,
        IReadOnlyList<int>? Order = null,
        int MinimumVotes = 7,
        int TopUp = 15,
        int BaseClusters = 100,
        int MostGroups = 5,
        int Threads = 1);

    /// <summary>Polis has one start, by arrival. Without an order we take the best of this many, so that seeds agree.</summary>
    private const int Starts = 20;

    public static OpinionMap Of(VoteMatrix matrix, ulong seed, Options? options = null)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        options ??= new Options();
        var excluded = new bool[matrix.Statements];
        foreach (var statement in options.Excluded ?? [])
        {
            excluded[statement] = true;
        }
        var residuals = new ResidualMatrix(matrix, excluded, options.Threads);
        var components = Decomposing.Of(residuals, matrix.Statements, seed);
        var (x, y) = residuals.Project(components.First, components.Second);
        Widen(matrix, excluded, x, y);

        var members = Members(matrix, options, seed);
        var bases = Clustering.Of(new Clustering.Points(At(x, members), At(y, members), null), options.BaseClusters, 100);
        var (groups, silhouettes) = Choose(bases, options, seed);

        var labels = new int[matrix.Participants];
        Array.Fill(labels, -1);
        for (var i = 0; i < members.Length; i++)
        {
            labels[members[i]] = groups.Of[bases.Of[i]];
        }
        return Numbered(components, x, y, labels, groups.Count, silhouettes);
    }

    /// <summary>Multiplies each position by √(statements / votes cast).</summary>
    private static void Widen(VoteMatrix matrix, bool[] excluded, double[] x, double[] y)
    {
        // Polis sets moderated-out columns to 0 for everybody, and from then on they count as cast.
        var zeroed = 0;
        foreach (var no in excluded)
        {
            zeroed += no ? 1 : 0;
        }
        for (var participant = 0; participant < x.Length; participant++)
        {
            var cast = matrix.CastBy(participant);
            if (zeroed > 0)
            {
                cast = zeroed;
                foreach (var entry in matrix.Row(participant))
                {
                    cast += excluded[VoteMatrix.StatementOf(entry)] ? 0 : 1;
                }
            }
            var scale = Math.Sqrt((double)matrix.Statements / Math.Max(1, cast));
            x[participant] *= scale;
            y[participant] *= scale;
        }
    }

    /// <summary>Who belongs to a group, in starting order.</summary>
    private static int[] Members(VoteMatrix matrix, Options options, ulong seed)
    {
        var needed = Math.Max(1, Math.Min(options.MinimumVotes, matrix.Statements));
        var chosen = new bool[matrix.Participants];
        var count = 0;
        for (var participant = 0; participant < chosen.Length; participant++)
        {
            chosen[participant] = matrix.CastBy(participant) >= needed;
            count += chosen[participant] ? 1 : 0;
        }
        if (count < options.TopUp)
        {
            var active = Enumerable.Range(0, matrix.Participants).Where(p => !chosen[p] && matrix.CastBy(p) > 0)
                .OrderByDescending(matrix.CastBy).ThenBy(p => p).Take(options.TopUp - count);
            foreach (var participant in active.ToArray())
            {
                chosen[participant] = true;
                count++;
            }
        }
        var order = options.Order ?? new Chance(Chance.Mix(seed + 1)).Permutation(matrix.Participants);
        var members = new List<int>(count);
        foreach (var participant in order)
        {
            if (chosen[participant])
            {
                members.Add(participant);
            }
        }
        return [.. members];
    }

    private static (Clustering.Clusters Groups, Separation[] Silhouettes) Choose(Clustering.Clusters bases, Options options, ulong seed)
    {
        var points = new Clustering.Points(bases.X, bases.Y, bases.Weight);
        var best = Clustering.Of(points, 1, 20);
        var silhouettes = new List<Separation>();
        var largest = Math.Min(Distinct(bases), Math.Min(options.MostGroups, 2 + bases.Count / 12));
        for (var k = 2; k <= largest; k++)
        {
            var tried = options.Order is not null
                ? Clustering.Of(points, k, 20)
                : Clustering.Tightest(points, k, Starts, Chance.Mix(seed + (ulong)k));
            var silhouette = Clustering.Silhouette(bases.X, bases.Y, tried.Of, tried.Count);
            if (silhouettes.TrueForAll(earlier => silhouette > earlier.Silhouette))
            {
                best = tried;
            }
            silhouettes.Add(new Separation(k, silhouette));
        }
        return (best, [.. silhouettes]);
    }

    private static int Distinct(Clustering.Clusters bases)
    {
        var places = new HashSet<(double, double)>();
        for (var i = 0; i < bases.Count; i++)
        {
            places.Add((bases.X[i], bases.Y[i]));
        }
        return places.Count;
    }

    /// <summary>Numbers groups by falling size, then by their first participant: a label says nothing else.</summary>
    private static OpinionMap Numbered(
        PrincipalComponents components, double[] x, double[] y, int[] labels, int count, Separation[] silhouettes)
    {
        var (people, first) = (new int[count], new int[count]);
        var (sumX, sumY) = (new double[count], new double[count]);
        for (var p = 0; p < labels.Length; p++)
        {
            if (labels[p] is var label && label >= 0)
            {
                first[label] = people[label]++ == 0 ? p : first[label];
                sumX[label] += x[p];
                sumY[label] += y[p];
            }
        }
        var order = Enumerable.Range(0, count).Where(label => people[label] > 0)
            .OrderByDescending(label => people[label]).ThenBy(label => first[label]).ToArray();
        var number = new int[count];
        var groups = new OpinionGroup[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            var label = order[i];
            number[label] = i;
            groups[i] = new OpinionGroup(i, people[label], sumX[label] / people[label], sumY[label] / people[label]);
        }
        var positions = new Position[labels.Length];
        for (var p = 0; p < positions.Length; p++)
        {
            positions[p] = new Position(x[p], y[p], labels[p] >= 0 ? number[labels[p]] : null);
        }
        return new OpinionMap(components, positions, groups, silhouettes);
    }

    private static double[] At(double[] values, int[] places)
    {
        var picked = new double[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            picked[i] = values[places[i]];
        }
        return picked;
    }
}
