using NUnit.Framework;
using Pulse.Analysing.Differences;
using Pulse.Analysing.Segments;

namespace Pulse.Tests.Analysing.Differences;

[TestFixture]
public sealed class FindingUncertainTests
{
    [Test]
    public void What_one_side_passes_on_more_than_it_usually_does_is_uncertain_for_that_side()
    {
        // Side a passes on a fifth of everything, side b on a twentieth; statement 2 puzzles b only.
        var counts = Enumerable.Range(0, 9).Select(i => Of(i == 2 ? 60 : 20, 200 - 100, i == 2 ? 40 : 5, 100)).ToArray();
        var uncertain = FindingUncertain.Of(counts, ["a", "b"], 10);
        Assert.That(uncertain.Of.Single().Statement, Is.EqualTo(2));
        Assert.That(uncertain.Of.Single().Segments.Select(one => one.Passing), Is.EqualTo(new SegmentShare[] { new("a", 60, 100), new("b", 40, 100) }));
        Assert.That(uncertain.Levels, Is.EqualTo(new SegmentLevel[] { new("a", 0.2, 9), new("b", 0.1, 9) }), "b's level is not below one in ten");
    }

    [Test]
    public void A_dialogue_that_passes_on_everything_alike_has_no_uncertain_statement() =>
        Assert.That(FindingUncertain.Of(Enumerable.Range(0, 20).Select(_ => Of(70, 100, 70, 100)).ToArray(), ["a", "b"], 10).Of, Is.Empty);

    [Test]
    public void A_few_passes_among_few_votes_are_not_enough()
    {
        var counts = Enumerable.Range(0, 9).Select(i => i == 0 ? Of(5, 9, 3, 10) : Of(2, 100, 2, 100)).ToArray();
        var uncertain = FindingUncertain.Of(counts, ["a", "b"], 10);
        Assert.That(uncertain.Of, Is.Empty);
        Assert.That(uncertain.Levels[0].Statements, Is.EqualTo(8));
    }

    [Test]
    public void Without_votes_there_is_no_level()
    {
        var uncertain = FindingUncertain.Of([[], []], ["a"], 10);
        Assert.That((uncertain.Of.Count, uncertain.Levels.Single()), Is.EqualTo((0, new SegmentLevel("a", null, 0))));
    }

    [Test]
    public void Everybody_passing_on_everything_breaks_nothing() =>
        Assert.That(FindingUncertain.Of([Of(50, 50, 50, 50)], ["a", "b"], 10).Of, Is.Empty);

    private static IReadOnlyList<SegmentCount> Of(int passA, int castA, int passB, int castB) =>
        [new("a", castA - passA, 0, passA), new("b", castB - passB, 0, passB)];
}
