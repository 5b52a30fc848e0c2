using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Pulse.Language;
using Pulse.Moderating;

namespace Pulse.Tests.Moderating;

[TestFixture]
public sealed class FindingNearDuplicatesTests
{
    private static IReadOnlyList<NearDuplicate<int>> Among(params string[] texts) => FindingNearDuplicates.Among(
        [.. texts.Select((text, at) => (at, Canonicalising.Canonicalise(text)))]);

    [TestCase("Both peoples need safety.", "both  peoples need SAFETY!!!", TestName = "case, punctuation and spaces")]
    [TestCase("שני העמים זקוקים לביטחון", "שְׁני העמים זקוקים\u200B לביטחון.", TestName = "niqqud and invisible characters")]
    [TestCase("كلا الشعبين يحتاج إلى الأمان", "كلا الشعبين يحتاج الى الامـان", TestName = "alef variants and tatweel")]
    [TestCase("Children on both sides should be able to walk to school without being afraid of anybody at all",
        "Children on both sides shuold be able to walk to school without being afraid of anybody at all", TestName = "a slip")]
    [TestCase("Children on both sides should be able to walk to school without being afraid of anybody at all",
        "Children on both sides should be able to walk to school without being afraid of anybody at all, please",
        TestName = "a word that decides nothing")]
    [TestCase("yes", "Yes.", TestName = "one short word")]
    public void Is_a_copy(string earlier, string later)
    {
        var found = Among(earlier, "something else altogether", later);
        Assert.That(found.Select(duplicate => (duplicate.Id, duplicate.Earliest)), Is.EqualTo(new[] { (2, 0) }));
    }

    [TestCase("We should leave the whole of the territory and let the people who live there decide for themselves",
        "We should not leave the whole of the territory and let the people who live there decide for themselves")]
    [TestCase("אני חושבת שצריך לפנות את כל השטח ולתת לאנשים שגרים שם להחליט בעצמם על החיים שלהם ועל העתיד",
        "אני לא חושבת שצריך לפנות את כל השטח ולתת לאנשים שגרים שם להחליט בעצמם על החיים שלהם ועל העתיד")]
    [TestCase("أعتقد أنه يجب الانسحاب من كل الأراضي وترك الناس الذين يعيشون هناك يقررون مستقبلهم بأنفسهم وبحرية",
        "لا أعتقد أنه يجب الانسحاب من كل الأراضي وترك الناس الذين يعيشون هناك يقررون مستقبلهم بأنفسهم وبحرية")]
    [TestCase("In the end it is the Israelis who have to understand what the Palestinians went through in all these many years of conflict, loss, fear and mourning, and to say so in public",
        "In the end it is the Palestinians who have to understand what the Israelis went through in all these many years of conflict, loss, fear and mourning, and to say so in public")]
    [TestCase("In the end it is the Israeli government that has to take the very first step, in public, and to keep to it for many years, whatever happens on the other side of the border in the meantime",
        "In the end it is the Hamas government that has to take the very first step, in public, and to keep to it for many years, whatever happens on the other side of the border in the meantime")]
    [TestCase("نريد أن يكبر أطفالنا في أمان وأن يلتقوا بجيرانهم على الجانب الآخر من الطريق كل يوم دون خوف من أحد",
        "يريد أن يكبر أطفالنا في أمان وأن يلتقوا بجيرانهم على الجانب الآخر من الطريق كل يوم دون خوف من أحد")]
    [TestCase("At least 10 percent of the land should be exchanged, and that with the consent of those who live there",
        "At least 90 percent of the land should be exchanged, and that with the consent of those who live there")]
    [TestCase("I agree that the leaders on both sides should meet in person every month and report to the public afterwards",
        "I disagree that the leaders on both sides should meet in person every month and report to the public afterwards")]
    public void Sounds_alike_and_says_another_thing(string earlier, string later) =>
        Assert.That(Among(earlier, later), Is.Empty);

    [Test]
    public void Every_copy_names_the_earliest_and_a_chain_of_small_changes_ends()
    {
        var words = Enumerable.Range(0, 40).Select(number => "word" + (char)('a' + (number % 26)) + (char)('a' + (number / 26))).ToArray();
        string Dropping(int count) => string.Join(' ', words.Skip(count));

        Assert.Multiple(() =>
        {
            Assert.That(Among(Dropping(0), Dropping(1), Dropping(0), Dropping(2)).Select(found => (found.Id, found.Earliest)),
                Is.EqualTo(new[] { (1, 0), (2, 0), (3, 0) }));
            Assert.That(Among(Dropping(0), Dropping(6), Dropping(12)).Select(found => (found.Id, found.Earliest)),
                Is.EqualTo(new[] { (1, 0) }), "the third resembles the second, but not the first");
        });
    }

    [Test]
    public void Texts_without_a_word_repeat_nothing() => Assert.That(Among("...", "...", "\u200B", "", "!"), Is.Empty);

    /// <summary>The index may only leave out pairs that cannot be copies: an oracle without an index tries every pair.</summary>
    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property The_index_finds_what_trying_every_pair_finds() => Prop.ForAll(_similarTexts, texts =>
    {
        var all = texts.ToArray();
        var expected = new List<(int, int)>();
        for (var later = 0; later < all.Length; later++)
        {
            var earliest = Enumerable.Range(0, later).Where(earlier =>
                expected.All(known => known.Item1 != earlier) && AreCopies(all[earlier], all[later])).Take(1);
            expected.AddRange(earliest.Select(earlier => (later, earlier)));
        }

        return Among(all).Select(found => (found.Id, found.Earliest)).SequenceEqual(expected);
    });

    private static bool AreCopies(string a, string b)
    {
        var (gramsOfA, gramsOfB) = (Grams(a), Grams(b));
        var common = gramsOfA.Intersect(gramsOfB).Count();
        var (onlyA, onlyB) = (a.Split(' ').Except(b.Split(' ')).ToList(), b.Split(' ').Except(a.Split(' ')).ToList());
        return a.Length > 0 && b.Length > 0
            && 5 * common >= 4 * (gramsOfA.Count + gramsOfB.Count - common)
            && (onlyA.Count == 0 || onlyB.Count == 0)
            && !onlyA.Concat(onlyB).Intersect(["not", "2019"]).Any();

        static HashSet<string> Grams(string text) =>
            [.. Enumerable.Range(0, Math.Max(1, text.Length - 4)).Select(at => text.Substring(at, Math.Min(5, text.Length)))];
    }

    /// <summary>No word twice and no two that could be slips of each other, so that the oracle may stay simple.</summary>
    private static readonly string[] _words =
        ("we want our children to grow up in safety and meet their neighbours on other side of road each day "
        + "water land jobs must be shared fairly so that everyone has schools because one part takes what another needs")
        .Split(' ');

    private static readonly Arbitrary<IList<string>> _similarTexts = Arb.From(
        (from kept in Gen.ListOf(Gen.Frequency((12, Gen.Constant(true)), (1, Gen.Constant(false))), 20)
         from extra in Gen.Elements("", "", "please", "not", "2019")
         from topic in Gen.Elements(0, 19)
         select string.Join(' ', kept.Select((keep, at) => keep ? _words[topic + at] : "").Append(extra)
             .Where(word => word.Length > 0)))
        .ListOf().Select(texts => (IList<string>)[.. texts]));
}
