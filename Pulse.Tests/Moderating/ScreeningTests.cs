using NUnit.Framework;
using Pulse.Convening;
using Pulse.Moderating;

namespace Pulse.Tests.Moderating;

[TestFixture]
public sealed class ScreeningTests
{
    [TestCase("שני העמים זקוקים לביטחון", false, Concerns.None, RulingOutcome.Passed)]
    [TestCase("אני ב0521234567", false, Concerns.PersonalDetails, RulingOutcome.Held)]
    [TestCase("كلا الشعبين", true, Concerns.NearDuplicate, RulingOutcome.Held)]
    [TestCase("... 😀 !", false, Concerns.Wordless, RulingOutcome.Held)]
    [TestCase("@invented_dana", true, Concerns.PersonalDetails | Concerns.NearDuplicate, RulingOutcome.Held)]
    public void Only_a_clear_answer_passes_by_itself(string text, bool repeats, Concerns flags, RulingOutcome suggested)
    {
        var screening = Screening.Of(text, repeats, ModerationPolicy.ClearOnesPass);
        Assert.Multiple(() =>
        {
            Assert.That(screening.Flags, Is.EqualTo(flags));
            Assert.That(screening.Suggested, Is.EqualTo(suggested));
            Assert.That(screening.IsClear, Is.EqualTo(flags == Concerns.None));
            Assert.That(screening.Details.Count > 0, Is.EqualTo(flags.HasFlag(Concerns.PersonalDetails)));
        });
    }

    [TestCase("A plain and clear answer")]
    [TestCase("call 0591234567")]
    public void Where_a_person_rules_every_answer_waits(string text) =>
        Assert.That(Screening.Of(text, false, ModerationPolicy.APersonRules).Suggested, Is.EqualTo(RulingOutcome.Held));

    /// <summary>The same words about either side get the same treatment: the screening must not have an ear for one.</summary>
    [TestCase("Israelis", "Palestinians", "The {0} should apologise first and nobody else")]
    [TestCase("ישראלים", "פלסטינים", "ה{0} צריכים להתנצל קודם")]
    [TestCase("الإسرائيليون", "الفلسطينيون", "على {0} أن يعتذروا أولا")]
    public void Mirror_images_are_screened_alike(string one, string other, string sentence)
    {
        var first = Screening.Of(sentence.Replace("{0}", one, StringComparison.Ordinal), false, ModerationPolicy.ClearOnesPass);
        var second = Screening.Of(sentence.Replace("{0}", other, StringComparison.Ordinal), false, ModerationPolicy.ClearOnesPass);
        Assert.That((first.Flags, first.Suggested), Is.EqualTo((second.Flags, second.Suggested)));
        Assert.That(first.IsClear, Is.True);
    }

    [Test]
    public void Every_stored_word_means_one_value_and_comes_back_as_it()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Enum.GetValues<ExclusionReason>().Select(ExclusionReasons.Word).Select(ExclusionReasons.Parse),
                Is.EqualTo(Enum.GetValues<ExclusionReason>()));
            Assert.That(Enum.GetValues<RulingOutcome>().Select(RulingOutcomes.Word).Select(RulingOutcomes.Parse),
                Is.EqualTo(Enum.GetValues<RulingOutcome>()));
            Assert.That(Enum.GetValues<ModerationPolicy>().Select(ModerationPolicies.Word).Select(ModerationPolicies.Parse),
                Is.EqualTo(Enum.GetValues<ModerationPolicy>()));
            Assert.That(Enum.GetValues<ExclusionReason>().Select(ExclusionReasons.Word), Is.All.Match("^[a-z]+(-[a-z]+)*$"));
            Assert.That(() => ExclusionReasons.Parse("Spam"), Throws.TypeOf<FormatException>());
            Assert.That(() => RulingOutcomes.Parse(""), Throws.TypeOf<FormatException>());
            Assert.That(() => ModerationPolicies.Parse("anything-goes"), Throws.TypeOf<FormatException>());
        });
    }
}
