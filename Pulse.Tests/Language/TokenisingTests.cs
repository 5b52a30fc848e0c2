using NUnit.Framework;
using Pulse.Language;

namespace Pulse.Tests.Language;

[TestFixture]
public sealed class TokenisingTests
{
    [TestCase("שָׁלוֹם", "שלומ")]
    [TestCase("שלום", "שלומ")]
    [TestCase("צה\"ל", "צהל")]
    [TestCase("צה״ל", "צהל")]
    [TestCase("السَّلامُ", "السلام")]
    [TestCase("الســـلام", "السلام")]
    [TestCase("أمان", "امان")]
    [TestCase("إيمان", "ايمان")]
    [TestCase("مدرسة", "مدرسه")]
    [TestCase("على", "علي")]
    [TestCase("Café’s", "cafes")]
    [TestCase("٢٠٢٦", "2026")]
    [TestCase("wa\u200Bter", "water")]
    public void Spellings_of_one_word_meet(string written, string folded) =>
        Assert.That(Tokenising.Words(written).Select(word => word.Folded), Is.EqualTo(new[] { folded }));

    [Test]
    public void Punctuation_and_direction_marks_part_and_hide_nothing() =>
        Assert.That(Tokenising.Words("\u202Bמים, מים—'חיים'!\u202C (water) 70%").Select(word => word.Folded),
            Is.EqualTo(new[] { "מימ", "מימ", "חיימ", "water", "70" }));

    [Test]
    public void A_word_keeps_the_form_its_author_gave_it() =>
        Assert.That(Tokenising.Words("הַשָּׁלוֹם").Single(), Is.EqualTo(new Word("הַשָּׁלוֹם", "השלומ", Script.Hebrew)));

    [Test]
    public void Broken_text_is_read_as_far_as_it_goes() =>
        Assert.That(Tokenising.Words("one\uD800two \uDC00 three\uD83D").Select(word => word.Folded), Is.EqualTo(new[] { "one", "two", "three" }));

    [Test]
    public void Folding_twice_changes_nothing() =>
        Assert.That(new[] { "מדרסةـ", "ﷲ", "İstanbul", "ﻻ" }.Select(word => Tokenising.Fold(Tokenising.Fold(word))),
            Is.EqualTo(new[] { "מדרסةـ", "ﷲ", "İstanbul", "ﻻ" }.Select(Tokenising.Fold)));

    [Test]
    public void Stop_words_are_known_however_they_are_written() =>
        Assert.That(new[] { "The", "הֵם", "على", "إلى", "הן" }.Select(word => StopWords.Contains(Tokenising.Fold(word))), Is.All.True);
}
