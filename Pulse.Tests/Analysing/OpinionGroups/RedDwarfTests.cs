using System.Globalization;
using NUnit.Framework;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.OpinionGroups;

namespace Pulse.Tests.Analysing.OpinionGroups;

/// <summary>red-dwarf's statistics on red-dwarf's own groups, cell by cell.</summary>
[TestFixture]
public sealed class RedDwarfTests
{
    private static readonly string[] _quantities = ["pa", "pd", "pat", "pdt", "ra", "rd", "rat", "rdt"];

    [TestCase("brexit-consensus", "")]
    [TestCase("vtaiwan-uberx", "")]
    [TestCase("vtaiwan-uberx", "mod.")]
    [TestCase("scoop-biodiversity", "")]
    [TestCase("scoop-biodiversity", "mod.")]
    [TestCase("campus-protests", "")]
    public void Every_group_statistic_equals_red_dwarf(string name, string variant)
    {
        var data = Reference.Load(name);
        var (tallies, groups) = Tallies(data, variant);
        var compared = tallies.Select(tally => Representing.Compare(tally)).ToArray();
        var (largest, cells) = (new double[_quantities.Length], 0);
        foreach (var row in data.Rows($"reddwarf.{variant}group-stats.csv"))
        {
            var of = compared[data.Statement(Reference.Number(row[1]))][Reference.Number(row[0])];
            Assert.That((of.Votes.Agree, of.Votes.Disagree, of.Votes.Seen, of.Votes.Pass),
                Is.EqualTo((Reference.Number(row[2]), Reference.Number(row[3]), Reference.Number(row[4]), Reference.Number(row[13]))));
            double[] ours = [of.AgreeShare, of.DisagreeShare, of.AgreeTest, of.DisagreeTest, of.AgreeRatio, of.DisagreeRatio, of.AgreeRatioTest, of.DisagreeRatioTest];
            for (var i = 0; i < ours.Length; i++)
            {
                largest[i] = Math.Max(largest[i], Math.Abs(ours[i] - Reference.Real(row[5 + i])));
            }
            cells += 4 + ours.Length;
        }
        TestContext.Out.WriteLine($"{name} {variant}: {cells} figures of {groups} groups; counts equal; largest differences "
            + string.Join(", ", _quantities.Zip(largest, (quantity, difference) => $"{quantity} {difference.ToString("E1", CultureInfo.InvariantCulture)}")));
        Assert.That(cells, Is.EqualTo(12 * groups * data.Matrix.Statements));
        Assert.That(largest, Is.All.LessThan(1e-11));
    }

    // red-dwarf decomposes the small set exactly and the others by a randomised solver; on campus-protests, whose axes
    // hardly differ in length, that solver's axes are other ones.
    [TestCase("brexit-consensus", "", null, 1e-7)]
    [TestCase("vtaiwan-uberx", "", null, 1e-3)]
    [TestCase("vtaiwan-uberx", "mod.", "moderated-out.json", 1e-3)]
    [TestCase("scoop-biodiversity", "", null, 1e-3)]
    [TestCase("scoop-biodiversity", "mod.", "moderated-out.json", 1e-3)]
    [TestCase("campus-protests", "", null, 1, Category = "Slow")]
    public void Priority_and_group_aware_consensus_equal_red_dwarf(string name, string variant, string? moderated, double extremityWithin)
    {
        var data = Reference.Load(name);
        var (tallies, _) = Tallies(data, variant);
        // Like Polis, red-dwarf counts those who have a group.
        var totals = tallies.Select(groups => groups.Aggregate(default(Tally), (sum, tally) => sum + tally)).ToArray();
        var components = OpinionGrouping.Of(data.Matrix, 1,
            new OpinionGrouping.Options(moderated is null ? null : data.Excluded(moderated))).Components;
        var (extremities, priorities) = (Prioritising.Extremities(components), Prioritising.Of(totals, components));
        var (formula, whole, extremity, consensus) = (0.0, 0.0, 0.0, 0.0);
        foreach (var row in data.Rows($"reddwarf.{variant}statements.csv"))
        {
            var statement = data.Statement(Reference.Number(row[0]));
            var (theirExtremity, theirPriority) = (Reference.Real(row[9]), Reference.Real(row[13]));
            formula = Math.Max(formula, Math.Abs(Prioritising.Of(totals[statement], theirExtremity) - theirPriority) / theirPriority);
            whole = Math.Max(whole, Math.Abs(priorities[statement] - theirPriority) / theirPriority);
            extremity = Math.Max(extremity, Math.Abs(extremities[statement] - theirExtremity));
            consensus = Math.Max(consensus, Math.Abs(Representing.GroupAwareConsensus(tallies[statement]) - Reference.Real(row[14])));
        }
        TestContext.Out.WriteLine($"{name} {variant}: priority from their extremity, relative {formula:E1}; extremity {extremity:E1}; "
            + $"priority from our own components, relative {whole:E1}; group-aware consensus {consensus:E1}");
        Assert.That(formula, Is.LessThan(1e-12));
        Assert.That(consensus, Is.LessThan(1e-12));
        Assert.That(extremity, Is.LessThan(extremityWithin));
    }

    private static (Tally[][] Tallies, int Groups) Tallies(Reference data, string variant)
    {
        var rows = data.Rows($"reddwarf.{variant}participants.csv").Select(row => (Reference.Number(row[0]), row[4])).ToArray();
        var names = rows.Select(row => row.Item2).Where(group => group.Length > 0).Distinct().Order().ToArray();
        return (Tallying.Of(data.Matrix, data.Labels(rows, names), names.Length), names.Length);
    }
}
