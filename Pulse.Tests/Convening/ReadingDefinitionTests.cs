using NUnit.Framework;
using Pulse.Convening;

namespace Pulse.Tests.Convening;

[TestFixture]
public sealed class ReadingDefinitionTests
{
    internal const string Small = """
        dialogue: small
        languages: [he, en]
        title: { he: קטן, en: Small }
        introduction: { he: א, en: a }
        consent:
          version: 2
          text: { he: ב, en: b }
        segments:
          - { segment: one, name: { he: א, en: One }, bridging: true }
          - segment: two
            name: { he: ב, en: Two }
            bridging: true
            segments:
              - { segment: two-a, name: { he: ג, en: Two A } }
        working-groups:
          - { group: water, name: { he: מים, en: Water }, summary: { he: מים, en: Water } }
        phases:
          - phase: listening
            name: { he: א, en: Listening }
            opens: 2026-05-01
            items:
              - { item: water-open, kind: open-question, group: water, text: { he: מה, en: What } }
              - { item: hope, kind: scale, text: { he: א, en: a }, from: 1, to: 5, low: { he: א, en: a }, high: { he: א, en: a } }
          - phase: voting
            name: { he: א, en: Voting }
            audience: [one]
            separate: true
            items:
              - { item: water-votes, kind: statement-voting, group: water, questions: [water-open], text: { he: א, en: a } }
        """;

    [Test]
    public void A_definition_reads_into_a_dialogue()
    {
        var dialogue = ReadingDefinition.Read("small.yaml", Small);
        Assert.Multiple(() =>
        {
            Assert.That(dialogue.Slug, Is.EqualTo("small"));
            Assert.That(dialogue.BridgingSegments, Is.EqualTo(new[] { "one", "two" }));
            Assert.That(dialogue.TopSegmentOf("two-a"), Is.EqualTo("two"));
            Assert.That(dialogue.MinimumCell, Is.EqualTo(10));
            Assert.That(dialogue.Provider, Is.EqualTo(ModelProvider.None));
            Assert.That(dialogue.Moderation, Is.EqualTo(ModerationPolicy.APersonRules), "nothing passes unread unless told");
            Assert.That(dialogue.Phases[0].Opens, Is.EqualTo(new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero)));
            Assert.That(dialogue.Phases[1].Audience, Is.EqualTo(new[] { "one" }));
            Assert.That(dialogue.FindItem("hope")!.To, Is.EqualTo(5));
            Assert.That(dialogue.Title.In("he"), Is.EqualTo("קטן"));
        });
    }

    [Test]
    public void The_same_definition_as_JSON_reads_the_same()
    {
        const string Json = """
            {"dialogue":"j","languages":["en"],"title":{"en":"J"},"introduction":{"en":"i"},
             "consent":{"version":1,"text":{"en":"c"}},
             "segments":[{"segment":"one","name":{"en":"1"},"bridging":true},{"segment":"two","name":{"en":"2"},"bridging":true}],
             "working-groups":[{"group":"g","name":{"en":"G"},"summary":{"en":"s"}}],
             "phases":[{"phase":"p","name":{"en":"P"},"items":[{"item":"q","kind":"open-question","group":"g","text":{"en":"?"}}]}]}
            """;
        Assert.That(ReadingDefinition.Read("j.json", Json).Items.Single().Slug, Is.EqualTo("q"));
    }

    // what is changed, what it is changed to, and what the message must name: line, field and cure
    [TestCase("dialogue: small", "dialogue: Small One", 1, "dialogue", "a–z")]
    [TestCase("title: { he: קטן, en: Small }", "title: { he: קטן }", 3, "title.en", "missing")]
    [TestCase("version: 2", "version: zero", 6, "consent.version", "whole number")]
    [TestCase("languages: [he, en]", "languages: [he, English]", 2, "languages", "he, ar, en")]
    [TestCase("kind: open-question", "kind: question", 22, "phases[0].items[0].kind", "open-question")]
    [TestCase("opens: 2026-05-01", "opens: soon", 20, "phases[0].opens", "date")]
    [TestCase("separate: true", "seperate: true", 27, "phases[1].seperate", "no such field")]
    [TestCase("questions: [water-open]", "questions: [hope]", 29, "item", "no open question")]
    [TestCase("audience: [one]", "audience: [three]", 24, "phase", "'three'")]
    [TestCase("group: water, text", "group: fire, text", 22, "item", "'fire'")]
    [TestCase("segment: one, name", "segment: two, name", 10, "segment", "twice")]
    [TestCase("segment: one, name: { he: א, en: One }, bridging: true", "segment: one, name: { he: א, en: One }", 9, "segments", "two top-level")]
    [TestCase("to: 5", "to: 1", 23, "item", "'to' above 'from'")]
    [TestCase("  - { group: water", "  - group: [water", 16, "", "not valid YAML")]
    public void A_mistake_is_named_with_its_place_and_its_cure(string from, string to, int line, string field, string cure)
    {
        Assert.That(Small.Contains(from, StringComparison.Ordinal), "the case changes something");
        var error = Assert.Throws<DefinitionException>(() => ReadingDefinition.Read("small.yaml", Small.Replace(from, to)));
        var problem = error!.Problems[0];
        Assert.Multiple(() =>
        {
            Assert.That(problem.Field, Is.EqualTo(field));
            Assert.That(problem.Message, Does.Contain(cure));
            Assert.That(problem.ToString(), Does.StartWith("small.yaml:"));
            Assert.That(problem.Line, Is.EqualTo(line));
        });
    }

    [Test]
    public void All_mistakes_are_told_at_once()
    {
        var broken = Small.Replace("version: 2", "version: x").Replace("kind: scale", "kind: stairs").Replace("opens: 2026-05-01", "opens: soon");
        var error = Assert.Throws<DefinitionException>(() => ReadingDefinition.Read("small.yaml", broken));
        Assert.That(
            error!.Problems.Select(problem => problem.Field),
            Is.EqualTo(new[] { "consent.version", "phases[0].opens", "phases[0].items[1].kind" }),
            "each once, and none that only follows from another");
    }
}
