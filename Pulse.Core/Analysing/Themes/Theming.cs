using Pulse.Analysing.OpinionGroups;
using Pulse.Language;

namespace Pulse.Analysing.Themes;

/// <summary>
/// Themes by spherical k-means (cosine; Dhillon and Modha 2001) over vectors that come in as numbers. Seeded starts,
/// the tightest kept; unless it is given, the number of themes is the smallest whose silhouette nearly is the best.
/// </summary>
public static class Theming
{
    private const int Starts = 10;
    private const int Rounds = 100;
    private const int MostThemes = 12;

    /// <summary>An answer further than this cosine from its theme's direction belongs to none.</summary>
    private const double LeastSimilar = 0.25;

    /// <summary>A theme needs two people; one is an opinion.</summary>
    private const int SmallestTheme = 2;

    private const double NearCopy = 0.995;

    /// <summary>More themes must separate clearly better: a reader pays for each one.</summary>
    private const double NearlyBest = 0.9;

    /// <param name="vectors">One per answer, any length; an empty one is an answer without a theme.</param>
    /// <param name="themes">How many themes; null to choose.</param>
    /// <param name="seed">Seed of the starts.</param>
    public static ThemedAnswers Of(IReadOnlyList<TextVector> vectors, int? themes, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        if (themes is < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(themes), themes, "There is at least one theme.");
        }
        var used = Enumerable.Range(0, vectors.Count).Where(i => !vectors[i].IsEmpty).ToArray();
        var points = Dense(used.Select(i => vectors[i].Unit()).ToArray());
        var silhouettes = new List<Separation>();
        var best = Cluster(points, Math.Min(themes ?? 1, Math.Max(1, points.Length)), seed);
        if (themes is null)
        {
            var tried = new List<Clusters>();
            for (var k = 2; k <= Math.Min(MostThemes, (int)Math.Sqrt(points.Length)); k++)
            {
                tried.Add(Cluster(points, k, Chance.Mix(seed + (ulong)k)));
                silhouettes.Add(new Separation(k, Silhouette(points, tried[^1])));
            }
            var most = silhouettes.Count == 0 ? 0 : silhouettes.Max(one => one.Silhouette);
            var enough = silhouettes.FindIndex(one => most > 0 && one.Silhouette >= NearlyBest * most);
            best = enough < 0 ? best : tried[enough];
        }
        return Accounted(vectors.Count, used, points, best, silhouettes);
    }

    private sealed record Clusters(int[] Of, double[][] Directions, double Similarity);

    private static double[][] Dense(TextVector[] vectors)
    {
        var size = vectors.Length == 0 ? 0 : vectors.Max(vector => vector.IsEmpty ? 0 : vector.Indices[^1] + 1);
        return Array.ConvertAll(vectors, vector =>
        {
            var dense = new double[size];
            for (var i = 0; i < vector.Indices.Length; i++)
            {
                dense[vector.Indices[i]] = vector.Values[i];
            }
            return dense;
        });
    }

    private static Clusters Cluster(double[][] points, int count, ulong seed)
    {
        if (points.Length == 0)
        {
            return new Clusters([], [], 0);
        }
        var chance = new Chance(seed);
        Clusters? best = null;
        for (var start = 0; start < (count == 1 ? 1 : Starts); start++)
        {
            var tried = Settle(points, Spread(points, count, ref chance));
            // Starts that end in the same place differ by rounding: the first of them is kept.
            if (best is null || tried.Similarity > best.Similarity * (1 + 1e-9))
            {
                best = tried;
            }
        }
        return best!;
    }

    private static double[][] Spread(double[][] points, int count, ref Chance chance)
    {
        var chosen = new List<double[]>();
        var distance = Enumerable.Repeat(1.0, points.Length).ToArray();
        while (chosen.Count < count)
        {
            var left = chance.Uniform() * distance.Sum();
            var at = -1;
            for (var i = 0; i < points.Length && (at < 0 || left >= 0); i++)
            {
                if (distance[i] > 0)
                {
                    at = i;
                    left -= distance[i];
                }
            }
            if (at < 0)
            {
                break;
            }
            chosen.Add(points[at]);
            for (var i = 0; i < points.Length; i++)
            {
                var away = Math.Max(0, 1 - Cosine(points[i], points[at]));
                away = away < 1e-12 ? 0 : away;
                distance[i] = chosen.Count == 1 ? away : Math.Min(distance[i], away);
            }
        }
        return [.. chosen];
    }

    private static Clusters Settle(double[][] points, double[][] directions)
    {
        var of = Enumerable.Repeat(-1, points.Length).ToArray();
        var similarity = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            var changed = false;
            similarity = 0;
            for (var i = 0; i < points.Length; i++)
            {
                var (nearest, cosine) = Nearest(points[i], directions, -1);
                changed |= of[i] != nearest;
                of[i] = nearest;
                similarity += cosine;
            }
            if (!changed)
            {
                break;
            }
            directions = Directions(points, of, directions);
        }
        return new Clusters(of, directions, similarity);
    }

    private static double[][] Directions(double[][] points, int[] of, double[][] before)
    {
        var sums = Array.ConvertAll(before, direction => new double[direction.Length]);
        for (var i = 0; i < points.Length; i++)
        {
            for (var j = 0; j < points[i].Length; j++)
            {
                sums[of[i]][j] += points[i][j];
            }
        }
        for (var k = 0; k < sums.Length; k++)
        {
            var norm = Math.Sqrt(sums[k].Sum(value => value * value));
            // A cluster that lost everybody stays where it was: it may win somebody back.
            sums[k] = norm > 1e-12 ? Array.ConvertAll(sums[k], value => value / norm) : before[k];
        }
        return sums;
    }

    /// <summary>Silhouette against the clusters' directions instead of all pairs: linear in the number of answers.</summary>
    private static double Silhouette(double[][] points, Clusters clusters)
    {
        if (clusters.Directions.Length < 2)
        {
            return 0;
        }
        var total = 0.0;
        for (var i = 0; i < points.Length; i++)
        {
            var own = Math.Max(0, 1 - Cosine(points[i], clusters.Directions[clusters.Of[i]]));
            var other = Math.Max(0, 1 - Nearest(points[i], clusters.Directions, clusters.Of[i]).Cosine);
            total += Math.Max(own, other) > 0 ? (other - own) / Math.Max(own, other) : 0;
        }
        return total / points.Length;
    }

    private static ThemedAnswers Accounted(int answers, int[] used, double[][] points, Clusters clusters, List<Separation> silhouettes)
    {
        var themes = new List<(int[] Members, int[] Representative, double Cohesion)>();
        for (var k = 0; k < clusters.Directions.Length; k++)
        {
            var near = Enumerable.Range(0, points.Length).Where(i => clusters.Of[i] == k)
                .Select(i => (i, cosine: Cosine(points[i], clusters.Directions[k])))
                .Where(entry => entry.cosine >= LeastSimilar)
                .OrderByDescending(entry => entry.cosine).ThenBy(entry => entry.i).ToArray();
            if (near.Length >= SmallestTheme)
            {
                themes.Add((near.Select(entry => used[entry.i]).Order().ToArray(),
                    CopiesLast(near.Select(entry => entry.i).ToArray(), points).Select(i => used[i]).ToArray(),
                    near.Average(entry => entry.cosine)));
            }
        }
        var numbered = themes.OrderByDescending(theme => theme.Members.Length).ThenBy(theme => theme.Members[0])
            .Select((theme, number) => new Theme(number, theme.Members, theme.Representative, theme.Cohesion, [], theme.Members)).ToArray();
        var placed = numbered.SelectMany(theme => theme.Members).ToHashSet();
        return new ThemedAnswers(numbered, Enumerable.Range(0, answers).Where(i => !placed.Contains(i)).ToArray(), silhouettes);
    }

    private static IEnumerable<int> CopiesLast(int[] ordered, double[][] points)
    {
        // Only what a reader will see at the top need be free of copies: comparing all pairs would be quadratic.
        const int shown = 20;
        var (first, copies) = (new List<int>(), new List<int>());
        foreach (var i in ordered)
        {
            var copy = first.Count < shown && first.Exists(other => Cosine(points[i], points[other]) > NearCopy);
            (copy ? copies : first).Add(i);
        }
        return first.Concat(copies);
    }

    private static (int At, double Cosine) Nearest(double[] point, double[][] directions, int except)
    {
        var (at, best) = (0, double.NegativeInfinity);
        for (var k = 0; k < directions.Length; k++)
        {
            var cosine = k == except ? double.NegativeInfinity : Cosine(point, directions[k]);
            if (cosine > best)
            {
                (at, best) = (k, cosine);
            }
        }
        return (at, best);
    }

    private static double Cosine(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
