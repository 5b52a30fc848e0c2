using NUnit.Framework;
using Pulse.Convening;
using Pulse.Language;
using Pulse.Moderating;
using Pulse.Worker.Rehearsing;

namespace Pulse.Tests.Convening;

[TestFixture]
public sealed class SampleTests
{
    private static readonly string _folder = Path.Combine(Repository.Root, "samples", "spring-consultation");

    private static Dialogue Sample() => ReadingDefinition.Read(
        "dialogue.yaml", File.ReadAllText(Path.Combine(_folder, "dialogue.yaml")));

    [Test]
    public void The_sample_reads_and_says_that_it_is_synthetic()
    {
        var dialogue = Sample();
        Assert.Multiple(() =>
        {
            Assert.That(dialogue.Synthetic, Is.True);
            Assert.That(dialogue.Title.In("en"), Does.Contain("synthetic").IgnoreCase);
            Assert.That(dialogue.WorkingGroups, Has.Count.EqualTo(8));
            Assert.That(dialogue.Languages, Is.EqualTo(ThreeLanguages.All));
            Assert.That(dialogue.BridgingSegments, Has.Count.EqualTo(3));
            Assert.That(dialogue.Glossary, Is.Not.Empty);
        });
    }

    [Test]
    public void Every_answer_stands_in_three_languages_or_is_there_to_be_stopped()
    {
        var dialogue = Sample();
        var answers = SampleAnswers.Read(_folder);
        Assert.That(answers.Count(answer => answer.Stopped is null), Is.GreaterThanOrEqualTo(160));
        Assert.That(answers.Select(answer => answer.Key), Is.Unique);
        foreach (var answer in answers)
        {
            Assert.That(dialogue.FindItem(answer.Question), Is.Not.Null, answer.Key);
            Assert.That(dialogue.TopSegmentOf(answer.Segment), Is.EqualTo(answer.Segment), answer.Key);
            if (answer.Stopped is null)
            {
                Assert.That(
                    answer.Translations.Keys.Append(answer.Language), Is.EquivalentTo(dialogue.Languages), answer.Key);
                Assert.That(
                    answer.Support.Keys, Is.EquivalentTo(dialogue.Segments.Select(segment => segment.Slug)), answer.Key);
            }
        }
    }

    [Test]
    public void Each_working_group_has_answers_from_every_segment_and_both_agreement_and_division()
    {
        var bridging = Sample().BridgingSegments;
        foreach (var question in SampleAnswers.Read(_folder).Where(answer => answer.Stopped is null).GroupBy(answer => answer.Question))
        {
            Assert.That(question.Select(answer => answer.Segment).Distinct().Count(), Is.EqualTo(4), question.Key);
            Assert.That(
                question.Count(answer => bridging.All(segment => answer.Support[segment] >= 0.75)),
                Is.GreaterThanOrEqualTo(4), question.Key);
            Assert.That(
                question.Count(answer => bridging.Max(segment => answer.Support[segment])
                    - bridging.Min(segment => answer.Support[segment]) >= 0.5),
                Is.GreaterThanOrEqualTo(3), question.Key);
        }
    }

    [Test]
    public void The_rules_stop_what_is_there_to_be_stopped_and_nothing_else()
    {
        var answers = SampleAnswers.Read(_folder);
        var repeated = answers.GroupBy(answer => answer.Question)
            .SelectMany(question => FindingNearDuplicates.Among(
                [.. question.Select(answer => (answer.Key, Canonicalising.Canonicalise(answer.Text)))]))
            .Select(found => found.Id).ToHashSet();
        foreach (var answer in answers)
        {
            var screening = Screening.Of(answer.Text, repeated.Contains(answer.Key), ModerationPolicy.ClearOnesPass);
            Assert.That(screening.IsClear, Is.EqualTo(answer.Stopped is null), $"{answer.Key}: {screening.Flags}");
        }
    }
}
