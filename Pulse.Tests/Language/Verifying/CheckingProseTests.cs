using NUnit.Framework;
using Pulse.Language.Verifying;
using Pulse.Tests.Language.Prompting;

namespace Pulse.Tests.Language.Verifying;

[TestFixture]
public sealed class CheckingProseTests
{
    private static readonly Dictionary<string, Source> _sources = new()
    {
        ["S1"] = Made.Source("en", "Open the road to the hospital every morning.", "for"),
        ["S2"] = Made.Source("en", "I fear that an open road brings an attack.", "against"),
    };

    private static (IReadOnlyList<CheckedSentence> Kept, IReadOnlyList<Finding> Findings) Check(string text, string? part, params string[] cites) => CheckingProse.Check(
        [new RawSentence(text, cites)], "x", part,
        new ProseRules { Language = "en", Sources = _sources, Figures = [new("F1", 71, true, "agreed")], Glossary = Made.Glossary, Prompt = "", MostWords = 12 });

    [Test]
    public void A_sentence_that_its_source_bears_is_kept_without_a_finding()
    {
        var (kept, findings) = Check("The road to the hospital opens every morning.", "for", "S1");
        Assert.That(findings, Is.Empty);
        Assert.That(kept.Single().Sources, Is.EqualTo(new[] { _sources["S1"].Id }));
    }

    [Test]
    public void A_made_up_citation_is_struck_out_and_the_sentence_stays_on_its_real_one()
    {
        var (kept, findings) = Check("The road to the hospital opens every morning.", null, "S99", "S1");
        Assert.That(kept.Single().Sources, Is.EqualTo(new[] { _sources["S1"].Id }));
        Assert.That(findings.Single().Rule, Is.EqualTo(Rule.Citation));
    }

    [Test]
    public void A_sentence_that_cites_nothing_real_is_not_kept()
    {
        Assert.That(Check("The road to the hospital opens every morning.", null, "S99").Kept, Is.Empty);
        Assert.That(Check("The road to the hospital opens every morning.", null).Kept, Is.Empty);
    }

    [Test]
    public void A_citation_from_the_other_side_does_not_count()
    {
        var (kept, findings) = Check("The road to the hospital opens every morning.", "against", "S1");
        Assert.That(kept, Is.Empty);
        Assert.That(findings.Select(finding => finding.Rule), Does.Contain(Rule.WrongPart));
    }

    [Test]
    public void A_citation_repeated_is_flagged_and_counted_once()
    {
        var (kept, findings) = Check("The road to the hospital opens every morning.", null, "S1", "S1");
        Assert.That(kept.Single().Sources, Has.Count.EqualTo(1));
        Assert.That(findings.Single().Rule, Is.EqualTo(Rule.RepeatedCitation));
    }

    [Test]
    public void A_figure_may_be_said_only_where_it_is_cited()
    {
        Assert.That(Check("At least 71% agree to open the road.", null, "S1", "F1").Kept, Has.Count.EqualTo(1));
        Assert.That(Check("At least 71% agree to open the road.", null, "S1").Kept, Is.Empty);
    }

    [Test]
    public void Long_sentences_are_flagged_and_endless_ones_dropped()
    {
        var one = string.Join(' ', Enumerable.Repeat("the road is open", 4));
        Assert.That(Check(one, null, "S1").Findings.Select(finding => (finding.Rule, finding.Fate)), Does.Contain((Rule.Length, Fate.Flagged)));
        Assert.That(Check(one + " and " + one, null, "S1").Kept, Is.Empty);
        Assert.That(Check("...", null, "S1").Kept, Is.Empty);
    }

    [Test]
    public void Hard_words_are_flagged() =>
        Assert.That(
            Check("Institutional harmonisation necessitates comprehensive implementation frameworks regarding infrastructural accessibility considerations.", null, "S1")
                .Findings.Select(finding => finding.Rule), Does.Contain(Rule.Reading));
}
