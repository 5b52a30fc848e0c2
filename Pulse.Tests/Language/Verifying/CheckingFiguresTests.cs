using NUnit.Framework;
using Pulse.Language.Editing;
using Pulse.Language.Verifying;
using Pulse.Tests.Language.Prompting;

namespace Pulse.Tests.Language.Verifying;

/// <summary>A true number in the wrong sentence is a false claim.</summary>
[TestFixture]
public sealed class CheckingFiguresTests
{
    private static readonly Source _water = new(Guid.NewGuid(), [new("en", "Water should be shared by the number of residents.")], "T1");
    private static readonly Source _gate = new(Guid.NewGuid(), [new("en", "Open the gate every morning.")], "T2");

    private static readonly Figure _ofWater = new("F2", 71, true, "of T1", _water.Id, IsLeast: true);
    private static readonly Figure _ofGate = new("F3", 52, true, "of T2", _gate.Id, IsLeast: true);
    private static readonly Figure _ofAll = new("F1", 2, false, "texts");

    private static IEnumerable<Rule> Dropped(string text, Source[] cited, params Figure[] figures) =>
        CheckingFigures.Check(text, figures, cited, "sentences", 0).Where(finding => finding.Fate == Fate.Dropped).Select(finding => finding.Rule);

    [Test]
    public void A_figure_of_one_text_is_said_of_that_text_alone()
    {
        Assert.That(Dropped("At least 71% want shared water.", [_water], _ofWater), Is.Empty);
        Assert.That(Dropped("At least 71% want the gate open.", [_gate], _ofWater), Is.EqualTo(new[] { Rule.WrongPart }));
        Assert.That(Dropped("At least 71% want shared water and an open gate.", [_water, _gate], _ofWater), Is.EqualTo(new[] { Rule.WrongPart }));
        Assert.That(Dropped("At least 71% want shared water, at least 52% an open gate.", [_water, _gate], _ofWater, _ofGate), Is.EqualTo(new[] { Rule.WrongPart }));
        Assert.That(Dropped("At least 71% agreed.", [], _ofWater), Is.EqualTo(new[] { Rule.WrongPart }));
        Assert.That(Dropped("There are 2 of them.", [_water, _gate], _ofAll), Is.Empty);
    }

    [TestCase("Water is shared: 71% agreed.", false)]
    [TestCase("Water is shared: at least 71% agreed.", true)]
    [TestCase("Water is shared: no less than 71% agreed.", true)]
    [TestCase("המים מתחלקים: 71% הסכימו.", false)]
    [TestCase("המים מתחלקים: לפחות 71% הסכימו.", true)]
    [TestCase("تُقسَّم المياه: وافق 71%.", false)]
    [TestCase("تُقسَّم المياه: وافق على الأقل 71%.", true)]
    [TestCase("تُقسَّم المياه: وافق ما لا يقل عن 71%.", true)]
    public void A_lower_bound_is_said_as_one_in_every_language(string text, bool passes) =>
        Assert.That(Dropped(text, [_water], _ofWater), passes ? Is.Empty : Is.EqualTo(new[] { Rule.Number }));

    [Test]
    public void A_person_s_sentence_is_held_against_what_it_cites_as_a_model_s_is()
    {
        var context = Made.Context("en");
        Assert.That(NarratingBrief.Check("Water should be shared, and at least 71% agreed.", context, [_water], [_ofWater]).Sentence, Is.Not.Null);
        foreach (var (text, rule) in new[]
        {
            ("Water should be shared, and at least 98% agreed.", Rule.Number),
            ("Water should be shared “by the number of residents”.", Rule.Quote),
            ("Water should be shared: https://example.org has more.", Rule.Link),
            ("צריך לחלק את המים לפי מספר התושבים.", Rule.Language),
        })
        {
            var (sentence, findings) = NarratingBrief.Check(text, context, [_water], [_ofWater]);
            Assert.That(sentence, Is.Null, text);
            Assert.That(findings.Where(finding => finding.Fate == Fate.Dropped).Select(finding => finding.Rule), Does.Contain(rule), text);
        }
        Assert.That(NarratingBrief.Check("Water should be shared.", context, [], []).Sentence, Is.Null, "what cites nothing does not stand");
    }
}
