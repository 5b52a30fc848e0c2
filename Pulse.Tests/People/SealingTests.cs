using System.Text;
using NUnit.Framework;
using Pulse.People;

namespace Pulse.Tests.People;

[TestFixture]
public sealed class SealingTests
{
    private static readonly Guid _dialogue = Guid.NewGuid();
    private static readonly Guid _row = Guid.NewGuid();

    private static DialogueKey Key(Guid? dialogue = null) => new(dialogue ?? _dialogue, 1, new byte[32]);

    [TestCase("שלום")]
    [TestCase("نريد أن ينام أطفالنا دون خوف")]
    [TestCase("")]
    public void A_sealed_text_opens_to_what_was_written(string text)
    {
        using var key = Key();
        var closed = key.Seal(text, "collecting.answers.text", _row);
        Assert.That(key.Open(closed, "collecting.answers.text", _row), Is.EqualTo(text));
        if (text.Length > 0)
        {
            Assert.That(closed.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)), Is.Negative);
        }
    }

    [Test]
    public void Every_flipped_bit_breaks_the_seal()
    {
        using var key = Key();
        var closed = key.Seal("a private answer", "collecting.answers.text", _row);
        for (var position = 0; position < closed.Length; position++)
        {
            var altered = (byte[])closed.Clone();
            altered[position] ^= 1;
            Assert.Throws<SealBrokenException>(() => key.Open(altered, "collecting.answers.text", _row));
        }
    }

    [Test]
    public void A_text_moved_to_another_row_column_or_dialogue_does_not_open()
    {
        using var key = Key();
        using var other = Key(Guid.NewGuid());
        var closed = key.Seal("a private answer", "collecting.answers.text", _row);
        Assert.Throws<SealBrokenException>(() => key.Open(closed, "collecting.answers.text", Guid.NewGuid()));
        Assert.Throws<SealBrokenException>(() => key.Open(closed, "moderating.statements.text", _row));
        Assert.Throws<SealBrokenException>(() => other.Open(closed, "collecting.answers.text", _row));
        Assert.Throws<SealBrokenException>(() => key.Open(closed[..10], "collecting.answers.text", _row));
    }

    [Test]
    public void One_secret_gives_unrelated_pseudonyms_in_two_dialogues()
    {
        using var here = new DialogueKey(_dialogue, 1, [.. Enumerable.Repeat((byte)1, 32)]);
        using var there = new DialogueKey(Guid.NewGuid(), 1, [.. Enumerable.Repeat((byte)2, 32)]);
        var secret = new byte[32];
        Assert.That(here.Pseudonym([.. secret]), Is.EqualTo(here.Pseudonym(secret)));
        Assert.That(here.Pseudonym(secret), Is.Not.EqualTo(there.Pseudonym(secret)));
        Assert.That(here.Pseudonym(secret).ToString()[14], Is.EqualTo('4'), "no time, no counter in an id");
    }
}
