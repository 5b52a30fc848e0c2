using NUnit.Framework;
using Pulse.Language.Verifying;
using Pulse.Tests.Language.Prompting;

namespace Pulse.Tests.Language.Verifying;

[TestFixture]
public sealed class CheckingNumbersTests
{
    private static readonly Figure[] _figures = [new("F1", 71, true, "agreed"), new("F2", 84, true, "agreed"), new("F3", 1200, false, "took part"), new("F4", 62.5m, true, "agreed")];

    private static readonly Source[] _sources = [Made.Source("he", "12 שעות ביום, תוך שלושה ימים"), Made.Source("ar", "خلال ٤٥ يوما")];

    private static string Sure(string text) => string.Join(' ', ReadingNumbers.Read(text).Where(number => number.IsSure)
        .Select(number => FormattableString.Invariant($"{number.Value:0.###}{(number.IsPercent ? "%" : "")}")));

    [TestCase("71%", "71%")]
    [TestCase("٧١٪ و ۷۲", "71% 72")]
    [TestCase("７１ people", "71")]
    [TestCase("71–84 %", "71% 84%")]
    [TestCase("between 71 and 84 percent", "71 84%")]
    [TestCase("1,200 and 1200.5 and 62,5 and 1٬200", "1200 1200.5 62.5 1200")]
    [TestCase("71 אחוז, 72 אחוזים", "71% 72%")]
    [TestCase("71 بالمئة، 72 في المائة، 73 per cent", "71% 72% 73%")]
    [TestCase("3 million, 5 אלף, 2 الف", "3000000 5000 2000")]
    [TestCase("twenty-five, three hundred, ten", "25 300 10")]
    [TestCase("עשרים וחמישה, שבעים ואחת, שלוש מאות, ארבעת אלפים", "25 71 300 4000")]
    [TestCase("خمسة وعشرون يوما، واحد وسبعون، ثلاثمئة", "25 71 300")]
    [TestCase("seventy percent, שבעים אחוז, سبعين بالمئة", "70% 70% 70%")]
    [TestCase("one of the two peoples, first, half, nobody", "")]
    [TestCase("אחד משני העמים, יום שלישי, באר שבע, קריית ארבע", "")]
    [TestCase("October 7 and 7.10.2023", "7 7.1 2023")]
    public void Reads(string text, string expected) => Assert.That(Sure(text), Is.EqualTo(expected));

    [TestCase("At least 71% agreed", ExpectedResult = true)]
    [TestCase("لا يقل عن ٧١٪", ExpectedResult = true)]
    [TestCase("בין 71% ל-84%", ExpectedResult = true)]
    [TestCase("seventy-one percent agreed", ExpectedResult = true)]
    [TestCase("1,200 people took part", ExpectedResult = true)]
    [TestCase("62.5% agreed", ExpectedResult = true)]
    [TestCase("within three days, 12 hours, forty-five days", ExpectedResult = true, Description = "what a cited person wrote")]
    [TestCase("At least 72% agreed", ExpectedResult = false)]
    [TestCase("At least 17% agreed", ExpectedResult = false)]
    [TestCase("71–85%", ExpectedResult = false)]
    [TestCase("12% of them", ExpectedResult = false, Description = "twelve hours are not twelve percent")]
    [TestCase("1200% agreed", ExpectedResult = false)]
    [TestCase("ninety people", ExpectedResult = false)]
    [TestCase("תשעים איש", ExpectedResult = false)]
    [TestCase("تسعون شخصا", ExpectedResult = false)]
    [TestCase("7.1% agreed", ExpectedResult = false)]
    public bool May_be_said(string text) => CheckingNumbers.Check(text, _figures, _sources, "x", 0).All(finding => finding.Fate != Fate.Dropped);

    [TestCase("Most participants want a road")]
    [TestCase("מרבית האנשים רוצים כביש")]
    [TestCase("معظم الناس يريدون طريقا")]
    public void A_quantity_in_words_is_flagged_where_no_figure_bears_it(string text)
    {
        Assert.That(CheckingNumbers.Check(text, [], _sources, "x", 0).Single().Rule, Is.EqualTo(Rule.Quantity));
        Assert.That(CheckingNumbers.Check(text, _figures, _sources, "x", 0), Is.Empty);
        Assert.That(CheckingNumbers.Check(text, [], [Made.Source("xx", text)], "x", 0), Is.Empty);
    }

    [TestCase("פתוח 12 שעות ביום", "مفتوح ١٢ ساعة في اليوم", ExpectedResult = "")]
    [TestCase("תוך שלושה ימים", "within 3 days", ExpectedResult = "")]
    [TestCase("מאז שבעה באוקטובר", "منذ السابع من أكتوبر", ExpectedResult = "")]
    [TestCase("פתוח 12 שעות ביום", "open 21 hours a day", ExpectedResult = "Dropped Dropped")]
    [TestCase("פתוח 12 שעות ביום", "open all day", ExpectedResult = "Dropped")]
    [TestCase("open all day", "פתוח 24 שעות", ExpectedResult = "Dropped")]
    [TestCase("a dozen times", "שנים עשר פעמים, עשרים", ExpectedResult = "Flagged")]
    public string A_translation_keeps_its_numbers(string original, string translation) =>
        string.Join(' ', CheckingNumbers.CheckTranslation(original, translation, "x", 0).Select(finding => finding.Fate));
}
