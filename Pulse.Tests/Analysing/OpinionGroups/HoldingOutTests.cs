using NUnit.Framework;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.OpinionGroups;
using Pulse.Voting;

namespace Pulse.Tests.Analysing.OpinionGroups;

[TestFixture]
public sealed class HoldingOutTests
{
    [TestCase(6, 1)]
    [TestCase(60, 7, Category = "Slow")]
    public void Groups_found_in_noise_seem_to_differ_on_their_own_votes_and_not_on_votes_held_out(int rounds, int atMost)
    {
        var (own, heldOut, ownRuns, heldOutRuns) = (0, 0, 0, 0);
        for (var round = 0; round < rounds; round++)
        {
            var noise = Planted.Of(120, 40, 0.5, (ulong)round, Planted.Structure.Noise).Matrix;
            var map = OpinionGrouping.Of(noise, (ulong)round);
            var direct = Count(Tallying.Of(noise, map.Labels(), map.Groups.Count), map);
            var honest = Count(HoldingOut.Tallies(noise, map, (ulong)round), map);
            own += direct;
            heldOut += honest;
            ownRuns += direct > 0 ? 1 : 0;
            heldOutRuns += honest > 0 ? 1 : 0;
        }
        TestContext.Out.WriteLine($"pure noise, 120 people, 40 statements: findings per run on the votes that formed the groups {own / (double)rounds:F1} "
            + $"({ownRuns} of {rounds} runs), on votes held out {heldOut / (double)rounds:F2} ({heldOutRuns} of {rounds} runs)");
        Assert.That(ownRuns, Is.EqualTo(rounds));
        Assert.That(heldOutRuns, Is.LessThanOrEqualTo(atMost), "about one in twenty, and seldom more than this");
    }

    [Test]
    public void Planted_groups_are_found_without_a_statement_s_own_votes()
    {
        var planted = Planted.Of(160, 60, 0.6, 3, Planted.Structure.Crossed);
        var map = OpinionGrouping.Of(planted.Matrix, 1);
        var (own, heldOut) = (Tallying.Of(planted.Matrix, map.Labels(), map.Groups.Count), HoldingOut.Tallies(planted.Matrix, map, 1));
        var (direct, honest) = (Count(own, map), Count(heldOut, map));
        TestContext.Out.WriteLine($"planted: {direct} findings on the same votes, {honest} on votes held out");
        Assert.That(honest, Is.GreaterThan(direct * 0.7));
        Assert.That(heldOut.Select(cells => cells.Sum(cell => cell.Seen)).Zip(own.Select(cells => cells.Sum(cell => cell.Seen)), (a, b) => a <= b), Is.All.True);
    }

    [TestCase("brexit-consensus")]
    [TestCase("vtaiwan-uberx", Category = "Slow")]
    [TestCase("scoop-biodiversity", Category = "Slow")]
    public void Findings_on_real_votes(string name)
    {
        var data = Reference.Load(name);
        var map = OpinionGrouping.Of(data.Matrix, 1);
        var direct = Discovering.Of(Tallying.Of(data.Matrix, map.Labels(), map.Groups.Count), map.Groups.Count, _ => true);
        var honest = Discovering.Of(HoldingOut.Tallies(data.Matrix, map, 1), map.Groups.Count, _ => true);
        TestContext.Out.WriteLine($"{name}: {map.Groups.Count} groups; findings on the same votes {direct.Groups.Sum(list => list.Count)} of {direct.Tests} tests, "
            + $"on votes held out {honest.Groups.Sum(list => list.Count)} of {honest.Tests}; first per group "
            + string.Join("; ", honest.Groups.Select(list => list.Count == 0 ? "none"
                : $"{data.Statements[list[0].Statement]} {(list[0].Agrees ? "agree" : "disagree")} +{list[0].Difference:F2} [{list[0].Low:F2}, {list[0].High:F2}]")));
        Assert.That(honest.Groups.Sum(list => list.Count), Is.GreaterThan(0));
        Assert.That(honest.Groups.SelectMany(list => list), Is.All.Matches<Discovery>(one => one!.Low <= one.Difference && one.AdjustedP <= 0.05));
    }

    [Test]
    public void Nobody_one_statement_and_two_people_are_defined()
    {
        foreach (var (participants, statements) in new[] { (0, 0), (3, 0), (0, 3), (2, 1), (2, 3) })
        {
            var matrix = VoteMatrix.From(participants, statements,
                OpinionGroupingTests.All(participants, statements, (p, _) => p == 0 ? Ballot.Agree : Ballot.Disagree));
            var map = OpinionGrouping.Of(matrix, 1);
            var tallies = HoldingOut.Tallies(matrix, map, 1);
            Assert.That(tallies, Has.Length.EqualTo(statements));
            Assert.That(tallies, Is.All.Length.EqualTo(map.Groups.Count));
        }
        Assert.That(() => HoldingOut.Tallies(VoteMatrix.From(0, 0, []), OpinionGrouping.Of(VoteMatrix.From(0, 0, []), 1), 1, folds: 1),
            Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static int Count(Tally[][] tallies, OpinionMap map) =>
        Discovering.Of(tallies, map.Groups.Count, _ => true).Groups.Sum(list => list.Count);
}
