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
        var all = default(Tally);
        for (var group = 0; group < groups.Count; group++)
        {
            all += groups[group];
        }
        var compared = new GroupStatistic[groups.Count];
        for (var group = 0; group < compared.Length; group++)
        {
            compared[group] = Compare(groups[group], all);
        }
        return compared;
    }

    private static GroupStatistic Compare(Tally own, Tally all)
    {
        var (restAgree, restDisagree, restSeen) = (all.Agree - own.Agree, all.Disagree - own.Disagree, all.Seen - own.Seen);
        var agree = Smoothed(own.Agree, own.Seen);
        var disagree = Smoothed(own.Disagree, own.Seen);
        return new GroupStatistic(
            own, agree, disagree, ShareTest(own.Agree, own.Seen), ShareTest(own.Disagree, own.Seen),
            agree / Smoothed(restAgree, restSeen), disagree / Smoothed(restDisagree, restSeen),
            DifferenceTest(own.Agree, own.Seen, restAgree, restSeen),
            DifferenceTest(own.Disagree, own.Seen, restDisagree, restSeen));
    }

    /// <summary>Group-aware consensus: the product over groups of (A + 1) / (S + 2). It shrinks as groups grow in number.</summary>
    public static double GroupAwareConsensus(IReadOnlyList<Tally> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var product = 1.0;
        for (var group = 0; group < groups.Count; group++)
        {
            product *= Smoothed(groups[group].Agree, groups[group].Seen);
        }
        return product;
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
        // Plain arrays: a cold process spends more time compiling queries over value types than counting a million votes.
        var compared = new GroupStatistic[tallies.Length][];
        for (var statement = 0; statement < compared.Length; statement++)
        {
            compared[statement] = eligible(statement) ? Compare(tallies[statement]) : [];
        }
        var result = new IReadOnlyList<RepresentativeStatement>[groups];
        for (var group = 0; group < groups; group++)
        {
            result[group] = Select(compared, group);
        }
        return result;
    }

    /// <summary>Statements that everybody together agrees with, and disagrees with: up to five each, over all participants.</summary>
    public static (IReadOnlyList<RepresentativeStatement> Agree, IReadOnlyList<RepresentativeStatement> Disagree) Consensus(
        VoteMatrix matrix, Func<int, bool> eligible)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var (agree, disagree) = (new List<RepresentativeStatement>(), new List<RepresentativeStatement>());
        for (var statement = 0; statement < matrix.Statements; statement++)
        {
            if (eligible(statement))
            {
                var total = matrix.Total(statement);
                Add(agree, statement, true, total.Agree, total.Seen);
                Add(disagree, statement, false, total.Disagree, total.Seen);
            }
        }
        return (First(agree), First(disagree));

        static void Add(List<RepresentativeStatement> list, int statement, bool agrees, int success, int seen)
        {
            var (share, test) = (Smoothed(success, seen), ShareTest(success, seen));
            if (share > 0.5 && test > Significant)
            {
                list.Add(new RepresentativeStatement(statement, agrees, success, seen, share, test, 0, 0, false));
            }
        }

        static RepresentativeStatement[] First(List<RepresentativeStatement> list) =>
            list.OrderByDescending(found => found.Share * found.Test).Take(Longest).ToArray();
    }

    private static double Smoothed(int success, int seen) => (success + 1.0) / (seen + 2.0);

    private static RepresentativeStatement[] Select(GroupStatistic[][] compared, int group)
    {
        var sufficient = new List<RepresentativeStatement>();
        RepresentativeStatement? best = null;
        var bestAgree = -1;
        for (var statement = 0; statement < compared.Length; statement++)
        {
            if (compared[statement].Length == 0)
            {
                continue;
            }
            ref readonly var of = ref compared[statement][group];
            if ((of.AgreeRatioTest > Significant && of.AgreeTest > Significant)
                || (of.DisagreeRatioTest > Significant && of.DisagreeTest > Significant))
            {
                sufficient.Add(Finished(statement, of, false));
            }
            if (best is null || Math.Max(of.AgreeRatioTest, of.DisagreeRatioTest) > best.RatioTest)
            {
                best = Finished(statement, of, false);
            }
            if (Better(of, bestAgree < 0 ? null : compared[bestAgree][group]))
            {
                bestAgree = statement;
            }
        }
        var head = bestAgree < 0 ? null : Finished(bestAgree, compared[bestAgree][group], true);
        if (sufficient.Count == 0)
        {
            return head is not null ? [head] : best is not null ? [best] : [];
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

    private static RepresentativeStatement Finished(int statement, in GroupStatistic of, bool bestAgree) =>
        of.AgreeRatioTest > of.DisagreeRatioTest
            ? new(statement, true, of.Votes.Agree, of.Votes.Seen, of.AgreeShare, of.AgreeTest,
                of.AgreeRatio, of.AgreeRatioTest, bestAgree)
            : new(statement, false, of.Votes.Disagree, of.Votes.Seen, of.DisagreeShare, of.DisagreeTest,
                of.DisagreeRatio, of.DisagreeRatioTest, bestAgree);
}
