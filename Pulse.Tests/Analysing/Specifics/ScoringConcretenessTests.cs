using NUnit.Framework;
using Pulse.Analysing.Specifics;
using Pulse.Language;

namespace Pulse.Tests.Analysing.Specifics;

[TestFixture]
public sealed class ScoringConcretenessTests
{
    private static readonly Concreteness[] _scores =
        [.. ScoringConcreteness.Of([.. PlainAndConcrete.Lines.Select(line => line.Versions)]).OfType<Concreteness>()];

    [TestCase("he")]
    [TestCase("ar")]
    [TestCase("en")]
    public void A_concrete_proposal_scores_above_a_platitude(string language)
    {
        var scored = PlainAndConcrete.Lines.Select((line, i) => (line, score: Score(_scores[i], language))).ToArray();
        var (first, second) = (Concordance(scored.Where(one => !one.line.HeldOut)), Concordance(scored.Where(one => one.line.HeldOut)));
        TestContext.Out.WriteLine($"{language}: concordance {Concordance(scored):F3} (first half {first:F3}, held out {second:F3}); concrete "
            + $"{scored.Where(one => one.line.Concrete).Average(one => one.score):F2}, plain {scored.Where(one => !one.line.Concrete).Average(one => one.score):F2}");
        foreach (var (line, score) in scored.Where(one => one.line.Concrete ? one.score < 0.5 : one.score > 0.3))
        {
            TestContext.Out.WriteLine($"  {score:F2} {(line.Concrete ? "concrete" : "plain")}: {line.In(language)}");
        }
        Assert.That(first, Is.GreaterThanOrEqualTo(0.85));
        Assert.That(second, Is.GreaterThanOrEqualTo(0.85));
    }

    [Test]
    public void A_text_and_its_translations_score_alike()
    {
        var drifts = _scores.Select(score => score.Drift).Order().ToArray();
        var means = new[] { "ar", "en", "he" }.Select(language => _scores.Average(score => Score(score, language))).ToArray();
        TestContext.Out.WriteLine($"drift between languages: median {drifts[drifts.Length / 2]:F3}, mean {drifts.Average():F3}, 90th percentile "
            + $"{drifts[drifts.Length * 9 / 10]:F3}, worst {drifts[^1]:F3}; mean score ar {means[0]:F3}, en {means[1]:F3}, he {means[2]:F3}");
        foreach (var (score, line) in _scores.Zip(PlainAndConcrete.Lines).Where(pair => pair.First.Drift > 0.2).OrderByDescending(pair => pair.First.Drift))
        {
            TestContext.Out.WriteLine($"  {score.Drift:F2} {line.English}: " + string.Join("; ", score.Versions.Select(version =>
                $"{version.Language} {version.Score:F2} [{string.Join(" ", version.Cues.Select(cue => $"{cue.Cue}:{cue.Found}"))}]")));
        }
        Assert.That(drifts.Average(), Is.LessThan(0.15));
        Assert.That(means.Max() - means.Min(), Is.LessThan(0.05), "no language may look more concrete than another");
    }

    [Test]
    public void The_parts_add_up_to_the_score_and_every_score_lies_between_nothing_and_one()
    {
        foreach (var version in _scores.SelectMany(score => score.Versions))
        {
            Assert.That(version.Cues.Sum(cue => cue.Points), Is.EqualTo(version.Score).Within(1e-12));
            Assert.That(version.Cues.Sum(cue => cue.Weight), Is.EqualTo(1).Within(1e-12));
            Assert.That(version.Score, Is.InRange(0, 1));
            Assert.That(version.Cues.Select(cue => cue.Cue), Is.EquivalentTo(Enum.GetValues<Cue>()));
        }
    }

    [Test]
    public void A_text_without_words_has_no_score() =>
        Assert.That(ScoringConcreteness.Of([[new("en", " …! ")], [], [new("en", "Open the gate at 7")]]).Select(one => one is null),
            Is.EqualTo(new[] { true, true, false }));

    [Test]
    public void Marks_and_spelling_variants_change_nothing()
    {
        var (plain, pointed) = (Only("he", "לפתוח את המעבר בשבע בבוקר"), Only("he", "לִפְתּוֹחַ אֶת הַמַּעֲבָר בְּשֶׁבַע בַּבֹּקֶר"));
        Assert.That(Only("ar", "فَتْحُ المَعْبَر"), Is.EqualTo(Only("ar", "فتح المعبر")));
        Assert.That(plain, Is.GreaterThan(0.4));
        Assert.That(pointed, Is.EqualTo(plain).Within(0.15), "full and defective spelling may differ by a letter");
    }

    [Test]
    public void The_order_of_texts_changes_no_score()
    {
        var reversed = ScoringConcreteness.Of(PlainAndConcrete.Lines.Reverse().Select(line => line.Versions.Reverse().ToArray()).ToArray()).Reverse();
        Assert.That(reversed.Select(one => one!.Score), Is.EqualTo(_scores.Select(one => one.Score)));
    }

    private static double Only(string language, string text) => ScoringConcreteness.Of([[new TextVersion(language, text)]])[0]!.Score;

    private static double Score(Concreteness score, string language) => score.Versions.Single(version => version.Language == language).Score;

    /// <summary>How often a concrete text scores above a plain one, ties counting half: the area under the curve.</summary>
    private static double Concordance(IEnumerable<(PlainAndConcrete.Line Line, double Score)> scored)
    {
        var all = scored.ToArray();
        return (from concrete in all
                where concrete.Line.Concrete
                from plain in all
                where !plain.Line.Concrete
                select concrete.Score > plain.Score ? 1 : concrete.Score == plain.Score ? 0.5 : 0).Average();
    }
}
