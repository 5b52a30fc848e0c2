using NUnit.Framework;
using Pulse.Analysing.OpinionGroups;
using Pulse.Analysing.Segments;
using Pulse.Publishing;

namespace Pulse.Tests.Publishing;

[TestFixture]
public sealed class VerdictWritingTests
{
    [Test]
    public void Every_obstacle_has_a_sentence_in_every_language([ValueSource(typeof(ThreeLanguages), nameof(ThreeLanguages.All))] string language)
    {
        var sentences = Enum.GetValues<Obstacle>().Select(obstacle => Say(new CertificateReason(obstacle, "a", 30, 40), language)).ToArray();
        Assert.That(sentences, Is.Unique);
        Assert.That(sentences, Is.All.Length.GreaterThan(20));
        Assert.That(sentences.Where(sentence => sentence.Contains("Riverside", StringComparison.Ordinal)).ToArray(), Has.Length.EqualTo(3));
    }

    [Test]
    public void A_missing_number_of_ballots_is_said_with_what_was_found_and_what_is_needed() =>
        Assert.That(Plain(new CertificateReason(Obstacle.TooFewVotes, "a", 12, 40)), Is.EqualTo("Riverside: ballots cast 12, needed 40."));

    [Test]
    public void A_number_of_ballots_too_small_to_be_shown_is_not_said([Values(0, 1, 9)] int found, [ValueSource(typeof(ThreeLanguages), nameof(ThreeLanguages.All))] string language)
    {
        var sentence = Say(new CertificateReason(Obstacle.TooFewVotes, "a", found, 40), language);
        Assert.That(sentence.Contains("\u206640\u2069", StringComparison.Ordinal));
        Assert.That(sentence.Contains($"\u2066{found}\u2069", StringComparison.Ordinal), Is.False);
    }

    [Test]
    public void Every_verdict_on_a_map_has_a_sentence_in_every_language([ValueSource(typeof(ThreeLanguages), nameof(ThreeLanguages.All))] string language)
    {
        var sentences = Enum.GetValues<StabilityVerdict>()
            .Select(verdict => VerdictWriting.Stability(new Stability(50, 2, 0.5, 0.5, [], [null, null], verdict), language)).ToArray();
        Assert.That(sentences.Select(list => list[0].ToString()), Is.Unique);
        Assert.That(sentences, Is.All.Count.EqualTo(2));
    }

    [Test]
    public void A_sample_of_participants_is_said_to_be_one() =>
        Assert.That(VerdictWriting.Stability(new Stability(10, 1, 0.5, 0.5, [], [null, null], StabilityVerdict.Stable), "en")[2].ToString(),
            Does.Contain("random sample"));

    [Test]
    public void What_was_not_measured_is_not_described() =>
        Assert.That(VerdictWriting.Stability(new Stability(0, 0, 1, 1, [], [null], StabilityVerdict.NothingToTell), "en"), Has.Count.EqualTo(1));

    private static string Plain(CertificateReason reason) =>
        Say(reason, "en").Replace("\u2066", "", StringComparison.Ordinal).Replace("\u2068", "", StringComparison.Ordinal)
            .Replace("\u2069", "", StringComparison.Ordinal);

    private static string Say(CertificateReason reason, string language) =>
        VerdictWriting.Obstacles(new Certificate(Guid.Empty, false, 0, 0, [], [reason], null, ""), language, _ => "Riverside", 10).Single().ToString();
}
