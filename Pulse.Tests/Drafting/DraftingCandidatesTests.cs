using NUnit.Framework;
using Pulse.Drafting;

namespace Pulse.Tests.Drafting;

[TestFixture]
public sealed class DraftingCandidatesTests
{
    private static Candidate With(double floor, bool enough = true, string group = "water") =>
        new(Guid.NewGuid(), group, floor, enough);

    [Test]
    public void Only_what_bridges_on_enough_votes_is_a_candidate()
    {
        var bridges = With(0.5);
        var candidates = DraftingCandidates.Bridging([With(0.499), With(0.9, enough: false), bridges]);
        Assert.That(candidates, Is.EqualTo(new[] { bridges }));
    }

    [Test]
    public void The_strongest_come_first_per_working_group_and_six_at_most()
    {
        var water = Enumerable.Range(0, 9).Select(i => With(0.6 + (i / 100.0))).ToArray();
        var roads = With(0.55, group: "roads");
        var chosen = DraftingCandidates.Choose(
            DraftingCandidates.Bridging([.. water, roads]), new HashSet<Guid> { water[8].StatementId });
        Assert.That(chosen, Is.EqualTo(new[] { roads, water[7], water[6], water[5], water[4], water[3], water[2] }));
    }

    [Test]
    public void What_was_chosen_together_comes_first_in_the_order_of_the_choice()
    {
        var (highest, second, first) = (With(0.9), With(0.6) with { Chosen = 1 }, With(0.55) with { Chosen = 0 });
        Assert.That(DraftingCandidates.Bridging([highest, second, first]), Is.EqualTo(new[] { first, second, highest }));
        Assert.That(DraftingCandidates.Bridging([With(0.4) with { Chosen = 0 }, highest]), Is.EqualTo(new[] { highest }),
            "a place in the slate does not make a statement bridge");
    }
}
