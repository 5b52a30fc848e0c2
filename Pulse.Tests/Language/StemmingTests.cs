using NUnit.Framework;
using Pulse.Language;

namespace Pulse.Tests.Language;

[TestFixture]
public sealed class StemmingTests
{
    [Test]
    public void Hebrew_prefixes_come_off_where_the_rest_is_a_word() =>
        Assert.That(Stems("שלום והשלום לשלום שבשלום השלום"), Is.All.EqualTo("שלומ"));

    [Test]
    public void Hebrew_prefixes_come_off_where_several_forms_share_the_rest() =>
        Assert.That(Stems("המעברים למעברים"), Is.All.EqualTo("מעברימ"));

    [Test]
    public void A_first_letter_that_only_looks_like_a_prefix_stays() =>
        Assert.That(Stems("מים שלום בית"), Is.EqualTo(new[] { "מימ", "שלומ", "בית" }));

    [Test]
    public void The_arabic_article_comes_off_with_what_stands_before_it() =>
        Assert.That(Stems("سلام السلام والسلام بالسلام للسلام وسلام"), Is.All.EqualTo("سلام"));

    [Test]
    public void Arabic_plurals_meet_their_singular_where_both_are_written() =>
        Assert.That(Stems("معلم معلمين المعلمين معلمون").Distinct(), Is.EqualTo(new[] { "معلم" }));

    [TestCase("schools school", "school")]
    [TestCase("cities city", "city")]
    [TestCase("buses bus", "bus")]
    [TestCase("class classes", "class")]
    [TestCase("crisis", "crisis")]
    public void English_plurals_meet_their_singular(string text, string stem) => Assert.That(Stems(text), Is.All.EqualTo(stem));

    private static string[] Stems(string text)
    {
        var words = Tokenising.Words(text);
        var stemming = Stemming.Learn(words);
        return words.Select(stemming.Stem).ToArray();
    }
}
