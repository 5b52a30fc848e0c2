using NUnit.Framework;
using Pulse.Convening;
using Pulse.Publishing;

namespace Pulse.Tests.Publishing;

/// <summary>What a brief may say, and of how many people.</summary>
[TestFixture]
public sealed class BriefWritingTests
{
    private static readonly Dialogue _dialogue = ReadingDefinition.Read("sample", File.ReadAllText(
        Path.Combine(Repository.Root, "samples", "spring-consultation", "dialogue.yaml")));

    private static readonly string[] _segments = [.. _dialogue.Segments.Select(segment => segment.Slug)];

    [Test]
    public void A_certified_wording_is_the_headline_with_the_lowest_floor_rounded_down()
    {
        var brief = BriefWriting.Write(Source() with { Texts = [Text([0.759, 0.8, 0.82, 0.9])] }, "en");
        Assert.Multiple(() =>
        {
            Assert.That(brief.Agreed, Has.Count.EqualTo(1));
            Assert.That(brief.Agreed[0].Headline.ToString(), Does.Contain("75 %"));
            Assert.That(brief.Headlines[0].ToString(), Does.Contain("75 %"));
        });
    }

    [Test]
    public void A_wording_with_too_few_ballots_in_one_bridging_group_is_not_a_finding()
    {
        var brief = BriefWriting.Write(Source() with { Texts = [Text([0.7, 0.8, 0.8, 0.9], votesOfFirst: 9)] }, "en");
        Assert.That(brief.Agreed, Is.Empty);
    }

    [Test]
    public void Only_exact_words_of_people_who_agreed_are_quoted_and_only_from_large_groups()
    {
        var allowed = Statement("allowed", _segments[0], "verbatim");
        var silent = Statement("not asked", _segments[0], "none");
        var redacted = Statement("redacted", _segments[0], "verbatim") with { Redacted = true };
        var paraphrase = Statement("paraphrase only", _segments[0], "paraphrase");
        var small = Statement("small group", _segments[1], "verbatim");
        var nameless = Statement("no group", null, "verbatim");
        var source = Source() with
        {
            Statements = [allowed, silent, redacted, paraphrase, small, nameless],
            Sizes = [new SegmentSize(_segments[0], 60), new SegmentSize(_segments[1], 9)],
        };
        Assert.That(BriefWriting.Write(source, "en").Quotes.Select(quote => quote.Words.Original), Is.EqualTo(new[] { "allowed" }));
    }

    [Test]
    public void Where_the_sides_differ_nobody_is_quoted_who_did_not_agree()
    {
        var source = Dividing(Divisive("said aloud", "verbatim"), Divisive("kept back", "none"));
        var brief = BriefWriting.Write(source, "en");
        Assert.Multiple(() =>
        {
            Assert.That(brief.Differ.Select(finding => finding.Text.Original), Is.EqualTo(new[] { "said aloud" }));
            Assert.That(brief.DifferUnquoted, Is.EqualTo(1));
            Assert.That(BriefMarkdown.Write(brief), Does.Not.Contain("kept back"));
        });
    }

    [Test]
    public void A_gap_that_the_run_did_not_call_sure_is_no_difference()
    {
        var (sure, wide) = (Divisive("sure", "verbatim"), Divisive("wide", "verbatim"));
        var source = Source() with { Statements = [sure, wide], Divides = [Divide(sure)] };
        Assert.That(BriefWriting.Write(source, "en").Differ.Select(finding => finding.Text.Original), Is.EqualTo(new[] { "sure" }));
    }

    [Test]
    public void A_difference_is_told_only_where_both_sides_are_large_enough_to_be_shown()
    {
        var few = Divisive("few", "verbatim") with
        {
            Results = [Result(_segments[0], 38, 2, 0.83, 0.99), Result(_segments[1], 0, 9, 0, 0.3)],
        };
        var brief = BriefWriting.Write(Dividing(few), "en");
        Assert.That(brief.Differ, Is.Empty);
        Assert.That(brief.DifferUnquoted, Is.Zero);
        Assert.That(BriefMarkdown.Write(brief), Does.Not.Contain("differ beyond doubt"));
    }

    [Test]
    public void Differences_stand_in_the_runs_order_and_name_the_runs_sides()
    {
        var (first, second) = (Divisive("first", "verbatim"), Divisive("second", "verbatim"));
        var brief = BriefWriting.Write(Source() with { Statements = [second, first], Divides = [Divide(first), Divide(second)] }, "en");
        Assert.That(brief.Differ.Select(finding => finding.Text.Original), Is.EqualTo(new[] { "first", "second" }));
        Assert.That(brief.Differ[0].Headline.ToString(), Does.Contain("95 %").And.Contain("5 %"));
    }

    [TestCase("he", "טעות דגימה")]
    [TestCase("ar", "هامش خطأ")]
    [TestCase("en", "there is no margin of error")]
    public void It_says_that_an_opt_in_sample_has_no_margin_of_error(string language, string words) =>
        Assert.That(BriefMarkdown.Write(BriefWriting.Write(Source(), language)), Does.Contain(words));

    [Test]
    public void The_order_of_the_source_does_not_change_the_brief()
    {
        StatementResult[] statements = [Divisive("one", "verbatim"), Divisive("two", "verbatim"), Divisive("three", "none")];
        var source = Dividing(statements);
        var written = BriefMarkdown.Write(BriefWriting.Write(source, "ar"));
        var again = BriefMarkdown.Write(BriefWriting.Write(source with { Statements = [.. statements.Reverse()] }, "ar"));
        Assert.That(again, Is.EqualTo(written));
        Assert.That(written, Does.Contain("one").And.Contain("two"));
    }

    [Test]
    public void A_theme_of_too_few_answers_is_not_named()
    {
        var page = BriefMarkdown.Write(BriefWriting.Write(Source() with { Themes = new GroupThemes([Theme(9)], 0) }, "en"));
        Assert.That(page, Does.Not.Contain("unmistakable").And.Contain("No theme has enough answers"));
    }

    [TestCase("en", "named anew soon")]
    [TestCase("he", "תקבל שם חדש בקרוב")]
    [TestCase("ar", "سيُسمّى من جديد قريبًا")]
    public void A_theme_that_lost_an_answer_is_counted_and_not_named(string language, string instead)
    {
        var theme = Theme(40) with { LostAnswer = true };
        var page = BriefMarkdown.Write(BriefWriting.Write(Source() with { Themes = new GroupThemes([theme], 0) }, language));
        Assert.That(page, Does.Contain(instead).And.Contain("40").And.Not.Contain("unmistakable"));
    }

    [Test]
    public void How_few_answers_fit_no_theme_cannot_be_found_from_the_others()
    {
        string Page(int without) =>
            BriefMarkdown.Write(BriefWriting.Write(Source() with { Themes = new GroupThemes([Theme(40)], without) }, "en"));
        Assert.That(Page(12), Does.Contain("unmistakable").And.Contain("Answers in no theme shown here"));
        Assert.That(Page(9), Does.Not.Contain("unmistakable").And.Not.Contain("Answers in no theme shown here"));
    }

    [Test]
    public void What_people_wrote_cannot_become_markup()
    {
        const string attack = "# A [link](javascript:alert(1)) <img src=x onerror=alert(1)> | cell";
        var source = Source() with { Statements = [Statement(attack, _segments[0], "verbatim")] };
        var page = BriefMarkdown.Write(BriefWriting.Write(source, "en"));
        Assert.Multiple(() =>
        {
            Assert.That(page, Does.Not.Match(@"(?<!\\)<img"));
            Assert.That(page, Does.Not.Match(@"(?<!\\)\]\(javascript"));
            Assert.That(page, Does.Contain(@"\# A \[link\]").And.Contain(@"\| cell"));
        });
    }

    private static ThemeResult Theme(int answers) => new()
    {
        ThemeId = Guid.Parse("33333333-3333-4333-8333-333333333333"),
        Answers = answers,
        Terms = new Dictionary<string, IReadOnlyList<string>> { ["en"] = ["unmistakable"] },
        Statements = [],
        SubThemes = [],
    };

    private static BriefSource Source() => new()
    {
        Dialogue = _dialogue,
        WorkingGroup = _dialogue.WorkingGroups[0],
        Overview = new GroupOverview { WorkingGroup = _dialogue.WorkingGroups[0].Slug, Participants = 412, Answers = 80, SetAside = 3 },
        Texts = [],
        Statements = [],
        Divides = [],
        Themes = new GroupThemes([], 0),
        Sizes = [.. _segments.Select(segment => new SegmentSize(segment, 100))],
        SetAside = [],
        Phases = [],
        Run = new RunRecord
        {
            RunId = Guid.Parse("11111111-1111-4111-8111-111111111111"),
            State = "finished",
            Stage = "persist",
            StageDone = 1,
            StageTotal = 1,
            Seed = 1,
            RequestedAt = new DateTime(2026, 5, 4, 0, 0, 0, DateTimeKind.Utc),
            Stale = false,
            Attempts = 1,
            Current = true,
        },
        Now = new DateTimeOffset(2026, 5, 5, 0, 0, 0, TimeSpan.Zero),
    };

    private static SegmentResult Result(string segment, int agree, int disagree, double low, double high) => new()
    {
        Segment = segment,
        Bridging = _dialogue.Segments.First(known => known.Slug == segment).Bridging,
        Agree = agree,
        Pass = 0,
        Disagree = disagree,
        Low = low,
        High = high,
    };

    private static ReviewedText Text(double[] floors, int votesOfFirst = 40) => new()
    {
        TextId = Guid.Parse("22222222-2222-4222-8222-222222222222"),
        DraftId = null,
        Version = 1,
        SourceWithdrawn = false,
        Wordings = new Dictionary<string, string> { ["he"] = "נוסח", ["ar"] = "صيغة", ["en"] = "A wording" },
        Certificate = new Certified(Guid.Empty, new DateOnly(2026, 5, 4), "2026-11", 10,
            [.. floors.Select((floor, place) => Result(_segments[place], place == 0 ? votesOfFirst : 40, 0, floor, 0.99))]),
    };

    private static StatementResult Statement(string text, string? segment, string quoting) => new()
    {
        StatementId = new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)),
        Words = new Words(text, "en", []),
        Quoting = quoting,
        Redacted = false,
        AuthorSegment = segment,
        Results = [],
        Concreteness = null,
        ConcreteBy = [],
        ExpectedLeast = null,
    };

    private static BriefSource Dividing(params StatementResult[] statements) =>
        Source() with { Statements = statements, Divides = [.. statements.Select(Divide)] };

    private static DivideResult Divide(StatementResult statement) => new()
    {
        StatementId = statement.StatementId,
        MoreSegment = _segments[0],
        LessSegment = _segments[1],
        Difference = 0.9,
        Low = 0.7,
        High = 0.96,
    };

    private static StatementResult Divisive(string text, string quoting) => Statement(text, _segments[0], quoting) with
    {
        Results = [Result(_segments[0], 38, 2, 0.83, 0.99), Result(_segments[1], 2, 38, 0.01, 0.17)],
    };
}
