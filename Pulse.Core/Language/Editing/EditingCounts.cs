using Pulse.Language.Prompting;
using Pulse.Language.Verifying;

namespace Pulse.Language.Editing;

/// <summary>What happened while something was made; shown with the run.</summary>
/// <param name="Calls">Calls asked for (some may have come from the cache).</param>
/// <param name="Repaired">Replies that were better the second or third time.</param>
/// <param name="FallenBack">Results that the built-in engine had to give.</param>
/// <param name="LeftOut">Texts that were not shown to the model, because they did not fit, or that its reply did not account for.</param>
/// <param name="Dropped">Per rule, what was taken out.</param>
/// <param name="Flagged">Per rule, what a person should look at.</param>
public sealed record EditingCounts(
    int Calls, int Repaired, int FallenBack, int LeftOut, IReadOnlyDictionary<Rule, int> Dropped, IReadOnlyDictionary<Rule, int> Flagged)
{
    public static readonly EditingCounts None = new(0, 0, 0, 0, new Dictionary<Rule, int>(), new Dictionary<Rule, int>());

    public static EditingCounts Of<T>(Asked<T> asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var findings = asked.Best?.Findings ?? [];
        return new EditingCounts(asked.Calls, asked.Repaired ? 1 : 0, 0, 0, Count(findings, Fate.Dropped), Count(findings, Fate.Flagged));
    }

    public EditingCounts Plus(EditingCounts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new EditingCounts(
            Calls + other.Calls, Repaired + other.Repaired, FallenBack + other.FallenBack, LeftOut + other.LeftOut,
            Sum(Dropped, other.Dropped), Sum(Flagged, other.Flagged));
    }

    private static Dictionary<Rule, int> Count(IReadOnlyList<Finding> findings, Fate fate) =>
        findings.Where(finding => finding.Fate == fate).CountBy(finding => finding.Rule).ToDictionary();

    private static Dictionary<Rule, int> Sum(IReadOnlyDictionary<Rule, int> one, IReadOnlyDictionary<Rule, int> other) =>
        one.Concat(other).GroupBy(pair => pair.Key).ToDictionary(rule => rule.Key, rule => rule.Sum(pair => pair.Value));
}
