using NUnit.Framework;
using Pulse.Language.Prompting;
using Pulse.Language.Verifying;

namespace Pulse.Tests.Language.Prompting;

[TestFixture]
public sealed class PromptFilesTests
{
    [Test]
    public void Every_task_has_a_prompt_in_every_language_and_there_is_no_other() => Assert.That(
        ReadingPrompts.All.Select(prompt => (prompt.Task, prompt.Language)),
        Is.EquivalentTo(PromptTasks.All.SelectMany(task => ThreeLanguages.All.Select(language => (task, language)))));

    [Test]
    public void A_prompt_is_written_in_its_own_language([ValueSource(typeof(ThreeLanguages), nameof(ThreeLanguages.All))] string language)
    {
        foreach (var prompt in ReadingPrompts.All.Where(prompt => prompt.Language == language))
        {
            // What stands in backticks and code is the contract's, not prose
            var prose = System.Text.RegularExpressions.Regex.Replace(prompt.Body, "```.*?```|`[^`]*`", "", System.Text.RegularExpressions.RegexOptions.Singleline);
            Assert.That(TellingLanguage.Of(prose), Is.EqualTo(language), prompt.Task);
        }
    }

    [Test]
    public void A_prompt_shows_the_shape_that_its_schema_asks_for_and_says_that_data_is_data()
    {
        foreach (var prompt in ReadingPrompts.All)
        {
            Assert.That(prompt.Body, Does.Contain("```json\n{").And.Contain("`items`"), $"{prompt.Task} {prompt.Language}");
            Assert.That(prompt.MaxOutputTokens, Is.InRange(500, 8000));
            Assert.That(prompt.Measured, Is.Not.Empty);
        }
    }

    [Test]
    public void Hashes_tell_prompts_apart_and_are_of_the_file_and_of_what_is_sent()
    {
        var path = Path.Combine(Repository.Root, "Pulse.Core", "Language", "Prompts", "translate", "he.md");
        var prompt = ReadingPrompts.Of(PromptTasks.Translate, "he");
        Assert.That(prompt.Hash, Is.EqualTo(Hashing.Sha256(File.ReadAllText(path).ReplaceLineEndings("\n"))));
        Assert.That(prompt.BodyHash, Is.EqualTo(Hashing.Sha256(prompt.Body)).And.Not.EqualTo(prompt.Hash));
        Assert.That(ReadingPrompts.All.Select(one => one.BodyHash), Is.Unique);
    }

    [Test]
    public void A_language_without_a_prompt_of_its_own_is_asked_in_English() =>
        Assert.That(ReadingPrompts.Of(PromptTasks.Flag, "ru").Language, Is.EqualTo("en"));

    [TestCase("task: flag\n")]
    [TestCase("---\ntask: flag\nlanguage: en\n---\nbody")]
    [TestCase("---\ntask: flag\nlanguage: en\nversion: two\nmax-output-tokens: 5\nmeasured: no\n---\nbody")]
    public void A_prompt_with_other_front_matter_is_refused(string file) =>
        Assert.That(() => ReadingPrompts.Parse(file), Throws.TypeOf<FormatException>());
}
