using NUnit.Framework;
using Pulse.Language;
using Pulse.Language.Verifying;
using Pulse.Tests.Language.Prompting;

namespace Pulse.Tests.Language.Verifying;

[TestFixture]
public sealed class ScoringGroundednessTests
{
    private static readonly Source[] _sources =
    [
        new(Guid.NewGuid(), [new("ar", "نحتاج إلى حافلة واحدة تمر كل صباح بين القرية والمستشفى، حتى عندما يكون الحاجز مغلقًا."),
            new("he", "צריך אוטובוס אחד שעובר כל בוקר בין הכפר לבית החולים, גם כשהמחסום סגור."),
            new("en", "We need one bus that runs every morning between the village and the hospital, even when the checkpoint is closed.")]),
    ];

    [TestCase("en", "A bus should run between the village and the hospital every morning.")]
    [TestCase("en", "People want buses to the hospital even when the checkpoint is closed.")]
    [TestCase("he", "אנשים רוצים אוטובוס בין הכפר ובין בית החולים בכל בוקר.")]
    [TestCase("he", "האוטובוס יעבור גם כשהמחסום סגור.")]
    [TestCase("ar", "يريد الناس حافلة بين القرية والمستشفى كل صباح.")]
    [TestCase("ar", "تمر الحافلة حتى عندما يكون الحاجز مغلقًا.")]
    public void A_sentence_in_other_words_of_the_source_passes(string language, string text) =>
        Assert.That(ScoringGroundedness.Score(new TextVersion(language, text), _sources), Is.GreaterThanOrEqualTo(ScoringGroundedness.Threshold));

    [TestCase("en", "The army should leave all cities and compensate farmers for olive trees.")]
    [TestCase("en", "Tourism between both capitals can create thousands of new jobs.")]
    [TestCase("he", "יש לפצות את החקלאים על עצי הזית שנעקרו מאדמתם.")]
    [TestCase("he", "תיירות בין הבירות תיצור אלפי מקומות עבודה חדשים.")]
    [TestCase("ar", "يجب تعويض المزارعين عن أشجار الزيتون المقلوعة.")]
    [TestCase("ar", "السياحة بين العاصمتين توفر آلاف فرص العمل الجديدة.")]
    public void A_sentence_about_something_else_goes_to_the_desk(string language, string text)
    {
        var score = ScoringGroundedness.Score(new TextVersion(language, text), _sources);
        Assert.That(score, Is.LessThan(ScoringGroundedness.Threshold));
        Assert.That(ScoringGroundedness.Check(score, "x", 0).Single().Fate, Is.EqualTo(Fate.Flagged));
    }

    [Test]
    public void What_was_not_translated_is_not_judged_and_says_so()
    {
        var score = ScoringGroundedness.Score(new TextVersion("en", "A bus runs."), [Made.Source("ar", "حافلة تمر")]);
        Assert.That(score, Is.Null);
        Assert.That(ScoringGroundedness.Check(score, "x", 0), Has.Count.EqualTo(1));
    }
}
