using NUnit.Framework;
using Pulse.Language;

namespace Pulse.Tests.Language;

[TestFixture]
public sealed class StopWordsTests
{
    [TestCase("והוא שאני שלא וכשהם ולא שיש בזה לכל מהאחרים כולם עלינו איתם הזאת")]
    [TestCase("ولا فهو وانا بهذا لذلك وهذا فيها ومن والذي كما لدينا")]
    [TestCase("however everybody themselves shouldn't without whether")]
    public void Words_that_build_sentences_are_known_also_with_what_is_written_onto_them(string words) =>
        Assert.That(words.Split(' ').Where(word => !StopWords.Contains(Tokenising.Fold(word))), Is.Empty);

    [TestCase("שפה ועד שכן שמן שבי מים בית גבול חומה שלום ילדים שער כלב")]
    [TestCase("فهم ولد وعد مياه سلام حدود بيت ارض مدرسة عودة")]
    [TestCase("water border school peace language neighbour return")]
    public void Words_that_say_something_are_not_among_them(string words) =>
        Assert.That(words.Split(' ').Where(word => StopWords.Contains(Tokenising.Fold(word))), Is.Empty);

    [Test]
    public void A_word_spread_evenly_over_all_themes_names_none_of_them()
    {
        // "Zut" is in two of three answers of every theme, "kol" in a third of one theme only.
        var texts = Enumerable.Range(0, 36).Select(i => (IReadOnlyList<TextVersion>)[new TextVersion(
            "en", string.Join(' ', (i / 3 % 3 < 2 ? "zut " : "") + (i % 3 == 0 && i / 3 % 3 == 0 ? "kol" : "") + $" theme{(char)('a' + i % 3)}"))]).ToArray();
        var terms = DistinctiveTerms.Of(texts, Enumerable.Range(0, 36).Select(i => i % 3).ToArray(), 3);
        Assert.That(terms.SelectMany(list => list).Select(term => term.Text), Does.Not.Contain("zut"));
        Assert.That(terms[0].Select(term => term.Text), Is.EqualTo(new[] { "themea", "kol" }));
    }
}
