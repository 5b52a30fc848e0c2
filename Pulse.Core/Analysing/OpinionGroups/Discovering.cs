using Pulse.Analysing.Matrices;
using Pulse.Analysing.Segments;

namespace Pulse.Analysing.OpinionGroups;

/// <summary>
/// What tells groups apart, with the share of false findings held below a rate: one-sided Fisher tests of every
/// (statement, group, direction) against the other groups. The rate is that of labels which did not come from the
/// same votes: declared segments, or groups by <see cref="HoldingOut"/>.
/// </summary>
public static class Discovering
{
    /// <param name="Rate">The rate q of false findings that is tolerated on average.</param>
    /// <param name="Rule">How it is held.</param>
    public sealed record Options(double Rate = 0.05, FalseDiscoveryRule Rule = FalseDiscoveryRule.BenjaminiHochberg);

    /// <param name="tallies"><c>tallies[statement][group]</c>.</param>
    /// <param name="groups">How many groups there are.</param>
    /// <param name="eligible">Which statements are tested.</param>
    /// <param name="options">The rate and the rule.</param>
    public static Discoveries Of(Tally[][] tallies, int groups, Func<int, bool> eligible, Options? options = null)
    {
        ArgumentNullException.ThrowIfNull(tallies);
        ArgumentNullException.ThrowIfNull(eligible);
        options ??= new Options();
        if (!(options.Rate > 0 && options.Rate < 1))
        {
            throw new ArgumentException($"A rate of false findings lies between 0 and 1, not at {options.Rate}.", nameof(options));
        }
        var tests = Enumerable.Range(0, tallies.Length).Where(eligible)
            .SelectMany(statement => Tests(statement, tallies[statement], options.Rate)).ToArray();
        var adjusted = FalseDiscovery.Adjusted(tests.Select(test => test.P).ToArray(), options.Rule);
        var found = Enumerable.Range(0, tests.Length).Where(i => adjusted[i] <= options.Rate).ToArray();

        // Ends of what was selected hold on average only at 1 − q·R/m (Benjamini and Yekutieli, JASA 100, 2005).
        var missed = tests.Length == 0 ? options.Rate
            : options.Rate * Math.Max(1, found.Length) / (tests.Length * FalseDiscovery.Price(tests.Length, options.Rule));
        var z = Normal.UpperQuantile(missed);
        var findings = found.Select(i => Finding(tests[i], adjusted[i], z)).ToArray();
        return new Discoveries(
            Enumerable.Range(0, groups).Select(group => (IReadOnlyList<Discovery>)findings.Where(one => one.Group == group)
                .OrderByDescending(one => one.Low).ThenBy(one => one.Statement).ToArray()).ToArray(),
            tests.Length, options.Rate, options.Rule, 1 - missed);
    }

    private static IEnumerable<Test> Tests(int statement, Tally[] groups, double rate)
    {
        var all = groups.Aggregate(default(Tally), (sum, tally) => sum + tally);
        for (var group = 0; group < groups.Length; group++)
        {
            var (own, seen) = (groups[group], groups[group].Seen);
            var rest = all.Seen - seen;
            foreach (var agrees in seen > 0 && rest > 0 ? _directions : [])
            {
                var (success, total) = agrees ? (own.Agree, all.Agree) : (own.Disagree, all.Disagree);
                // Chosen by the margins alone, on which the test is conditioned, so that the choice favours nobody.
                var midP = Math.Min(seen, rest) * (double)Math.Min(total, all.Seen - total) >= 5.0 * all.Seen;
                // What could never be a finding whatever the split does not count as tested (Gilbert, JRSS C 54, 2005).
                if (Fisher.Least(seen, rest, total, midP) <= rate)
                {
                    var p = Fisher.Greater(success, seen, total - success, rest, midP);
                    yield return new Test(statement, group, agrees, success, seen, total - success, rest, p);
                }
            }
        }
    }

    private static readonly bool[] _directions = [true, false];

    private static Discovery Finding(Test test, double adjusted, double z)
    {
        var difference = Newcombe.Of(test.Success, test.Seen, test.RestSuccess, test.RestSeen, z);
        return new Discovery(
            test.Statement, test.Group, test.Agrees, test.Success, test.Seen, test.RestSuccess, test.RestSeen,
            difference.Difference!.Value, difference.Low, difference.High, test.P, adjusted);
    }

    private readonly record struct Test(
        int Statement, int Group, bool Agrees, int Success, int Seen, int RestSuccess, int RestSeen, double P);
}
