using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Pulse.Language;

namespace Pulse.Tests.Language;

[TestFixture]
public sealed class AcceptedTextTests
{
    private static TextCheck Check(string text) => AcceptedText.Check(text, AcceptedText.LongestAnswer);

    [TestCase("", TextRefusal.Empty)]
    [TestCase(" \t\r\n\u00A0", TextRefusal.Empty)]
    [TestCase("a\0b", TextRefusal.ControlCharacter)]
    [TestCase("a\u001B[31mb", TextRefusal.ControlCharacter)]
    [TestCase("a\u009Fb", TextRefusal.ControlCharacter)]
    [TestCase("a\uFFFEb", TextRefusal.ControlCharacter)]
    [TestCase("pay \u202E001\u202C", TextRefusal.BidiControl)]
    [TestCase("\u2067a\u2069", TextRefusal.BidiControl)]
    [TestCase("\u200B\u200D\u3164 \u2060", TextRefusal.OnlyInvisible)]
    [TestCase("\u0301\uFE0F", TextRefusal.OnlyInvisible)]
    public void Refuses(string text, TextRefusal reason) => Assert.That(Check(text).Refusal, Is.EqualTo(reason));

    /// <summary>Attribute arguments are stored as UTF-8, which has no half characters, so these stand in the body.</summary>
    [Test]
    public void Refuses_half_a_character()
    {
        string[] texts = ["half \uD83D of a face", "\uDE00", "\uDE00\uD83D", "end \uD83D"];
        Assert.That(texts.Select(text => Check(text).Refusal), Is.All.EqualTo(TextRefusal.UnpairedSurrogate));
    }

    [TestCase(" שלום \r\nסלאם\u2028x\ty ", "שלום \nסלאם\nx y")]
    [TestCase("zero\u200Bwidth\u00AD\uFEFF\u2060", "zerowidth")]
    [TestCase("می\u200Cخواهم 👩\u200D⚕\uFE0F", "می\u200Cخواهم 👩\u200D⚕\uFE0F")]
    [TestCase("(\u200Fשלום\u200E) \u061C1", "(\u200Fשלום\u200E) \u061C1")]
    [TestCase("hid\U000E0041\U000E0042den\U000E0101", "hidden")]
    [TestCase("\u06DD٢", "\u06DD٢")]
    public void Cleans(string text, string expected) => Assert.That(Check(text).Accepted?.Text, Is.EqualTo(expected));

    [Test]
    public void The_limit_counts_people_s_characters_not_storage_units()
    {
        var faces = string.Concat(Enumerable.Repeat("😀", AcceptedText.LongestAnswer));
        Assert.Multiple(() =>
        {
            Assert.That(Check(faces).Accepted?.Length, Is.EqualTo(AcceptedText.LongestAnswer));
            Assert.That(Check(faces + "x").Refusal, Is.EqualTo(TextRefusal.TooLong));
            Assert.That(Check(faces + " \u200B ").IsAccepted, Is.True, "what is cleaned away does not count");
        });
    }

    [Test]
    public void Every_refusal_has_its_own_word() =>
        Assert.That(Enum.GetValues<TextRefusal>().Select(TextRefusals.Word), Is.Unique.And.All.Match("^[a-z-]+$"));

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property An_accepted_text_holds_nothing_refused_and_is_accepted_again_unchanged() =>
        Prop.ForAll(CanonicalisingTests.AnyText, text =>
            Check(text) is not { IsAccepted: true, Accepted: var accepted }
            || (accepted.Text.All(unit => unit is not (>= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069'))
                && accepted.Text.All(unit => unit == '\n' || !char.IsControl(unit))
                && accepted.Text.EnumerateRunes().Sum(rune => rune.Utf16SequenceLength) == accepted.Text.Length
                && accepted.Text.EnumerateRunes().Count() == accepted.Length
                && Check(accepted.Text).Accepted == accepted));
}
