using NUnit.Framework;
using Pulse.Bench.Replaying;

namespace Pulse.Tests.Analysing.Routing;

[TestFixture]
public sealed class ReplayingTests
{
    private const int Seeds = 24;

    [Test]
    public void The_same_seed_asks_the_same_and_everybody_answers_what_they_have_to_give()
    {
        var set = Made.Set(1, 60, 20);
        var (one, other) = (Replaying.Run(set, new PulseOffers(), 5), Replaying.Run(set, new PulseOffers(), 5));
        Assert.That(one.Draws, Is.EqualTo(other.Draws));
        Assert.That(one.Draws, Has.Count.EqualTo(set.Votes));
        Assert.That(one.Draws.Select(draw => (draw.Participant, draw.Statement)), Is.Unique);
        Assert.That(one.Draws.GroupBy(draw => draw.Participant).All(own => own.Count() == set.Budgets[own.Key]));
        Assert.That(one.Draws.All(draw => draw.Ballot == set.Ballots[draw.Participant][draw.Statement]));
    }

    [Test]
    public void Pulse_finds_the_best_sooner_than_chance_and_not_sooner_than_who_knows_them()
    {
        var set = Made.Set(2, 120, 40);
        double Area(Func<RoutingPolicy> make) => Finding.Of(set, make, Rankings.ByShare, 6).Area.Average();
        var (chance, pulse, oracle) = (Area(() => new UniformRandom()), Area(() => new PulseOffers()),
            Area(() => new Oracle(set.Best(Finding.Sought), Rankings.ByShare)));
        TestContext.Out.WriteLine($"mean precision at ten: uniform {chance:F3}, Pulse {pulse:F3}, oracle {oracle:F3}");
        Assert.That(pulse, Is.GreaterThan(chance + 0.02));
        Assert.That(oracle, Is.GreaterThan(pulse));
    }

    [TestCase("brexit-consensus")]
    [TestCase("vtaiwan-uberx")]
    [TestCase("scoop-biodiversity")]
    [Category("Slow")]
    public void On_real_votes_Pulse_finds_the_best_sooner_than_chance_and_than_Polis_priority(string name)
    {
        var real = ReplaySets.Read(Reference.Folder("reference", name));
        foreach (var ranking in new Ranking[] { Rankings.ByShare, Rankings.ByFloor })
        {
            var found = Found(_ => real, ranking);
            Assert.That(found["Pulse"], Is.GreaterThan(found["uniform random"]));
            Assert.That(found["Pulse"], Is.GreaterThan(found["Polis' priority"]));
        }
        var completed = Found(seed => CompleteSets.Draw(real, Chance.Mix((ulong)seed), ReplayTable.Part), Rankings.ByShare);
        Assert.That(completed["Pulse"], Is.GreaterThan(completed["Polis' priority"]));
    }

    [Test]
    [Category("Slow")]
    public void Where_a_statement_has_two_votes_per_party_no_policy_finds_much_and_Pulse_is_not_worse_than_chance()
    {
        var sparse = ReplaySets.Read(Reference.Folder("reference", "campus-protests"), 0);
        var found = Found(seed => CompleteSets.Draw(sparse, Chance.Mix((ulong)seed), 1, smoothing: 4), Rankings.ByShare);
        Assert.That(found["Pulse"], Is.GreaterThanOrEqualTo(found["uniform random"]));
    }

    [TestCase("brexit-consensus")]
    [TestCase("vtaiwan-uberx")]
    [TestCase("scoop-biodiversity")]
    [Category("Slow")]
    public void Corrected_intervals_contain_the_truth_as_often_as_they_say_under_every_policy(string name)
    {
        var real = ReplaySets.Read(Reference.Folder("reference", name));
        foreach (var eager in new[] { false, true })
        {
            var coverings = ReplayTable.Coverings(real, Seeds, eager);
            TestContext.Out.WriteLine(ReplayTable.Of(real, eager, Seeds, coverings));
            foreach (var one in coverings)
            {
                // Where those who answer little think otherwise, a few hundred people leave a ratio short by a point or two:
                // measured 91.5 at worst (pleasing feed) and 92.8 with predictions.
                Assert.That(one.Corrected.Covered, Is.InRange(eager ? 0.91 : 0.93, 0.97), one.Policy);
                Assert.That(one.Robust.Covered, Is.InRange(eager ? 0.92 : 0.93, 0.97), one.Policy);
            }
        }
    }

    /// <summary>Mean precision at ten by policy; prints the whole table.</summary>
    private static Dictionary<string, double> Found(Func<int, ReplaySet> set, Ranking ranking)
    {
        var findings = ReplayTable.Findings(set, ranking, Seeds);
        TestContext.Out.WriteLine(ReplayTable.Of(set(1), ranking, findings));
        return findings.ToDictionary(finding => finding.Policy, finding => finding.Area.Average());
    }
}
