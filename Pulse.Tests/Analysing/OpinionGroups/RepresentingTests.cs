using NUnit.Framework;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.OpinionGroups;

namespace Pulse.Tests.Analysing.OpinionGroups;

[TestFixture]
public sealed class RepresentingTests
{
    [Test]
    public void A_group_without_rest_and_a_statement_without_votes_are_defined()
    {
        var alone = Representing.Compare([new Tally(8, 1, 1)])[0];
        Assert.That(alone.AgreeShare, Is.EqualTo(9.0 / 12));
        Assert.That(alone.AgreeRatio, Is.EqualTo(9.0 / 12 / 0.5));
        Assert.That(Representing.Of([[default, default]], 2, _ => true).Select(list => list.Count), Is.EqualTo(new[] { 1, 1 }),
            "Polis names the best of nothing");
        Assert.That(Representing.Of([], 2, _ => true), Is.All.Empty);
        Assert.That(Representing.DifferenceTest(0, 0, 0, 0), Is.Zero);
    }

    [Test]
    public void What_one_group_says_and_the_other_denies_represents_both()
    {
        Tally[][] tallies = [[new(40, 2, 0), new(1, 38, 1)], [new(20, 20, 2), new(19, 20, 1)]];
        var lists = Representing.Of(tallies, 2, _ => true);
        Assert.That(lists[0].Select(found => (found.Statement, found.Agrees)), Is.EqualTo(new[] { (0, true) }));
        Assert.That(lists[1].Where(found => !found.BestAgree).Select(found => (found.Statement, found.Agrees)), Is.EqualTo(new[] { (0, false) }));
    }

    [Test]
    public void The_geometric_mean_does_not_shrink_with_the_number_of_groups()
    {
        var two = Enumerable.Repeat(new Tally(92, 4, 2), 2).ToArray();
        var six = Enumerable.Repeat(new Tally(92, 4, 2), 6).ToArray();
        Assert.That(Representing.GroupAwareConsensus(six), Is.LessThan(Representing.GroupAwareConsensus(two)));
        Assert.That(Representing.GroupAwareConsensusMean(six), Is.EqualTo(Representing.GroupAwareConsensusMean(two)).Within(1e-12));
    }
}
