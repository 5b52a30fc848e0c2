using NUnit.Framework;
using Pulse.Language.Parity;
using Pulse.Tests.Language.Prompting;

namespace Pulse.Tests.Language.Parity;

[TestFixture]
public sealed class MeasuringDriftTests
{
    private static Drift Measure(string language, string original, string back) =>
        MeasuringDrift.Measure([new RoundTrip(Guid.NewGuid(), language == "en" ? "he" : "en", new(language, original), back)], Made.Glossary, 7).Single();

    [TestCase("en", "The army attacked the village in 2008.", "The army attacked the village in 2008.")]
    [TestCase("he", "הצבא תקף את הכפר ב-2008.", "הצבא תקף את הכפר בשנת 2008.")]
    [TestCase("ar", "هاجم الجيش القرية عام 2008.", "هاجم الجيش القرية في عام 2008.")]
    public void What_came_back_as_it_went_shows_nothing(string language, string original, string back)
    {
        var drift = Measure(language, original, back);
        Assert.That((drift.IsFar, drift.Signs), Is.EqualTo((false, Array.Empty<DriftSign>())));
        Assert.That(drift.Kept, Is.GreaterThanOrEqualTo(MeasuringDrift.LeastKept));
    }

    [TestCase("The army attacked 12 villages by the river.", "The army attacked 15 villages by the river.", DriftSign.Figure)]
    [TestCase("The army must not enter the village school.", "The army must enter the village school.", DriftSign.Negation)]
    [TestCase("The army attacked the village by the river.", "The village by the river was attacked, army said.", DriftSign.Agency)]
    [TestCase("They speak of the Nakba at the table.", "They speak of the War of Independence at the table.", DriftSign.Actor)]
    [TestCase("Open the crossing twelve hours a day and record every delay.", "The gate should function until evening while guards note visitors.", DriftSign.Words)]
    public void What_changed_on_the_way_is_named(string original, string back, DriftSign sign) =>
        Assert.That(Measure("en", original, back).Signs, Does.Contain(sign));

    [Test]
    public void Nothing_to_measure_is_no_fault() => Assert.That(MeasuringDrift.Measure([], [], 1), Is.Empty);
}
