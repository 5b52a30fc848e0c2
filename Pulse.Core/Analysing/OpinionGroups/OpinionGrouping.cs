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
    /// <param name="Threads">Threads for the PCA; does not change the result.</param>
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
        var (x, y) = Project(matrix, residuals, components, excluded);

        var members = Members(matrix, options, seed);
        var (mx, my) = (members.Select(p => x[p]).ToArray(), members.Select(p => y[p]).ToArray());
        var bases = Clustering.Of(mx, my, Enumerable.Repeat(1.0, mx.Length).ToArray(), options.BaseClusters, 100);
        var (groups, silhouettes) = Choose(bases, options, seed);

        var labels = new int?[matrix.Participants];
        for (var i = 0; i < members.Length; i++)
        {
            labels[members[i]] = groups.Of[bases.Of[i]];
        }
        return Numbered(components, x, y, labels, groups.Count, silhouettes);
    }

    /// <summary>A participant's residuals along both components, times √(statements / votes cast).</summary>
    private static (double[] X, double[] Y) Project(
        VoteMatrix matrix, ResidualMatrix residuals, PrincipalComponents components, bool[] excluded)
    {
        const int width = ResidualMatrix.Width;
        var block = new double[matrix.Statements * width];
        for (var statement = 0; statement < matrix.Statements; statement++)
        {
            block[statement * width] = components.First[statement];
            block[statement * width + 1] = components.Second[statement];
        }
        var places = residuals.Multiply(block);
        var zeroed = excluded.Count(no => no);
        var (x, y) = (new double[matrix.Participants], new double[matrix.Participants]);
        for (var participant = 0; participant < matrix.Participants; participant++)
        {
            // Polis sets moderated-out columns to 0 for everybody, and from then on they count as cast.
            var cast = zeroed;
            foreach (var entry in matrix.Row(participant))
            {
                cast += excluded[VoteMatrix.StatementOf(entry)] ? 0 : 1;
            }
            var scale = Math.Sqrt((double)matrix.Statements / Math.Max(1, cast));
            x[participant] = places[participant * width] * scale;
            y[participant] = places[participant * width + 1] * scale;
        }
        return (x, y);
    }

    /// <summary>Who belongs to a group, in starting order.</summary>
    private static int[] Members(VoteMatrix matrix, Options options, ulong seed)
    {
        var needed = Math.Max(1, Math.Min(options.MinimumVotes, matrix.Statements));
        var chosen = Enumerable.Range(0, matrix.Participants).Where(p => matrix.CastBy(p) >= needed).ToHashSet();
        if (chosen.Count < options.TopUp)
        {
            chosen.UnionWith(Enumerable.Range(0, matrix.Participants).Where(p => matrix.CastBy(p) > 0)
                .OrderByDescending(p => chosen.Contains(p)).ThenByDescending(matrix.CastBy).ThenBy(p => p)
                .Take(options.TopUp));
        }
        var order = options.Order ?? new Chance(Chance.Mix(seed + 1)).Permutation(matrix.Participants);
        return order.Where(chosen.Contains).ToArray();
    }

    private static (Clustering.Clusters Groups, Separation[] Silhouettes) Choose(Clustering.Clusters bases, Options options, ulong seed)
    {
        var distinct = Enumerable.Range(0, bases.Count).Select(i => (bases.X[i], bases.Y[i])).Distinct().Count();
        var largest = Math.Min(distinct, Math.Min(options.MostGroups, 2 + bases.Count / 12));
        var best = Clustering.Of(bases.X, bases.Y, bases.Weight, 1, 20);
        var silhouettes = new List<Separation>();
        for (var k = 2; k <= largest; k++)
        {
            var tried = options.Order is not null
                ? Clustering.Of(bases.X, bases.Y, bases.Weight, k, 20)
                : Clustering.Tightest(bases.X, bases.Y, bases.Weight, k, Starts, Chance.Mix(seed + (ulong)k));
            var silhouette = Clustering.Silhouette(bases.X, bases.Y, tried.Of, tried.Count);
            if (silhouettes.TrueForAll(earlier => silhouette > earlier.Silhouette))
            {
                best = tried;
            }
            silhouettes.Add(new Separation(k, silhouette));
        }
        return (best, [.. silhouettes]);
    }

    /// <summary>Numbers groups by falling size, then by their first participant: a label says nothing else.</summary>
    private static OpinionMap Numbered(
        PrincipalComponents components, double[] x, double[] y, int?[] labels, int count, Separation[] silhouettes)
    {
        var placed = Enumerable.Range(0, labels.Length).Where(p => labels[p] is not null)
            .GroupBy(p => labels[p]!.Value).OrderByDescending(group => group.Count()).ThenBy(group => group.Min()).ToArray();
        var number = new int?[count];
        var groups = new OpinionGroup[placed.Length];
        for (var i = 0; i < placed.Length; i++)
        {
            number[placed[i].Key] = i;
            groups[i] = new OpinionGroup(i, placed[i].Count(), placed[i].Average(p => x[p]), placed[i].Average(p => y[p]));
        }
        var positions = new Position[labels.Length];
        for (var p = 0; p < positions.Length; p++)
        {
            positions[p] = new Position(x[p], y[p], labels[p] is { } label ? number[label] : null);
        }
        return new OpinionMap(components, positions, groups, silhouettes);
    }
}
