using NUnit.Framework;
using Pulse.Analysing.Segments;
using Pulse.Analysing.Specifics;

namespace Pulse.Tests.Analysing.Specifics;

[TestFixture]
public sealed class RankingSpecificTests
{
    [Test]
    public void A_platitude_with_a_high_floor_comes_after_a_proposal_that_most_can_stand_behind()
    {
        var ranked = RankingSpecific.Of([Floor(0.9), Floor(0.7), Floor(0.2), Floor(0), Floor(0.8)], [Says(0.1), Says(0.8), Says(0.9), Says(1), null]);
        Assert.That(ranked.Select(one => one.Statement), Is.EqualTo(new[] { 1, 2, 0 }), "no floor or no text: not ranked");
        Assert.That(ranked, Is.All.Matches<SpecificStatement>(one => one!.OnFront));
    }

    [Test]
    public void Ties_go_by_floor_and_then_by_index()
    {
        var ranked = RankingSpecific.Of([Floor(0.25), Floor(0.5), Floor(0.5), Floor(0.5)], [Says(1), Says(0.5), Says(0.5), Says(0.25)]);
        Assert.That(ranked.Select(one => (one.Statement, one.OnFront)), Is.EqualTo(new[] { (1, true), (2, true), (0, true), (3, false) }));
    }

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public bool The_front_is_exactly_what_nothing_else_beats(byte[] floors, byte[] scores)
    {
        var count = Math.Min(floors?.Length ?? 0, scores?.Length ?? 0);
        var ranked = RankingSpecific.Of(
            Enumerable.Range(0, count).Select(i => Floor(floors![i] % 6 / 5.0)).ToArray(), Enumerable.Range(0, count).Select(i => Says(scores![i] % 5 / 4.0)).ToArray());
        return ranked.All(one => one.OnFront != ranked.Any(other => other.Floor >= one.Floor && other.Concreteness >= one.Concreteness
            && (other.Floor > one.Floor || other.Concreteness > one.Concreteness)));
    }

    private static Headline Floor(double floor) => new(floor, null, null, null, null, []);

    private static Concreteness? Says(double score) => new(score, 0, []);
}
