using NUnit.Framework;
using Pulse.Analysing;
using Pulse.Analysing.Segments;

namespace Pulse.Tests.Analysing.Segments;

[TestFixture]
public sealed class CertifyingTests
{
    private static readonly Guid _text = new("11111111-2222-3333-4444-555555555555");
    private static readonly string[] _sides = ["a", "b"];

    [Test]
    public void Enough_cast_votes_on_the_ratified_text_in_every_bridging_segment_make_a_certificate()
    {
        var certificate = Certifying.Of(_text, true,
            [new("b", false, 30, 40, 3), new("a", false, 50, 60, 2), new("guests", true, 1, 2)], _sides, 10);
        Assert.Multiple(() =>
        {
            Assert.That(certificate.Issued);
            Assert.That(certificate.Reasons, Is.Empty);
            Assert.That(certificate.Floor, Is.EqualTo(Wilson.Of(30, 40).Low));
            Assert.That(certificate.Segments.Select(s => (s.Segment, s.Bridging)), Is.EqualTo(new[] { ("a", true), ("b", true), ("guests", false) }));
            Assert.That(certificate.Segments[1].UnacceptableShare, Is.EqualTo(3.0 / 40));
            Assert.That(certificate.RuleVersion, Is.EqualTo(AnalysisParameters.RuleVersion));
        });
    }

    [Test]
    public void A_small_side_stops_it_and_the_reason_carries_the_numbers()
    {
        var certificate = Certifying.Of(_text, true, [new("a", true, 50, 60), new("b", true, 9, 9)], _sides, 10);
        Assert.That(certificate.Issued, Is.False);
        Assert.That(certificate.Reasons, Is.EqualTo(new[] { new CertificateReason(Obstacle.TooFewVotes, "b", 9, 10) }));
    }

    [Test]
    public void A_side_that_did_not_vote_stops_it()
    {
        var certificate = Certifying.Of(_text, true, [new("a", true, 50, 60)], _sides, 1);
        Assert.That(certificate.Reasons, Is.EqualTo(new[] { new CertificateReason(Obstacle.TooFewVotes, "b", 0, 1) }));
        Assert.That(certificate.Floor, Is.Zero);
    }

    [Test]
    public void Predicted_votes_stop_it_and_are_never_in_n()
    {
        var certificate = Certifying.Of(_text, true, [new("a", true, 50, 60), new("b", true, 20, 20, InferredVotes: 7)], _sides, 10);
        Assert.That(certificate.Reasons, Is.EqualTo(new[] { new CertificateReason(Obstacle.InferredVotes, "b", 7, 0) }));
        Assert.That(certificate.Segments[1].Cast, Is.EqualTo(20));
    }

    [Test]
    public void The_more_careful_floor_holds_for_all_bridging_segments_at_once()
    {
        var certificate = Certifying.Of(_text, true, [new("a", true, 50, 60), new("b", true, 30, 40), new("guests", false, 0, 50)], _sides, 10);
        Assert.That(certificate.JointFloor, Is.LessThan(certificate.Floor));
        Assert.That(certificate.JointFloor, Is.EqualTo(Bridging.Jointly([new("a", 50, 10, 0), new("b", 30, 10, 0)], _sides).Floor));
        Assert.That(Certifying.Of(_text, true, [new("a", true, 50, 60)], _sides, 1).JointFloor, Is.Zero);
        Assert.That(Certifying.Of(_text, true, [new("a", true, 50, 60)], [], 1).JointFloor, Is.Zero);
    }

    [Test]
    public void The_strongest_objection_is_named_wherever_enough_people_voted()
    {
        var certificate = Certifying.Of(_text, true,
            [new("a", true, 50, 60, 2), new("b", true, 30, 40, 3), new("guests", false, 4, 20, 9), new("few", false, 0, 2, 2)], _sides, 10);
        Assert.That(certificate.Issued);
        Assert.That(certificate.Objection, Is.EqualTo(new CertificateObjection("guests", 9, 20, 0.45, Wilson.Of(9, 20))));
        Assert.That(Certifying.Of(_text, true, [new("a", true, 50, 60), new("b", true, 30, 40)], _sides, 10).Objection, Is.Null);
    }

    [Test]
    public void Votes_on_another_wording_stop_it_and_are_never_in_n()
    {
        var certificate = Certifying.Of(_text, true, [new("a", true, 50, 60, null, 4), new("b", true, 20, 20)], _sides, 10);
        Assert.That(certificate.Reasons, Is.EqualTo(new[] { new CertificateReason(Obstacle.VotesOnOtherText, "a", 4, 0) }));
        Assert.That(certificate.Segments[0].Cast, Is.EqualTo(60));
    }

    [Test]
    public void Without_ratification_or_without_sides_there_is_none()
    {
        Assert.That(Certifying.Of(_text, false, [new("a", true, 50, 60), new("b", true, 20, 20)], _sides, 10).Reasons.Single().Obstacle,
            Is.EqualTo(Obstacle.NotRatified));
        Assert.That(Certifying.Of(_text, true, [new("a", true, 50, 60)], [], 10).Reasons.Single().Obstacle,
            Is.EqualTo(Obstacle.NothingToBridge));
    }

    [Test]
    public void Counts_that_do_not_add_up_are_refused() =>
        Assert.That(() => Certifying.Of(_text, true, [new("a", true, 8, 10, 3)], ["a"], 1), Throws.ArgumentException);
}
