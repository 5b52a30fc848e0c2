using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Pulse.Language;

namespace Pulse.Tests.Language;

[TestFixture]
public sealed class CanonicalisingTests
{
    private static string Canonical(string text) => Canonicalising.Canonicalise(text).Text;

    [TestCase("٠١٢٣٤٥٦٧٨٩", "0123456789", TestName = "Arabic-Indic digits")]
    [TestCase("۰۱۲۳۴۵۶۷۸۹", "0123456789", TestName = "Persian digits")]
    [TestCase("０１２３４５６７８９", "0123456789", TestName = "full-width digits")]
    [TestCase("𝟎𝟏𝟚𝟛⁴₅⑥⓪", "01234560", TestName = "mathematical, raised and circled digits")]
    [TestCase("5\uFE0F\u20E3", "5", TestName = "keycap digits")]
    [TestCase("0\u200B5\u200D2\u2060-\u00AD1", "052-1", TestName = "invisible characters")]
    [TestCase("שָׁלוֹם", "שלומ", TestName = "niqqud and final letters")]
    [TestCase("בית־ספר", "בית-ספר", TestName = "maqaf")]
    [TestCase("سَلَامٌ", "سلام", TestName = "harakat")]
    [TestCase("ســـلام", "سلام", TestName = "tatweel")]
    [TestCase("أإآٱا", "ااااا", TestName = "alef variants")]
    [TestCase("على مدرسة مسؤول شيئ", "علي مدرسه مسوول شيي", TestName = "ya, ta marbuta and hamza carriers")]
    [TestCase("ﺍﻟﺴﻼﻡ", "السلام", TestName = "Arabic presentation forms")]
    [TestCase("שּׁלוֹם", "שלומ", TestName = "Hebrew presentation forms")]
    [TestCase("ＡＢＣ ＠ ．", "abc @ .", TestName = "full-width Latin")]
    [TestCase("Été ÉCOLE İ", "ete ecole i", TestName = "case and accents")]
    [TestCase("  a \t\r\n\u00A0 b \u200B c ", "a b c", TestName = "white space")]
    [TestCase("«שלום» ״צה״ל״ ’“", "\"שלומ\" \"צה\"ל\" '\"", TestName = "quotation marks")]
    [TestCase("а\u0435о", "aeo", TestName = "Cyrillic look-alikes")]
    public void Folds(string text, string expected) => Assert.That(Canonical(text), Is.EqualTo(expected));

    [Test]
    public void Every_code_point_folds_to_something_that_folds_to_itself()
    {
        var unstable = Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(char.ConvertFromUtf32)
            .Where(text => Canonical(text) is var once && Canonical(once) != once);
        Assert.That(unstable, Is.Empty);
    }

    [Test]
    public void Every_decimal_digit_of_every_script_becomes_its_value()
    {
        var digits = 0;
        for (var code = 0x80; code <= 0x10FFFF; code++)
        {
            if (Rune.IsValid(code) && Rune.GetUnicodeCategory(new Rune(code)) == UnicodeCategory.DecimalDigitNumber)
            {
                var digit = char.ConvertFromUtf32(code);
                var value = CharUnicodeInfo.GetDecimalDigitValue(digit, 0).ToString(CultureInfo.InvariantCulture);
                Assert.That(Canonical(digit), Is.EqualTo(value), $"U+{code:X4}");
                digits++;
            }
        }

        Assert.That(digits, Is.GreaterThan(600));
    }

    [Test]
    public void Spellings_that_Unicode_calls_the_same_are_compared_as_the_same()
    {
        foreach (var (first, last) in new[] { (0xC0, 0x17F), (0x5D0, 0x5F2), (0x620, 0x6D5), (0xFB1D, 0xFB4F) })
        {
            for (var code = first; code <= last; code++)
            {
                var composed = char.ConvertFromUtf32(code);
                if (!CharUnicodeInfo.GetUnicodeCategory(code).ToString().EndsWith("Letter", StringComparison.Ordinal))
                {
                    continue;
                }

                Assert.That(Canonical(composed.Normalize(NormalizationForm.FormD)), Is.EqualTo(Canonical(composed)),
                    $"U+{code:X4}");
            }
        }
    }

    [Test]
    public void A_quote_is_found_in_the_original_with_its_vowel_marks()
    {
        const string answer = "אני אומר: שָׁלוֹם, ולא מלחמה";
        var span = Canonicalising.Canonicalise(answer).Locate(Canonicalising.Canonicalise("שלום"));
        Assert.That(span?.Of(answer), Is.EqualTo("שָׁלוֹם"));
    }

    [Test]
    public void A_quote_with_one_letter_changed_or_joined_from_two_places_is_not_found()
    {
        var answer = Canonicalising.Canonicalise("We want safety. We also want open roads.");
        Assert.Multiple(() =>
        {
            Assert.That(answer.Locate(Canonicalising.Canonicalise("we want safely")), Is.Null);
            Assert.That(answer.Locate(Canonicalising.Canonicalise("We want safety. open roads")), Is.Null);
            Assert.That(answer.Locate(Canonicalising.Canonicalise("\u200B")), Is.Null);
            Assert.That(answer.Locate(Canonicalising.Canonicalise("WE ALSO  WANT")), Is.EqualTo(new TextSpan(16, 12)));
        });
    }

    [TestCase("my code is k7qm-9xtd thanks", true)]
    [TestCase("K7QM 9XTD", true)]
    [TestCase("k\u200B7qm９xtd", true)]
    [TestCase("k7qm 9xt", false)]
    public void An_answer_that_carries_a_code_is_recognised(string text, bool carries) =>
        Assert.That(Canonicalising.Carries(text, "K7QM-9XTD"), Is.EqualTo(carries));

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property Canonicalising_twice_changes_nothing_and_offsets_stay_inside_the_original() =>
        Prop.ForAll(AnyText, text =>
        {
            var canonical = Canonicalising.Canonicalise(text);
            var spans = Enumerable.Range(0, canonical.Text.Length).Select(at => canonical.OriginalSpan(at, 1)).ToList();
            return Canonical(canonical.Text) == canonical.Text
                && spans.All(span => span.Start >= 0 && span.Length > 0 && span.End <= text.Length)
                && spans.Zip(spans.Skip(1)).All(pair => pair.First.Start <= pair.Second.Start);
        });

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property The_original_of_a_stretch_canonicalises_to_that_stretch() =>
        Prop.ForAll(AnyText, text =>
        {
            var canonical = Canonicalising.Canonicalise(text);
            return canonical.Text.Split(' ').All(word => word.Length == 0
                || Canonical(canonical.Locate(Canonicalising.Canonicalise(word))!.Value.Of(text)).Contains(word, StringComparison.Ordinal));
        });

    internal static readonly Arbitrary<string> AnyText = Arb.From(
        Gen.OneOf(
            Gen.Elements("a B é שָׁ ם ל ة أ سَ ـ \u200B \u202E \u2066 \u200F \u0000 \r\n \t 0 ٥ ۲ ９ 𝟎 … ﷲ ﻼ 😀 \uFE0F @ . - + 052 \uFFFF"
                .Split(' ').Append(" ").ToArray()),
            Gen.Choose(0, 0xFFFF).Select(unit => ((char)unit).ToString()))
        .ListOf().Select(string.Concat));
}
