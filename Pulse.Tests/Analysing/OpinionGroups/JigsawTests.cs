using System.Text.Json;
using NUnit.Framework;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.OpinionGroups;

namespace Pulse.Tests.Analysing.OpinionGroups;

/// <summary>Jigsaw's statistics over Polis' groups (campus-protests: declared parties), where they mean what ours mean.</summary>
[TestFixture]
public sealed class JigsawTests
{
    [TestCase("brexit-consensus", "polis.group-labels.csv")]
    [TestCase("vtaiwan-uberx", "polis.group-labels.csv")]
    [TestCase("scoop-biodiversity", "polis.group-labels.csv")]
    [TestCase("campus-protests", "declared-groups.csv")]
    public void Shares_differences_products_and_lists_equal_Jigsaw(string name, string labels)
    {
        var data = Reference.Load(name);
        var jigsaw = data.Json("jigsaw.stats.json");
        var names = jigsaw.GetProperty("groupRepresentative").EnumerateObject().Select(group => group.Name).ToArray();
        var tallies = Tallying.Of(data.Matrix, data.Labels(labels, names), names.Length);
        var compared = tallies.Select(tally => Representing.Compare(tally)).ToArray();
        var (agree, disagree, least, difference, cells) = (0.0, 0.0, 0.0, 0.0, 0);
        var judged = new List<int>();
        foreach (var theirs in jigsaw.GetProperty("statements").EnumerateArray())
        {
            var statement = data.Statement(theirs.GetProperty("statement").GetInt32());
            var ours = compared[statement];
            for (var group = 0; group < names.Length; group++)
            {
                var counts = theirs.GetProperty("tallies").GetProperty(names[group]).EnumerateArray().Select(count => count.GetInt32()).ToArray();
                Assert.That(new[] { ours[group].Votes.Agree, ours[group].Votes.Disagree, ours[group].Votes.Pass }, Is.EqualTo(counts));
                difference = Larger(difference, Difference(ours[group]), theirs.GetProperty("groupAgreeProbDifference").GetProperty(names[group]));
                cells++;
            }
            agree = Larger(agree, Representing.GroupAwareConsensus(tallies[statement]), theirs.GetProperty("groupInformedConsensus"));
            disagree = Larger(disagree, Product(ours), theirs.GetProperty("groupInformedDisagreeConsensus"));
            least = Larger(least, ours.Min(of => of.AgreeShare), theirs.GetProperty("minAgreeProb"));
            if (theirs.GetProperty("votes").GetInt32() >= jigsaw.GetProperty("params").GetProperty("minVoteCount").GetInt32())
            {
                judged.Add(statement);
            }
        }
        var common = judged.Where(s => compared[s].Min(of => of.AgreeShare) >= 0.6)
            .OrderByDescending(s => Representing.GroupAwareConsensus(tallies[s])).Take(12).Select(s => data.Statements[s]);
        Assert.That(common, Is.EqualTo(Ids(jigsaw.GetProperty("commonGroundAgree"))));
        var lists = 0;
        for (var group = 0; group < names.Length; group++)
        {
            var marked = judged.Where(s => compared[s].Min(of => of.AgreeShare) < 0.6 && Difference(compared[s][group]) > 0.3)
                .OrderByDescending(s => Difference(compared[s][group])).Take(12).Select(s => data.Statements[s]);
            Assert.That(marked, Is.EqualTo(Ids(jigsaw.GetProperty("groupRepresentative").GetProperty(names[group]))), names[group]);
            lists++;
        }
        TestContext.Out.WriteLine($"{name}: {cells} cells of votes equal; largest differences: product of agreement {agree:E1}, of disagreement "
            + $"{disagree:E1}, least agreement {least:E1}, share against the rest {difference:E1}; common ground and {lists} lists per group equal");
        Assert.That(new[] { agree, disagree, least, difference }, Is.All.LessThan(1e-12));
    }

    private static double Difference(GroupStatistic of) => of.AgreeShare - of.AgreeShare / of.AgreeRatio;

    private static double Product(GroupStatistic[] groups) => groups.Aggregate(1.0, (product, of) => product * of.DisagreeShare);

    private static double Larger(double largest, double ours, JsonElement theirs) => Math.Max(largest, Math.Abs(ours - theirs.GetDouble()));

    private static int[] Ids(JsonElement list) => list.EnumerateArray().Select(id => id.GetInt32()).ToArray();
}
