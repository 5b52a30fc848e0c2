using NUnit.Framework;
using Pulse.Drafting;
using Pulse.Language.Prompting;
using Pulse.Language.Verifying;

namespace Pulse.Tests.Language.Prompting;

[TestFixture]
public sealed class RetargetingPromptsTests
{
    private static readonly Dictionary<string, string[]> _named = new()
    {
        ["en"] = ["Hebrew", "Arabic", "English"],
        ["he"] = ["עברית", "ערבית", "אנגלית"],
        ["ar"] = ["العبرية", "العربية", "الإنجليزية"],
    };

    [Test]
    public void A_prompt_asks_for_another_language_and_is_otherwise_the_same_to_the_letter(
        [ValueSource(typeof(Repetition), nameof(Repetition.Tasks))] string task, [ValueSource(typeof(ThreeLanguages), nameof(ThreeLanguages.All))] string language, [ValueSource(typeof(ThreeLanguages), nameof(ThreeLanguages.All))] string output)
    {
        var own = ReadingPrompts.Of(task, language);
        var other = RetargetingPrompts.To(own, output);
        var place = Array.IndexOf(ThreeLanguages.All, output);
        Assert.That(_named[language].Select(name => other.Body.Contains(name, StringComparison.Ordinal)),
            Is.EqualTo(Enumerable.Range(0, 3).Select(at => at == place)), "names no language but the one it asks for");
        Assert.That(other.Body.Replace(_named[language][place], _named[language][Array.IndexOf(ThreeLanguages.All, language)], StringComparison.Ordinal), Is.EqualTo(own.Body));
        Assert.That((other.Language, other.MaxOutputTokens, TellingLanguage.Is(other.Body, language)), Is.EqualTo((language, own.MaxOutputTokens, true)));
        Assert.That(other.BodyHash, Is.EqualTo(Hashing.Sha256(other.Body)));
    }

    [Test]
    public void Each_has_a_hash_of_its_own_and_one_that_asks_for_its_own_language_is_the_file()
    {
        var all = Repetition.Tasks.SelectMany(task => ThreeLanguages.All.SelectMany(language => ThreeLanguages.All.Select(output => RetargetingPrompts.To(ReadingPrompts.Of(task, language), output)))).ToArray();
        Assert.That(all.Select(prompt => prompt.Hash), Is.Unique);
        Assert.That(all.Select(prompt => prompt.BodyHash), Is.Unique);
        var file = ReadingPrompts.Of(PromptTasks.Reasons, "he");
        Assert.That(RetargetingPrompts.To(file, "he"), Is.SameAs(file));
    }

    [Test]
    public void A_language_that_no_prompt_knows_is_refused() => Assert.That(
        () => RetargetingPrompts.To(ReadingPrompts.Of(PromptTasks.Reasons, "en"), "ru"), Throws.ArgumentException);
}
