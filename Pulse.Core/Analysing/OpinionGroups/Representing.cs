using Pulse.Analysing.Matrices;

namespace Pulse.Analysing.OpinionGroups;

/// <summary>
/// What tells opinion groups apart and what they share, by Polis' formulas (repness.clj, stats.clj,
/// conversation.clj), over any labels: ours or an export's own.
/// </summary>
public static class Representing
{
    /// <summary>One-sided 90 %.</summary>
    private const double Significant = 1.2816;

    private const int Longest = 5;

    /// <summary>2·√(n+1)·((s+1)/(n+1) − ½).</summary>
    public static double ShareTest(int success, int seen) =>
        2 * Math.Sqrt(seen + 1) * ((success + 1.0) / (seen + 1.0) - 0.5);

    /// <summary>Two-proportion z, every count raised by one; 0 where everybody said the same.</summary>
    public static double DifferenceTest(int success, int seen, int otherSuccess, int otherSeen)
    {
        double s1 = success + 1, n1 = seen + 1, s2 = otherSuccess + 1, n2 = otherSeen + 1;
        var pooled = (s1 + s2) / (n1 + n2);
        return pooled == 1 ? 0 : (s1 / n1 - s2 / n2) / Math.Sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2));
    }

    /// <summary><c>result[group]</c> for one statement's tallies per group; the rest is the sum over the other groups.</summary>
    public static GroupStatistic[] Compare(IReadOnlyList<Tally> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var all = groups.Aggregate(default(Tally), (sum, tally) => sum + tally);
        return groups.Select(own =>
        {
            var (restAgree, restDisagree, restSeen) = (all.Agree - own.Agree, all.Disagree - own.Disagree, all.Seen - own.Seen);
            var agree = Smoothed(own.Agree, own.Seen);
            var disagree = Smoothed(own.Disagree, own.Seen);
            return new GroupStatistic(
                own, agree, disagree, ShareTest(own.Agree, own.Seen), ShareTest(own.Disagree, own.Seen),
                agree / Smoothed(restAgree, restSeen), disagree / Smoothed(restDisagree, restSeen),
                DifferenceTest(own.Agree, own.Seen, restAgree, restSeen),
                DifferenceTest(own.Disagree, own.Seen, restDisagree, restSeen));
        }).ToArray();
    }

    /// <summary>Group-aware consensus: the product over groups of (A + 1) / (S + 2). It shrinks as groups grow in number.</summary>
    public static double GroupAwareConsensus(IReadOnlyList<Tally> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        return groups.Aggregate(1.0, (product, tally) => product * Smoothed(tally.Agree, tally.Seen));
    }

    /// <summary>The same per group: the geometric mean, which does not shrink with the number of groups.</summary>
    public static double GroupAwareConsensusMean(IReadOnlyList<Tally> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        return groups.Count == 0 ? 0 : Math.Pow(GroupAwareConsensus(groups), 1.0 / groups.Count);
    }

    /// <summary><c>result[group]</c>: up to five statements each, agreeing ones first, in Polis' order.</summary>
    /// <param name="tallies"><c>tallies[statement][group]</c>, from <see cref="Tallying"/>.</param>
    /// <param name="groups">How many groups there are.</param>
    /// <param name="eligible">Which statements may appear.</param>
    public static IReadOnlyList<IReadOnlyList<RepresentativeStatement>> Of(Tally[][] tallies, int groups, Func<int, bool> eligible)
    {
        ArgumentNullException.ThrowIfNull(tallies);
        ArgumentNullException.ThrowIfNull(eligible);
        var statistics = Enumerable.Range(0, tallies.Length).Where(eligible)
            .Select(statement => (statement, compared: Compare(tallies[statement]))).ToArray();
        return Enumerable.Range(0, groups)
            .Select(group => Select(statistics.Select(entry => (entry.statement, entry.compared[group])))).ToArray();
    }

    /// <summary>Statements that everybody together agrees with, and disagrees with: up to five each, over all participants.</summary>
    public static (IReadOnlyList<RepresentativeStatement> Agree, IReadOnlyList<RepresentativeStatement> Disagree) Consensus(
        VoteMatrix matrix, Func<int, bool> eligible)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var totals = Enumerable.Range(0, matrix.Statements).Where(eligible).Select(s => (s, matrix.Total(s))).ToArray();
        return (List(true, tally => tally.Agree), List(false, tally => tally.Disagree));

        RepresentativeStatement[] List(bool agrees, Func<Tally, int> success) => totals
            .Select(entry => new RepresentativeStatement(
                entry.s, agrees, success(entry.Item2), entry.Item2.Seen, Smoothed(success(entry.Item2), entry.Item2.Seen),
                ShareTest(success(entry.Item2), entry.Item2.Seen), 0, 0, false))
            .Where(found => found.Share > 0.5 && found.Test > Significant)
            .OrderByDescending(found => found.Share * found.Test).Take(Longest).ToArray();
    }

    private static double Smoothed(int success, int seen) => (success + 1.0) / (seen + 2.0);

    private static RepresentativeStatement[] Select(IEnumerable<(int Statement, GroupStatistic Of)> statistics)
    {
        var sufficient = new List<RepresentativeStatement>();
        (int Statement, GroupStatistic Of)? best = null, bestAgree = null;
        foreach (var entry in statistics)
        {
            var of = entry.Of;
            if ((of.AgreeRatioTest > Significant && of.AgreeTest > Significant)
                || (of.DisagreeRatioTest > Significant && of.DisagreeTest > Significant))
            {
                sufficient.Add(Finished(entry, false));
            }
            if (best is null || Math.Max(of.AgreeRatioTest, of.DisagreeRatioTest) > Finished(best.Value, false).RatioTest)
            {
                best = entry;
            }
            if (Better(of, bestAgree?.Of))
            {
                bestAgree = entry;
            }
        }
        var head = bestAgree is { } agreed ? Finished(agreed, true) : null;
        if (sufficient.Count == 0)
        {
            return head is not null ? [head] : best is { } only ? [Finished(only, false)] : [];
        }
        return sufficient.Where(found => found.Statement != head?.Statement)
            .OrderByDescending(found => found.Ratio * found.RatioTest * found.Share * found.Test)
            .Prepend(head).OfType<RepresentativeStatement>().Take(Longest)
            .OrderByDescending(found => found.Agrees).ToArray();
    }

    /// <summary>Polis' beats-best-agr?: by representativeness once the best so far is representative, else by agreement.</summary>
    private static bool Better(GroupStatistic of, GroupStatistic? best)
    {
        if (of.Votes.Agree == 0 && of.Votes.Disagree == 0)
        {
            return false;
        }
        if (best is not { } other)
        {
            return of.AgreeTest > Significant || (of.AgreeRatio > 1 && of.AgreeShare > 0.5);
        }
        return other.AgreeRatio > 1
            ? Weight(of) > Weight(other)
            : of.AgreeShare * of.AgreeTest > other.AgreeShare * other.AgreeTest;

        static double Weight(GroupStatistic s) => s.AgreeRatio * s.AgreeRatioTest * s.AgreeShare * s.AgreeTest;
    }

    private static RepresentativeStatement Finished((int Statement, GroupStatistic Of) entry, bool bestAgree)
    {
        var of = entry.Of;
        return of.AgreeRatioTest > of.DisagreeRatioTest
            ? new(entry.Statement, true, of.Votes.Agree, of.Votes.Seen, of.AgreeShare, of.AgreeTest,
                of.AgreeRatio, of.AgreeRatioTest, bestAgree)
            : new(entry.Statement, false, of.Votes.Disagree, of.Votes.Seen, of.DisagreeShare, of.DisagreeTest,
                of.DisagreeRatio, of.DisagreeRatioTest, bestAgree);
    }
}
