using NUnit.Framework;
using Pulse.Language.Verifying;
using Pulse.Tests.Language.Prompting;

namespace Pulse.Tests.Language.Verifying;

[TestFixture]
public sealed class CheckingQuotesTests
{
    private static readonly Source _hebrew = Made.Source("he", "אני רוצָה שהַכְּבִישׁ ייפתח לכולם, ולא רק לחלק מהאנשים.");
    private static readonly Source _arabic = new(Guid.NewGuid(), [new("ar", "نريد طريقًا آمنًا إلى المستشـــفى"), new("en", "We want a safe road to the hospital")]);
    private static readonly Source _english = Made.Source("en", "Don't close the road\u200E at night, please.");
    private static readonly Source[] _all = [_hebrew, _arabic, _english];

    private static IReadOnlyList<Finding> Check(string text) => CheckingQuotes.Check(text, _all, "clauses", 0).Findings;

    [TestCase("נאמר \"הכביש ייפתח לכולם\" השבוע", ExpectedResult = false, TestName = "a quotation that begins inside a word is refused")]
    [TestCase("נאמר \"שהכביש ייפתח לכולם\" השבוע", ExpectedResult = true, TestName = "niqqud may be missing")]
    [TestCase("נאמר ״שהכביש ייפתח לכולמ״", ExpectedResult = true, TestName = "final letters are the same letters")]
    [TestCase("נאמר „שהכביש ייפתח לכולם, ולא רק”", ExpectedResult = true, TestName = "low and high marks")]
    [TestCase("נאמר \"שהכביש ייסגר לכולם\"", ExpectedResult = false, TestName = "one word altered")]
    [TestCase("נאמר \"שהכביש ייפתה לכולם\"", ExpectedResult = false, TestName = "one letter altered")]
    [TestCase("נאמר \"שהכביש לכולם\"", ExpectedResult = false, TestName = "a word left out")]
    [TestCase("נאמר \"שהכביש ... לכולם\"", ExpectedResult = false, TestName = "an ellipsis is no licence")]
    [TestCase("قيل «طريقا آمنا إلى المستشفى»", ExpectedResult = true, TestName = "harakat and tatweel")]
    [TestCase("قيل «طريقا آمنا إلى المدرسة»", ExpectedResult = false, TestName = "an Arabic word altered")]
    [TestCase("They said “a safe road to the hospital”", ExpectedResult = false, TestName = "a translation is no original")]
    [TestCase("They said “Don’t close the road at night”", ExpectedResult = true, TestName = "bidi marks and apostrophes")]
    [TestCase("They said ‘close the road at night’ twice", ExpectedResult = true, TestName = "single marks")]
    [TestCase("They said ‘open the road at night’ twice", ExpectedResult = false, TestName = "single marks around other words")]
    [TestCase("They said \"close the road at night, please. נריד\"", ExpectedResult = false, TestName = "two people's words in one pair of marks")]
    [TestCase("They said \"close the road", ExpectedResult = false, TestName = "a mark without its other half")]
    [TestCase("They said \"!\" and left", ExpectedResult = false, TestName = "no words at all")]
    [TestCase("It is people's own road, isn't it", ExpectedResult = true, TestName = "apostrophes are no marks")]
    [TestCase("נאמר בצה\"ל ובחו\"ל ועל ידי יו\"ר המועצה", ExpectedResult = true, TestName = "gershayim are no marks")]
    [TestCase("ב\"הכביש הסגור\" נוסעים", ExpectedResult = false, TestName = "a mark after a prefix opens")]
    public bool Is_exact(string text) => Check(text).Count == 0;

    [Test]
    public void A_quotation_is_only_of_what_the_sentence_cites() =>
        Assert.That(CheckingQuotes.Check("נאמר \"שהכביש ייפתח\"", [_arabic, _english], "clauses", 3).Findings.Single(), Is.EqualTo(
            new Finding(Rule.Quote, Fate.Dropped, "clauses", 3, "the words in quotation marks are not an exact stretch of one cited original")));

    [Test]
    public void A_quotation_is_given_back_to_the_letter_as_its_author_wrote_it()
    {
        const string text = "נאמר \"שהכביש ייפתח\" השבוע";
        var (located, _) = CheckingQuotes.Check(text, _all, "clauses", 0);
        Assert.That(located.Single().InOriginal.Of(_hebrew.Original.Text), Is.EqualTo("שהַכְּבִישׁ ייפתח"));
        Assert.That(CheckingQuotes.InAuthorsSpelling(text, located, _all), Is.EqualTo("נאמר \"שהַכְּבִישׁ ייפתח\" השבוע"));
    }

    [Test]
    public void Two_peoples_words_do_not_make_one_quotation()
    {
        Source[] two = [Made.Source("en", "we want a road"), Made.Source("en", "to the sea")];
        Assert.That(CheckingQuotes.Check("\"a road to the sea\"", two, "x", 0).Findings, Has.Count.EqualTo(1));
        Assert.That(CheckingQuotes.Check("\"a road\" and \"to the sea\"", two, "x", 0).Located.Select(quote => quote.Source), Is.EqualTo(two.Select(one => one.Id)));
    }

    [Test]
    public void Removing_any_letter_of_a_quotation_is_seen()
    {
        const string quote = "שהכביש ייפתח לכולם";
        for (var at = 0; at < quote.Length; at++)
        {
            Assert.That(Check($"נאמר \"{quote.Remove(at, 1)}\" אז"), Is.Not.Empty, $"without letter {at}");
        }
    }
}
