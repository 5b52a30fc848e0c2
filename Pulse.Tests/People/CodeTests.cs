using NUnit.Framework;
using Pulse.People;

namespace Pulse.Tests.People;

[TestFixture]
public sealed class CodeTests
{
    private const string Example = "7K3M-9QZT4-0VXW2-8HJ5R-N6PAB-CD";

    [Test]
    public void A_code_is_read_as_people_type_it()
    {
        var code = Code.New();
        Assert.That(code.Text, Does.Match("^[0-9A-HJKMNP-TV-Z]{26}$"));
        Assert.That(Code.Parse(code.Text.ToLowerInvariant()), Is.EqualTo(code));
        Assert.That(Code.Parse(string.Join('-', code.Text.Chunk(5).Select(part => new string(part)))), Is.EqualTo(code));
        Assert.That(Code.Parse("iIlLoO0011ABCDEFGHJKMNPQRS")!.Text, Is.EqualTo("1111000011ABCDEFGHJKMNPQRS"));
    }

    [TestCase("")]
    [TestCase("0123456789ABCDEFGHJKMNPQR")]
    [TestCase("0123456789ABCDEFGHJKMNPQRST")]
    [TestCase("0123456789ABCDEFGHJKMNPQRU")]
    [TestCase("0123456789ABCDEFGHJKMNPQR٣")]
    public void What_is_no_code_is_not_read(string typed) => Assert.That(Code.Parse(typed), Is.Null);

    [Test]
    public void Every_character_of_the_alphabet_occurs_and_no_code_twice()
    {
        var codes = Enumerable.Range(0, 500).Select(_ => Code.New().Text).ToList();
        Assert.That(codes.Distinct().Count(), Is.EqualTo(500));
        Assert.That(codes.SelectMany(code => code).Distinct().Count(), Is.EqualTo(32));
    }

    [Test]
    public void A_code_in_a_text_is_found_however_it_was_pasted()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Code.StandsIn($"my code is {Code.New().Text[..20]}7K3M9Q, keep it"), Is.True);
            Assert.That(Code.StandsIn($"הקוד {Example} שלי"), Is.True);
            Assert.That(Code.StandsIn("7k3m 9qzt 40vx w28h j5rn 6pab 3c"), Is.True);
        });
    }

    [TestCase("We want water and peace and schools for every child in the valley since 1948 and 1967")]
    [TestCase("ABCDEFGHJKMNPQRSTVWXYZABCD")]
    [TestCase("In 1993 they met and in 2000 they met again then 2008 came")]
    [TestCase("לפני 1948 ואחרי 1967")]
    public void A_sentence_is_no_code(string text) => Assert.That(Code.StandsIn(text), Is.False);

    [Test]
    public void A_receipt_follows_from_the_secret_alone_and_is_found_split_up()
    {
        var receipt = Code.ReceiptOf(new byte[32]);
        Assert.That(Code.ReceiptOf(new byte[32]), Is.EqualTo(receipt));
        Assert.That(Code.ReceiptOf([1, .. new byte[31]]), Is.Not.EqualTo(receipt));
        Assert.That(receipt.StandsAsWrittenIn($"see {string.Join(' ', receipt.Text.ToLowerInvariant().Chunk(3).Select(part => new string(part)))}!"), Is.True);
        Assert.That(receipt.StandsAsWrittenIn("see nothing"), Is.False);
    }
}
