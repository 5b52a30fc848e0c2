using NUnit.Framework;
using Pulse.Drafting;
using Pulse.Language;
using Pulse.Language.Editing;
using Pulse.Language.Prompting;
using Pulse.Language.Verifying;
using Pulse.Tests.Language.Prompting;

namespace Pulse.Tests.Drafting;

[TestFixture]
public sealed class ComparingRepetitionsTests
{
    private static readonly Guid[] _ids = [.. Enumerable.Range(0, 6).Select(_ => Guid.NewGuid())];
    private static readonly Guid _theme = Guid.NewGuid();
    private static readonly Origin _model = new(MadeBy.Model, null, new string('a', 64));

    private static readonly EditingMaterial _material = new(
        Guid.NewGuid(), Guid.NewGuid(), ["en"], Made.Glossary,
        [new MaterialGroup("water", [], [.. _ids.Select(id => new Source(id, [new TextVersion("en", "The wells and the roads of the village")]))], [], [],
            new Dictionary<string, IReadOnlyList<Figure>>())]);

    private static EditedSentence Sentence(string text, params int[] cited) => new(text, [.. cited.Select(at => _ids[at])], [], 1, []);

    private static EditedStep Theme(string label, string text, Origin? origin = null, params int[] cited) =>
        new([]) { Themes = [new ThemeWording(_theme, "en", label, [Sentence(text, cited)], origin ?? _model, [])] };

    private static EditedStep Drafts(params (string Text, int[] Cited)[] drafts) => new([])
    {
        Drafts = [.. drafts.Select(draft => new ClausedDraft(
            "water", [new DraftClause(new Dictionary<string, string> { ["en"] = draft.Text }, [.. draft.Cited.Select(at => _ids[at])])], _model, [], []))],
    };

    private static RepetitionReport Compare(EditedStep he, EditedStep ar, EditedStep en) =>
        ComparingRepetitions.Compare(_material, "en", [("he", [he]), ("ar", [ar]), ("en", [en])]);

    [Test]
    public void The_same_words_from_all_prompts_show_nothing()
    {
        var same = Theme("Wells of the village", "The army attacked 12 wells.", null, 0, 1);
        var part = Compare(same, same, same).Parts.Single();
        Assert.That((part.Task, part.Subject, part.Weight, part.LeastShared, part.LeastCited), Is.EqualTo((PromptTasks.LabelThemes, _theme.ToString(), 0, 1.0, 1.0)));
    }

    [Test]
    public void Names_figures_doers_headings_and_cited_people_that_differ_are_told()
    {
        var report = Compare(
            Theme("Wells of the village", "The army attacked 12 wells. They speak of the Nakba.", null, 0, 1),
            Theme("Wells of the village", "The army attacked 15 wells. They speak of the War of Independence.", null, 0, 2),
            Theme("Closed roads", "12 wells. They speak of the Nakba.", null, 0, 1));
        var part = report.Parts.Single();
        Assert.That(part.Differences.Select(one => $"{one.Kind}: {one.What} in {string.Join('+', one.In)} not in {string.Join('+', one.NotIn)}"), Is.EquivalentTo(new[]
        {
            "Actor: the 1948 war: first in ar not in he+en", "Actor: the 1948 war: second in he+en not in ar", "Figure: 12 in he+en not in ar",
            "Figure: 15 in ar not in he+en", "Agency: attack in he+ar not in en", "Heading: Closed roads in en not in he+ar",
        }));
        Assert.That(part.LeastCited, Is.EqualTo(1 / 3.0).Within(1e-12));
        Assert.That(part.LeastShared, Is.InRange(0.1, 0.6));
    }

    [Test]
    public void A_text_that_no_model_made_is_missing_and_never_compared()
    {
        var draft = Drafts(("We open the wells.", [0])).Drafts;
        var builtIn = Theme("roads · wells", "The army attacked 99 wells.", Origin.BuiltIn("the reply was empty"), 0) with { Drafts = draft };
        var made = Theme("Wells", "The wells.", null, 0) with { Drafts = draft };
        var part = Compare(made, builtIn, made).Parts.Single(one => one.Task == PromptTasks.LabelThemes);
        Assert.That((part.MissingIn.Single(), part.Texts.Count, part.Differences.Count), Is.EqualTo(("ar", 2, 0)));
        Assert.That(Compare(builtIn, builtIn, builtIn).Parts.Select(one => one.Task), Is.EqualTo(new[] { PromptTasks.DraftStatement }));
    }

    [Test]
    public void Drafts_are_matched_by_the_statements_that_bear_them_and_one_of_a_single_prompt_is_told()
    {
        var report = Compare(
            Drafts(("We open the wells.", [0, 1]), ("We open the roads.", [3, 4])), Drafts(("We open the roads.", [3, 4]), ("We open the wells.", [0, 1])),
            Drafts(("We open the wells.", [0, 1])));
        Assert.That(report.Parts.Select(part => (part.Task, part.Subject, Text: part.Texts[0].Text, Missing: string.Join('+', part.MissingIn))), Is.EqualTo(new[]
        {
            (PromptTasks.DraftStatement, "water", "We open the roads.", "en"), (PromptTasks.DraftStatement, "water", "We open the wells.", ""),
        }));
    }

    [Test]
    public void A_word_that_prompts_in_one_language_bring_again_and_again_and_nobody_wrote_is_told()
    {
        var report = Compare(
            Theme("Wells", "The wells of the village."), Theme("Wells", "Zarqawi and the wells. Zarqawi and the roads."), Theme("Wells", "The wells of the village."));
        Assert.That(report.NewWords.Select(one => (one.What, one.In.Single(), string.Join('+', one.NotIn))), Is.EqualTo(new[] { ("Zarqawi", "ar", "he+en") }));
    }
}
