using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Pulse.Moderating;
using Pulse.Tests.Language;

namespace Pulse.Tests.Moderating;

[TestFixture]
public sealed class FindingPersonalDetailsTests
{
    private static bool Finds(LabelledDetails.Example example) =>
        FindingPersonalDetails.In(example.Text).Any(detail => detail.Kind == example.Kind
            && detail.Span.Start <= example.Start && detail.Span.End >= example.Start + example.Length);

    [TestCaseSource(typeof(LabelledDetails), nameof(LabelledDetails.Positives))]
    public void A_detail_is_found_with_its_kind_and_whole(object example)
    {
        var labelled = (LabelledDetails.Example)example;
        Assert.That(Finds(labelled), Is.True, () => string.Join("; ", FindingPersonalDetails.In(labelled.Text)
            .Select(detail => $"{detail.Kind} «{detail.Span.Of(labelled.Text)}»")));
    }

    [TestCaseSource(typeof(LabelledDetails), nameof(LabelledDetails.Negatives))]
    public void What_people_argue_with_is_not_taken_for_a_detail(string text) =>
        Assert.That(FindingPersonalDetails.In(text).Select(detail => $"{detail.Kind} «{detail.Span.Of(text)}»"), Is.Empty);

    [Test]
    public void Recall_of_every_kind_in_every_language_is_at_least_99_percent()
    {
        var positives = LabelledDetails.Positives.ToList();
        Assert.That(positives, Has.Count.GreaterThanOrEqualTo(80));
        Assert.That(LabelledDetails.Negatives, Has.Length.GreaterThanOrEqualTo(60));
        foreach (var cell in positives.GroupBy(example => (example.Kind, example.Language)).OrderBy(cell => cell.Key))
        {
            var recall = cell.Average(example => Finds(example) ? 1.0 : 0.0);
            TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{cell.Key.Kind,-15} {cell.Key.Language}  n {cell.Count(),3}  recall {recall:0.000}"));
            Assert.That(recall, Is.GreaterThanOrEqualTo(0.99), cell.Key.ToString());
        }
    }

    [Test]
    public void A_find_covers_the_detail_and_not_the_sentence()
    {
        var wide = LabelledDetails.Positives.Where(example => FindingPersonalDetails.In(example.Text)
            .Any(detail => detail.Span.Length > example.Length + 2)).Select(example => example.ToString());
        Assert.That(wide, Is.Empty);
    }

    [Test]
    public void Several_details_in_one_answer_are_found_in_order_and_apart()
    {
        const string answer = "אני דנה, 052-1234567, dana@example.org, @invented_dana, ת.ז 123456782";
        Assert.That(FindingPersonalDetails.In(answer).Select(detail => (detail.Kind, detail.Span.Of(answer))), Is.EqualTo(new[]
        {
            (PersonalDetailKind.PhoneNumber, "052-1234567"),
            (PersonalDetailKind.EmailAddress, "dana@example.org"),
            (PersonalDetailKind.Handle, "@invented_dana"),
            (PersonalDetailKind.IdentityNumber, "123456782"),
        }));
    }

    [TestCase("123456782", true)]
    [TestCase("12345678-2", true)]
    [TestCase("18", true)]
    [TestCase("123456783", false)]
    [TestCase("213456782", false)]
    [TestCase("1234567820", false)]
    public void The_check_digit_is_computed_as_the_registry_does(string number, bool passes) =>
        Assert.That(FindingPersonalDetails.PassesCheckDigit(number), Is.EqualTo(passes));

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property Finds_lie_inside_the_text_in_order_and_apart() =>
        Prop.ForAll(_textsWithDetails, text =>
        {
            var found = FindingPersonalDetails.In(text);
            return found.All(detail => detail.Span.Start >= 0 && detail.Span.Length > 0 && detail.Span.End <= text.Length)
                && found.Zip(found.Skip(1)).All(pair => pair.First.Span.End <= pair.Second.Span.Start);
        });

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property Redaction_leaves_nothing_of_what_was_found_and_everything_else() =>
        Prop.ForAll(_textsWithDetails, text =>
        {
            var found = FindingPersonalDetails.In(text);
            var redacted = Redacting.Redact(text, found, "en");
            var left = found.Aggregate(redacted, (rest, detail) => Without(rest, Redacting.Mark(detail.Kind, "en")));
            var kept = found.Reverse().Aggregate(text, (rest, detail) => rest.Remove(detail.Span.Start, detail.Span.Length));
            return left == kept;

            static string Without(string rest, string mark)
            {
                var at = rest.IndexOf(mark, StringComparison.Ordinal);
                return at < 0 ? rest + " (no mark)" : rest.Remove(at, mark.Length);
            }
        });

    [TestCase("he")]
    [TestCase("ar")]
    [TestCase("en")]
    public void Nothing_is_found_in_a_redacted_text(string language)
    {
        var left = LabelledDetails.Positives
            .Select(example => Redacting.Redact(example.Text, FindingPersonalDetails.In(example.Text), language))
            .Where(redacted => FindingPersonalDetails.In(redacted).Count > 0);
        Assert.That(left, Is.Empty);
    }

    [Test]
    public void The_mark_speaks_the_language_of_the_text()
    {
        var details = FindingPersonalDetails.In("طل 0591234567!");
        Assert.Multiple(() =>
        {
            Assert.That(Redacting.Redact("طل 0591234567!", details, "ar"), Is.EqualTo("طل [حُذف رقم هاتف]!"));
            Assert.That(Redacting.Redact("טל 0591234567!", details, "he"), Is.EqualTo("טל [מספר טלפון הוסר]!"));
            Assert.That(Redacting.Redact("no 0591234567!", details, "fr"), Is.EqualTo("no [phone number removed]!"));
        });
    }

    private static readonly Arbitrary<string> _textsWithDetails = Arb.From(
        from words in Gen.OneOf(
            Gen.Elements(LabelledDetails.Positives.Select(example => example.Text).ToArray()),
            Gen.Elements(LabelledDetails.Negatives),
            CanonicalisingTests.AnyText.Generator).ListOf()
        select string.Join(' ', words));
}
