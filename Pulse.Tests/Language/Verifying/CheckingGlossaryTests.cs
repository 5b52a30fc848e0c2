using NUnit.Framework;
using Pulse.Language;
using Pulse.Language.Verifying;
using Pulse.Tests.Language.Prompting;

namespace Pulse.Tests.Language.Verifying;

[TestFixture]
public sealed class CheckingGlossaryTests
{
    private static string Translation(string from, string original, string to, string translation) => string.Join(' ',
        CheckingGlossary.CheckTranslation(new(from, original), new(to, translation), Made.Glossary, "x", 0).Select(finding => $"{finding.Rule}/{finding.Fate}"));

    [TestCase("he", "סבתא ברחה בנכבה", "en", "Grandmother fled in the Nakba", ExpectedResult = "")]
    [TestCase("he", "סבתא ברחה בנכבה", "ar", "هربت جدتي في النكبة", ExpectedResult = "")]
    [TestCase("he", "סבתא ברחה בנכבה", "en", "Grandmother fled in the War of Independence", ExpectedResult = "GlossarySubstituted/Dropped")]
    [TestCase("he", "סבתא ברחה בנכבה", "en", "Grandmother fled in the 1948 war", ExpectedResult = "GlossarySubstituted/Dropped", Description = "neutral is a substitution too")]
    [TestCase("he", "סבתא ברחה בנכבה", "en", "Grandmother fled then", ExpectedResult = "GlossaryMissing/Flagged")]
    [TestCase("he", "סבא נלחם במלחמת העצמאות", "ar", "قاتل جدي في حرب الاستقلال", ExpectedResult = "")]
    [TestCase("he", "סבא נלחם במלחמת העצמאות", "ar", "قاتل جدي في النكبة", ExpectedResult = "GlossarySubstituted/Dropped")]
    [TestCase("ar", "في الضفة الغربية المحتلة", "en", "in the occupied West Bank", ExpectedResult = "")]
    [TestCase("ar", "في الضفة الغربية المحتلة", "en", "in the West Bank", ExpectedResult = "GlossarySubstituted/Dropped")]
    [TestCase("ar", "بالضفة الغربية", "he", "ביהודה ושומרון", ExpectedResult = "GlossarySubstituted/Dropped")]
    [TestCase("ar", "للضفة الغربية", "he", "לגדה המערבית", ExpectedResult = "")]
    [TestCase("ar", "عندنا في البيت", "he", "אצלנו ביהודה ושומרון", ExpectedResult = "GlossarySubstituted/Flagged")]
    [TestCase("ar", "عندنا في البيت", "he", "אצלנו בבית", ExpectedResult = "")]
    public string A_translation_keeps_each_sides_term(string from, string original, string to, string translation) =>
        Translation(from, original, to, translation);

    [Test]
    public void Prose_uses_a_sides_term_only_where_a_source_does()
    {
        Source[] cited = [Made.Source("ar", "حدثتني جدتي عن النكبة")];
        Assert.That(Prose("People speak of the Nakba"), Is.Empty);
        Assert.That(Prose("People speak of the 1948 war"), Is.Empty);
        Assert.That(Prose("People speak of the War of Independence").Single().Fate, Is.EqualTo(Fate.Dropped));
        Assert.That(Prose("People speak of Judea and Samaria").Single().Fate, Is.EqualTo(Fate.Flagged));

        IReadOnlyList<Finding> Prose(string text) => CheckingGlossary.CheckProse(new TextVersion("en", text), cited, Made.Glossary, "x", 0);
    }

    [Test]
    public void A_text_with_several_wordings_is_taken_apart() => Assert.That(
        FindingTerms.Wordings("the separation wall, or apartheid wall (asra, captives)"), Is.EqualTo(new[] { "separation wall", "apartheid wall" }));

    [TestCase("They are terrorists", ExpectedResult = 1)]
    [TestCase("הם טרוריסטים", ExpectedResult = 1)]
    [TestCase("هؤلاء ارهابيون", ExpectedResult = 1)]
    [TestCase("Clearly this is right", ExpectedResult = 1)]
    [TestCase("They want a road", ExpectedResult = 0)]
    public int Loaded_words_are_flagged(string text) =>
        CheckingNeutrality.Check(text, [Made.Source("en", "open the road")], "x", 0).Count;

    [Test]
    public void A_loaded_word_that_a_cited_person_used_is_theirs_in_any_language() =>
        Assert.That(CheckingNeutrality.Check("People speak of terror", [Made.Source("he", "אני מפחדת מהטרור")], "x", 0), Is.Empty);
}
