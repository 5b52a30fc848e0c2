using System.Text.Json;
using NUnit.Framework;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.OpinionGroups;
using Pulse.Voting;

namespace Pulse.Tests.Analysing.OpinionGroups;

[TestFixture]
public sealed class ResamplingTests
{
    [TestCase(1)]
    [TestCase(2, Category = "Slow")]
    [TestCase(3, Category = "Slow")]
    public void Four_planted_groups_come_out_stable(int seed)
    {
        var planted = Planted.Of(140, 80, 0.8, (ulong)seed, Planted.Structure.Crossed);
        var (map, stability) = Measured(planted.Matrix, (ulong)seed, 12);
        Print($"four planted groups, seed {seed}, adjusted Rand index to the truth {AdjustedRand.Of(map.Labels(), planted.Groups):F3}", stability);
        Assert.That(map.Groups, Has.Count.EqualTo(4));
        Assert.That(stability.Verdict, Is.EqualTo(StabilityVerdict.Stable));
        Assert.That(stability.AdjustedRand, Is.GreaterThan(0.75));
    }

    [TestCase(1)]
    [TestCase(2, Category = "Slow")]
    [TestCase(3, Category = "Slow")]
    public void Pure_noise_comes_out_unstable(int seed)
    {
        var (_, stability) = Measured(Planted.Of(140, 50, 0.7, (ulong)seed, Planted.Structure.Noise).Matrix, (ulong)seed, 12);
        Print($"pure noise, seed {seed}", stability);
        Assert.That(stability.Verdict, Is.EqualTo(StabilityVerdict.Unstable));
        Assert.That(stability.AdjustedRand, Is.LessThan(0.5));
    }

    /// <summary>The bench's kind of four groups: three directions in which they differ, of which a map has two.</summary>
    [TestCase(0.8)]
    [TestCase(0.4)]
    [Category("Slow")]
    public void Four_groups_that_a_plane_cannot_hold_are_not_called_stable(double share)
    {
        var planted = Planted.Of(300, 80, share, 1);
        var (map, stability) = Measured(planted.Matrix, 1);
        Print($"four groups divided at will, {map.Groups.Count} found, adjusted Rand index to the truth {AdjustedRand.Of(map.Labels(), planted.Groups):F3}", stability);
        Assert.That(stability.Verdict, Is.LessThan(StabilityVerdict.Stable));
    }

    /// <summary>Why a third: it foretells how far the maps of two rounds of votes agree.</summary>
    [TestCase(140, 50, 0.7, Planted.Structure.Crossed)]
    [TestCase(200, 50, 0.4, Planted.Structure.Crossed)]
    [TestCase(300, 80, 0.8, Planted.Structure.AtWill)]
    [TestCase(140, 50, 0.7, Planted.Structure.Noise)]
    [Category("Slow")]
    public void The_figure_is_what_another_round_of_votes_by_the_same_people_gives(
        int people, int statements, double share, Planted.Structure structure)
    {
        const int rounds = 4, again = 10;
        var (figure, truth) = (0.0, 0.0);
        for (var round = 0UL; round < rounds; round++)
        {
            var planted = Planted.Of(people, statements, share, round, structure);
            var (map, stability) = Measured(planted.Matrix, round, 12);
            figure += stability.AdjustedRand / rounds;
            for (var other = 0UL; other < again; other++)
            {
                var next = OpinionGrouping.Of(planted.Again(share, round * 100 + other).Matrix, other);
                truth += AdjustedRand.Of(map.Labels(), next.Labels()) / (rounds * again);
            }
        }
        TestContext.Out.WriteLine($"{structure}, {people} people, {statements} statements, {share:P0} of votes: figure {figure:F2}, another round {truth:F2}");
        Assert.That(figure, Is.EqualTo(truth).Within(0.13));
    }

    [TestCase("brexit-consensus")]
    [TestCase("vtaiwan-uberx")]
    [TestCase("scoop-biodiversity")]
    [Category("Slow")]
    public void Real_maps_say_how_stable_they_are(string name)
    {
        var data = Reference.Load(name);
        var (map, stability) = Measured(data.Matrix, 1);
        Print(name, stability);
        Assert.That(stability.Resamples, Is.EqualTo(50));
        Assert.That(stability.Groups, Has.Count.EqualTo(map.Groups.Count));
        Assert.That(stability.Participants.Select(share => share is not null), Is.EqualTo(map.Labels().Select(label => label >= 0)));
        Assert.That(stability.Participants.OfType<double>(), Is.All.InRange(0, 1));
    }

    [Test]
    public void A_small_bloc_that_always_votes_alike_is_surer_than_people_in_between()
    {
        var chance = new Chance(8);
        var votes = OpinionGroupingTests.All(90, 40, (p, s) => p < 30 ? Ballot.Agree : p < 60 ? Ballot.Disagree
            : chance.Uniform() < 0.5 ? Ballot.Agree : Ballot.Disagree);
        var (map, stability) = Measured(VoteMatrix.From(90, 40, votes), 1, 6);
        var (blocs, between) = (stability.Participants.Take(60).Average(), stability.Participants.Skip(60).Average());
        TestContext.Out.WriteLine($"{map.Groups.Count} groups; those in blocs stay in {blocs:P1}, those in between in {between:P1}");
        Assert.That(blocs, Is.GreaterThanOrEqualTo(between!.Value));
    }

    [Test]
    public void The_same_seed_gives_the_same_bytes_and_threads_change_nothing()
    {
        var planted = Planted.Of(120, 30, 0.6, 4);
        var map = OpinionGrouping.Of(planted.Matrix, 1);
        string Bytes(int threads) => JsonSerializer.Serialize(
            Resampling.Of(planted.Matrix, map, 3, new OpinionGrouping.Options(Threads: threads), new Resampling.Options(4)));
        Assert.That(Bytes(4), Is.EqualTo(Bytes(1)));
        Assert.That(JsonSerializer.Deserialize<Stability>(Bytes(1))!.Participants, Has.Count.EqualTo(120));
    }

    [Test]
    public void Large_inputs_are_measured_on_a_sample_that_says_so()
    {
        var planted = Planted.Of(400, 40, 0.8, 6);
        var map = OpinionGrouping.Of(planted.Matrix, 1);
        var stability = Resampling.Of(planted.Matrix, map, 1, null, new Resampling.Options(MostVotes: 5_000, MostRead: 20_000, Fewest: 5));
        Print($"a sample of {planted.Matrix.Votes} votes", stability);
        Assert.That(stability.Resamples, Is.InRange(5, 9));
        Assert.That(stability.People, Is.InRange(120, 200));
        Assert.That(stability.Participants.Count(share => share is not null), Is.InRange(1, stability.People));
        Assert.That(stability.Groups.Select(group => group.Jaccard), Is.All.Not.Null);
    }

    [Test]
    public void By_order_of_arrival_a_sample_keeps_its_order()
    {
        var planted = Planted.Of(200, 40, 0.8, 7);
        var options = new OpinionGrouping.Options(Order: Enumerable.Range(0, 200).Reverse().ToArray());
        var map = OpinionGrouping.Of(planted.Matrix, 1, options);
        Assert.That(Resampling.Of(planted.Matrix, map, 1, options, new Resampling.Options(5, MostVotes: 3000)).Resamples, Is.EqualTo(5));
    }

    [Test]
    public void Nobody_one_person_everybody_alike_and_two_people_are_defined()
    {
        foreach (var (participants, statements) in new[] { (0, 0), (4, 0), (1, 8), (30, 1), (30, 9) })
        {
            var (map, stability) = Measured(VoteMatrix.From(participants, statements,
                OpinionGroupingTests.All(participants, statements, (_, _) => Ballot.Agree)), 1);
            Assert.That(map.Groups, Has.Count.LessThan(2));
            Assert.That((stability.Verdict, stability.Resamples), Is.EqualTo((StabilityVerdict.NothingToTell, 0)));
            Assert.That(stability.Participants, Has.Count.EqualTo(participants).And.All.Null);
        }
        var two = Measured(VoteMatrix.From(2, 6, OpinionGroupingTests.All(2, 6, (p, _) => p == 0 ? Ballot.Agree : Ballot.Disagree)), 1).Stability;
        Assert.That(two.Groups, Has.Count.EqualTo(2));
        Assert.That(two.Participants, Is.All.Not.Null);
    }

    private static (OpinionMap Map, Stability Stability) Measured(VoteMatrix matrix, ulong seed, int resamples = 50)
    {
        var map = OpinionGrouping.Of(matrix, seed);
        return (map, Resampling.Of(matrix, map, seed, null, new Resampling.Options(resamples)));
    }

    private static void Print(string what, Stability stability) => TestContext.Out.WriteLine(
        $"{what}: {stability.Verdict}, {stability.Resamples} repetitions with {stability.People} people; adjusted Rand index {stability.AdjustedRand:F3}; "
        + $"as many groups in {stability.SameNumber:P0}; Jaccard per group {string.Join(", ", stability.Groups.Select(group => $"{group.Jaccard:F2}"))}; "
        + $"people stay in {stability.Participants.OfType<double>().DefaultIfEmpty(1).Average():P1} on average");
}
