using System.Text.Json;
using NUnit.Framework;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.OpinionGroups;
using Pulse.Analysing.Segments;

namespace Pulse.Tests.Analysing.OpinionGroups;

/// <summary>Polis' production numbers on its own groups, to the last digit.</summary>
[TestFixture]
public sealed class PolisTests
{
    private static readonly string[] _twoGroups = ["0", "1"];

    [Test]
    public void Every_group_vote_cell_of_biodiversity_equals_Polis()
    {
        var data = Reference.Load("scoop-biodiversity");
        var tallies = Tallying.Of(data.Matrix, data.Labels("polis.group-labels.csv", _twoGroups), 2);
        var cells = 0;
        foreach (var row in data.Rows("polis.group-votes.csv").Select(row => row.Select(Reference.Number).ToArray()))
        {
            var ours = tallies[data.Statement(row[1])][row[0]];
            Assert.That((ours.Agree, ours.Disagree, ours.Pass, ours.Seen), Is.EqualTo((row[2], row[3], row[4], row[5])),
                $"group {row[0]}, statement {row[1]}");
            cells++;
        }
        TestContext.Out.WriteLine($"{cells} of {cells} group-vote cells equal");
        Assert.That(cells, Is.EqualTo(628));
    }

    [Test]
    public void Group_aware_consensus_of_biodiversity_equals_Polis()
    {
        var data = Reference.Load("scoop-biodiversity");
        var tallies = Tallying.Of(data.Matrix, data.Labels("polis.group-labels.csv", _twoGroups), 2);
        var largest = data.Rows("polis.statements.csv").Max(row =>
            Math.Abs(Representing.GroupAwareConsensus(tallies[data.Statement(Reference.Number(row[0]))]) - Reference.Real(row[1])));
        TestContext.Out.WriteLine($"group-aware consensus: largest difference {largest:E2}");
        Assert.That(largest, Is.LessThan(1e-12));
    }

    [Test]
    public void Representative_and_consensus_statements_of_biodiversity_come_in_Polis_order()
    {
        var data = Reference.Load("scoop-biodiversity");
        var polis = data.Json("polis.result.json");
        var excluded = data.Excluded("polis.moderated-out.json");
        var tallies = Tallying.Of(data.Matrix, data.Labels("polis.group-labels.csv", _twoGroups), 2);
        var ours = Representing.Of(tallies, 2, statement => !excluded.Contains(statement));
        var (agree, disagree) = Representing.Consensus(data.Matrix, statement => !excluded.Contains(statement));

        var largest = 0.0;
        foreach (var group in _twoGroups)
        {
            largest = Math.Max(largest, Compare(data, ours[int.Parse(group, null)], polis.GetProperty("repness").GetProperty(group)));
        }
        largest = Math.Max(largest, Compare(data, agree, polis.GetProperty("consensus").GetProperty("agree")));
        largest = Math.Max(largest, Compare(data, disagree, polis.GetProperty("consensus").GetProperty("disagree")));
        TestContext.Out.WriteLine($"representative and consensus statements: all in order, largest difference {largest:E2}");
        Assert.That(largest, Is.LessThan(1e-12));
    }

    [Test]
    public void Components_centre_and_extremity_of_biodiversity_equal_Polis()
    {
        var data = Reference.Load("scoop-biodiversity");
        var map = Map(data, "polis.moderated-out.json");
        var rows = data.Rows("polis.statements.csv").Select(row => row.Select(Reference.Real).ToArray()).ToArray();
        var first = Cosine(rows, 5, map.Components.First, data);
        var second = Cosine(rows, 6, map.Components.Second, data);
        // Polis counts agree as −1 inside: its centre has the other sign, and extremity none.
        var centre = rows.Max(row => Math.Abs(row[4] + map.Components.Means[data.Statement((int)row[0])]));
        var extremity = rows.Max(row => Math.Abs(row[3] - Extremity(map.Components, data.Statement((int)row[0]))));
        TestContext.Out.WriteLine($"1 - |cos| of the components: {1 - first:E2}, {1 - second:E2}; centre {centre:E2}; extremity {extremity:E2}; "
            + $"{map.Components.Passes} passes, residuals {string.Join(", ", map.Components.Residuals.Select(r => r.ToString("E2", null)))}");
        Assert.Multiple(() =>
        {
            Assert.That(first, Is.GreaterThan(1 - 1e-9));
            Assert.That(second, Is.GreaterThan(1 - 1e-9));
            Assert.That(centre, Is.LessThan(1e-12));
            Assert.That(extremity, Is.LessThan(1e-3));
        });
    }

    [Test]
    public void Projections_of_biodiversity_put_Polis_base_clusters_where_Polis_has_them()
    {
        var data = Reference.Load("scoop-biodiversity");
        var map = Map(data, "polis.moderated-out.json");
        var bases = data.Json("polis.result.json").GetProperty("base_clusters");
        var members = bases.GetProperty("members").EnumerateArray()
            .Select(list => list.EnumerateArray().Select(id => data.Participant(id.GetInt32())!.Value).ToArray()).ToArray();
        var x = bases.GetProperty("x").EnumerateArray().Select(v => v.GetDouble()).ToArray();
        var y = bases.GetProperty("y").EnumerateArray().Select(v => v.GetDouble()).ToArray();
        var ourX = members.Select(list => list.Average(p => map.Positions[p].X)).ToArray();
        var ourY = members.Select(list => list.Average(p => map.Positions[p].Y)).ToArray();
        var (dx, dy) = (Difference(x, ourX), Difference(y, ourY));
        TestContext.Out.WriteLine($"base cluster centres, Polis against the mean of its members placed by us: {dx:E2}, {dy:E2}");
        Assert.That(Math.Max(dx, dy), Is.LessThan(0.05));

        static double Difference(double[] theirs, double[] ours)
        {
            var sign = Math.Sign(theirs.Zip(ours, (a, b) => a * b).Sum());
            return theirs.Zip(ours, (a, b) => Math.Abs(a - sign * b)).Max();
        }
    }

    [TestCase("brexit-consensus")]
    [TestCase("vtaiwan-uberx")]
    [TestCase("scoop-biodiversity")]
    public void Group_counts_by_the_export_s_own_labels_equal_a_direct_count(string name)
    {
        var data = Reference.Load(name);
        var export = Reference.Csv(Path.Combine(Reference.Folder("data", name), "participants-votes.csv")).ToArray();
        var groups = export.Skip(1).Select(row => row[1]).Where(group => group.Length > 0).Distinct().Order().ToArray();
        var labels = data.Labels(export.Skip(1).Select(row => (Reference.Number(row[0]), row[1])), groups);
        var tallies = Tallying.Of(data.Matrix, labels, groups.Length);
        var cells = 0;
        for (var column = 6; column < export[0].Length; column++)
        {
            for (var group = 0; group < groups.Length; group++)
            {
                var cast = export.Skip(1).Where(row => row[1] == groups[group] && row[column].Length > 0)
                    .Select(row => Reference.Number(row[column])).ToArray();
                var expected = new Tally(cast.Count(v => v == 1), cast.Count(v => v == -1), cast.Count(v => v == 0));
                Assert.That(tallies[data.Statement(Reference.Number(export[0][column]))][group], Is.EqualTo(expected));
                cells++;
            }
        }
        TestContext.Out.WriteLine($"{name}: {cells} cells equal, {groups.Length} groups");
        Assert.That(cells, Is.EqualTo(data.Matrix.Statements * groups.Length));
    }

    [TestCase("brexit-consensus", null, 0.55)]
    [TestCase("vtaiwan-uberx", "moderated-out.json", 0.85)]
    [TestCase("scoop-biodiversity", "polis.moderated-out.json", 0.9)]
    public void Groups_from_votes_alone_resemble_Polis(string name, string? moderated, double atLeast)
    {
        var data = Reference.Load(name);
        var polis = data.Rows("polis.group-labels.csv").Select(row => row[1]).Distinct().Order().ToArray();
        var labels = data.Labels("polis.group-labels.csv", polis);
        var arrival = Map(data, moderated, Enumerable.Range(0, data.Participants.Count).ToArray());
        var index = Reference.AdjustedRand(arrival.Labels(), labels);
        var seeded = Enumerable.Range(1, 20).Select(seed => Map(data, moderated, null, (ulong)seed)).ToArray();
        var indices = seeded.Select(map => Reference.AdjustedRand(map.Labels(), labels)).Order().ToArray();
        TestContext.Out.WriteLine(
            $"{name}: adjusted Rand index {index:F3} by arrival ({arrival.Groups.Count} groups; Polis {polis.Length}); "
            + $"20 seeds: median {indices[10]:F3}, from {indices[0]:F3} to {indices[^1]:F3}; "
            + string.Join(" ", arrival.Silhouettes.Select(s => $"{s.Groups}:{s.Silhouette:F4}")));
        Assert.That(index, Is.GreaterThanOrEqualTo(atLeast));
    }

    [Test]
    public void Declared_groups_of_campus_protests_are_counted_exactly()
    {
        var data = Reference.Load("campus-protests");
        string[] parties = ["Democrat", "Republican", "Independent/Other"];
        var labels = data.Labels("declared-groups.csv", parties);
        var counts = SegmentCounting.Of(data.Matrix, labels.Select(label => label < 0 ? null : parties[label]).ToArray());
        var (cells, largest) = (0, 0.0);
        foreach (var row in data.Rows("oracle.bridging.csv"))
        {
            var statement = data.Statement(Reference.Number(row[0]));
            var of = parties.Select(party => counts[statement].Single(count => count.Segment == party)).ToArray();
            for (var i = 0; i < parties.Length; i++)
            {
                Assert.That((of[i].Agree, of[i].Disagree), Is.EqualTo((Reference.Number(row[1 + 3 * i]), Reference.Number(row[2 + 3 * i]))));
                cells++;
            }
            var tallies = of.Select(count => new Tally(count.Agree, count.Disagree, count.Pass)).ToArray();
            largest = Math.Max(largest, Math.Abs(Representing.GroupAwareConsensus(tallies) - Reference.Real(row[11])));
        }
        TestContext.Out.WriteLine($"campus-protests: {cells} party cells equal; group-aware consensus within {largest:E2}");
        Assert.That(cells, Is.EqualTo(3 * data.Matrix.Statements));
        Assert.That(largest, Is.LessThan(1e-12));
    }

    private static OpinionMap Map(Reference data, string? moderated, int[]? order = null, ulong seed = 1) =>
        OpinionGrouping.Of(data.Matrix, seed, new OpinionGrouping.Options(moderated is null ? null : data.Excluded(moderated), order));

    private static double Extremity(PrincipalComponents components, int statement)
    {
        var (x, y) = (components.First[statement], components.Second[statement]);
        return (1 - components.Means[statement]) * Math.Sqrt(x * x + y * y) * Math.Sqrt(components.Means.Count);
    }

    private static double Cosine(double[][] rows, int column, IReadOnlyList<double> ours, Reference data)
    {
        var dot = rows.Sum(row => row[column] * ours[data.Statement((int)row[0])]);
        return Math.Abs(dot) / Math.Sqrt(rows.Sum(row => row[column] * row[column]) * ours.Sum(v => v * v));
    }

    private static double Compare(Reference data, IReadOnlyList<RepresentativeStatement> ours, JsonElement polis)
    {
        var theirs = polis.EnumerateArray().ToArray();
        Assert.That(ours.Select(found => data.Statements[found.Statement]), Is.EqualTo(theirs.Select(one => one.GetProperty("tid").GetInt32())));
        return theirs.Zip(ours).Max(pair =>
        {
            var (one, found) = pair;
            Assert.That((found.Success, found.Seen), Is.EqualTo((one.GetProperty("n-success").GetInt32(), one.GetProperty("n-trials").GetInt32())));
            var differences = new List<double>
            {
                Math.Abs(found.Share - one.GetProperty("p-success").GetDouble()),
                Math.Abs(found.Test - one.GetProperty("p-test").GetDouble()),
            };
            if (one.TryGetProperty("repness", out var ratio))
            {
                Assert.That(found.Agrees ? "agree" : "disagree", Is.EqualTo(one.GetProperty("repful-for").GetString()));
                Assert.That(found.BestAgree, Is.EqualTo(one.TryGetProperty("best-agree", out _)));
                // Polis keeps this test as a 32-bit number.
                Assert.That(found.RatioTest, Is.EqualTo(one.GetProperty("repness-test").GetDouble()).Within(1e-5));
                differences.Add(Math.Abs(found.Ratio - ratio.GetDouble()));
            }
            return differences.Max();
        });
    }
}
