using System.Text.Json.Nodes;
using NUnit.Framework;
using Pulse.Language.Editing;
using Pulse.Language.Verifying;
using Pulse.Tests.Language.Prompting;

namespace Pulse.Tests.Language.Editing;

/// <summary>The tasks that write prose with citations.</summary>
[TestFixture]
public sealed class WritingTests
{
    private static readonly Figure[] _figures = [new("F1", 71, true, "agreed")];

    private static Source[] Sources() =>
    [
        new(Guid.NewGuid(), [new("ar", "نحتاج إلى حافلة تمر كل صباح بين القرية والمستشفى."), new("he", "צריך אוטובוס שעובר כל בוקר בין הכפר לבית החולים."), new("en", "We need a bus every morning between the village and the hospital.")], "for"),
        new(Guid.NewGuid(), [new("he", "לפתוח את המעבר 12 שעות ביום."), new("ar", "فتح المعبر 12 ساعة في اليوم."), new("en", "Open the crossing 12 hours a day.")], "for"),
        new(Guid.NewGuid(), [new("en", "I am afraid that open crossings bring another attack."), new("he", "אני מפחדת שמעברים פתוחים יביאו עוד פיגוע."), new("ar", "أخاف أن تجلب المعابر المفتوحة هجومًا آخر.")], "against"),
    ];

    private static Task<(CitedText Statement, EditingCounts Counts)> Draft(PlayedModel? model, string language, Source[] sources) =>
        DraftingStatements.Draft(model, Made.Context(language), sources, CancellationToken.None);

    private static PlayedModel Writing(string field, params (string Text, string[] Cites)[] sentences) => PlayedModel.Changing((reply, request) =>
    {
        reply[field] = new JsonArray([.. sentences.Select(sentence => (JsonNode)new JsonObject
        {
            ["text"] = sentence.Text,
            ["cites"] = new JsonArray([.. sentence.Cites.Select(cite => (JsonNode)(cite.StartsWith('*')
                ? request.Items.Single(item => item.Text.Contains(cite[1..], StringComparison.Ordinal)).Id
                : cite))]),
        })]);
        reply["unused"] = new JsonArray([.. request.Items.Select(item => (JsonNode)item.Id)]);
        return reply;
    });

    [Test]
    public async Task No_voice_is_lost_on_the_way_through_any_task([ValueSource(typeof(ThreeLanguages), nameof(ThreeLanguages.All))] string language)
    {
        var (sources, context, stop) = (Sources(), Made.Context(language), CancellationToken.None);
        using var model = PlayedModel.Good();
        CitedText[] texts =
        [
            (await DraftingStatements.Draft(model, context, sources, stop)).Statement,
            (await CombiningDrafts.Combine(model, context, sources, stop)).Combined,
            (await SummarisingWorkingGroup.Summarise(model, context, sources, _figures, stop)).Summary,
            (await NarratingBrief.Narrate(model, context, sources, _figures, stop)).Narrative,
        ];
        foreach (var text in texts)
        {
            Assert.That(text.Origin.By, Is.EqualTo(MadeBy.Model));
            Assert.That(text.Sources, Is.EquivalentTo(sources.Select(source => source.Id)));
            Assert.That(text.Unaccounted.Concat(text.Unused), Is.Empty);
        }
        Assert.That(texts[3].Clauses.SelectMany(clause => clause.Figures), Is.EqualTo(_figures));
        var (reasons, _) = await GivingReasons.Give(model, context, Made.Source(language, "x"), sources, stop);
        Assert.That(reasons.For.SelectMany(reason => reason.Sources), Is.EquivalentTo(sources.Take(2).Select(source => source.Id)));
        Assert.That(reasons.Against.SelectMany(reason => reason.Sources), Is.EqualTo(new[] { sources[2].Id }));
        Assert.That(model.Bodies, Has.Count.EqualTo(5));
    }

    [Test]
    public async Task A_hallucinated_citation_is_asked_about_then_dropped_and_counted()
    {
        var sources = Sources();
        using var model = Writing("clauses", ("Open the crossing 12 hours a day.", ["*12"]), ("A bus runs every morning.", ["S99"]));
        var (statement, counts) = await Draft(model, "en", sources);
        Assert.That(statement.Text, Is.EqualTo("Open the crossing 12 hours a day."));
        Assert.That(statement.Sources, Is.EqualTo(new[] { sources[1].Id }));
        Assert.That((counts.Calls, counts.Dropped[Rule.Citation], model.Accepted), Is.EqualTo((3, 2, 0)));
    }

    [Test]
    public async Task A_statement_of_which_nothing_passes_is_replaced_by_the_first_answer_in_its_own_words_and_marked()
    {
        var sources = Sources();
        using var model = Writing("clauses", ("98% of both peoples want this.", ["*12"]));
        var (statement, counts) = await Draft(model, "he", sources);
        Assert.That(statement.Text, Is.EqualTo("צריך אוטובוס שעובר כל בוקר בין הכפר לבית החולים."));
        Assert.That((statement.Origin.By, statement.Origin.PromptHash, counts.FallenBack), Is.EqualTo((MadeBy.BuiltIn, (string?)null, 1)));
        Assert.That(statement.Origin.Reason, Is.Not.Empty);
        Assert.That(statement.Unaccounted, Is.EqualTo(sources.Skip(1).Select(source => source.Id)));
    }

    [Test]
    public async Task An_exact_quotation_stays_and_an_altered_one_does_not()
    {
        using var model = Writing("clauses", ("People want to \"Open the crossing 12 hours a day\".", ["*12"]), ("Some are \"afraid of open crossings\".", ["*afraid"]));
        var sources = Sources();
        sources[1] = new Source(sources[1].Id, [sources[1].In("en")!, .. sources[1].Versions]);
        var (statement, counts) = await Draft(model, "en", sources);
        Assert.That(statement.Clauses.Single().Quotes.Single().Source, Is.EqualTo(sources[1].Id));
        Assert.That(counts.Dropped, Is.EquivalentTo(new Dictionary<Rule, int> { [Rule.Quote] = 1 }));
    }

    [Test]
    public async Task A_reason_from_the_other_side_is_not_that_sides_reason()
    {
        var sources = Sources();
        using var model = PlayedModel.Changing((reply, _) =>
        {
            (reply["for"], reply["against"]) = (reply["against"]!.DeepClone(), reply["for"]!.DeepClone());
            return reply;
        });
        var (reasons, counts) = await GivingReasons.Give(model, Made.Context("en"), Made.Source("en", "Open the crossings."), sources, CancellationToken.None);
        Assert.That(reasons.Origin.By, Is.EqualTo(MadeBy.BuiltIn));
        Assert.That(reasons.For.Select(reason => reason.Text), Is.EqualTo(sources.Take(2).Select(source => source.In("en")!.Text)));
        Assert.That(counts.Dropped[Rule.WrongPart], Is.EqualTo(3));
    }

    [Test]
    public async Task Sources_that_the_reply_never_mentions_are_named_as_unaccounted()
    {
        var sources = Sources();
        using var model = PlayedModel.Changing((reply, _) =>
        {
            reply["clauses"]!.AsArray().RemoveAt(0);
            return reply;
        });
        var (statement, counts) = await Draft(model, "en", sources);
        Assert.That((statement.Unaccounted.Count, counts.LeftOut, counts.Calls), Is.EqualTo((1, 1, 3)));
        Assert.That(statement.Sources.Concat(statement.Unaccounted), Is.EquivalentTo(sources.Select(source => source.Id)));
    }

    [Test]
    public async Task What_does_not_fit_a_call_is_left_out_by_name_and_not_in_silence()
    {
        Source[] many = [.. Enumerable.Range(0, 60).Select(number => Made.Source("en", $"Answer about the road, number {number}."))];
        using var model = PlayedModel.Good();
        var (statement, counts) = await Draft(model, "en", many);
        Assert.That(statement.Unaccounted, Is.EqualTo(many.Skip(40).Select(source => source.Id)));
        Assert.That(counts.LeftOut, Is.EqualTo(20));
    }

    [Test]
    public async Task The_sides_are_letters_in_what_is_sent()
    {
        using var model = PlayedModel.Good();
        await Draft(model, "en", [Made.Source("ar", "حدثتني جدتي عن النكبة")]);
        var sent = model.Requests.Single().Parameters.ToJsonString();
        Assert.That(sent, Does.Contain("the Nakba").And.Contain("\"side\":\"A\"").And.Not.Contain("second"));
    }

    [Test]
    public async Task Themes_get_two_levels_and_a_bad_heading_is_replaced_alone()
    {
        var sources = Sources().Select(source => source with { Part = source.Part == "for" ? "T1" : "T2" }).ToArray();
        var theme = new ThemeToLabel(sources, "road · bus", new Dictionary<string, string> { ["T1"] = "bus", ["T2"] = "fear" });
        using var good = PlayedModel.Good();
        var (labelled, counts) = await LabellingThemes.Label(good, Made.Context("he"), theme, CancellationToken.None);
        Assert.That(labelled.Parts.Keys, Is.EquivalentTo(new[] { "T1", "T2" }));
        Assert.That(labelled.Parts["T2"].Summary.SelectMany(sentence => sentence.Sources), Is.EqualTo(new[] { sources[2].Id }));
        Assert.That((labelled.Theme.Origin.By, labelled.Doubted.Count, labelled.Unaccounted.Count, counts.FallenBack), Is.EqualTo((MadeBy.Model, 0, 0, 0)));

        using var bad = PlayedModel.Changing((reply, _) =>
        {
            reply["parts"]![1]!["label"] = "בעלי 98% תמיכה";
            return reply;
        });
        (labelled, counts) = await LabellingThemes.Label(bad, Made.Context("he"), theme, CancellationToken.None);
        Assert.That((labelled.Parts["T2"].Label, labelled.Parts["T2"].Origin.By, labelled.Theme.Origin.By), Is.EqualTo(("fear", MadeBy.BuiltIn, MadeBy.Model)));
        Assert.That((counts.FallenBack, counts.Dropped[Rule.Number]), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task A_member_that_the_model_would_place_elsewhere_is_named_and_not_moved()
    {
        var sources = Sources().Select(source => source with { Part = "T1" }).ToArray();
        using var model = PlayedModel.Changing((reply, _) =>
        {
            reply["placements"]![0]!["part"] = "none";
            return reply;
        });
        var (labelled, _) = await LabellingThemes.Label(
            model, Made.Context("en"), new ThemeToLabel(sources, "x", new Dictionary<string, string> { ["T1"] = "y" }), CancellationToken.None);
        Assert.That(labelled.Doubted, Has.Count.EqualTo(1));
        Assert.That(labelled.Parts["T1"].Summary.SelectMany(sentence => sentence.Sources), Is.EquivalentTo(sources.Select(source => source.Id)));
    }

    [Test]
    public async Task Working_groups_are_suggested_by_the_model_or_by_words_in_common()
    {
        GroupToSuggest[] groups = [new("water", [new("en", "Water and land")]), new("movement", [new("en", "Movement: bus, hospital, village roads"), new("he", "תנועה: אוטובוס ובית חולים")])];
        var sources = Sources();
        using var model = PlayedModel.Good();
        var (suggested, _) = await SuggestingWorkingGroups.Suggest(model, Made.Context("en"), groups, sources, CancellationToken.None);
        Assert.That(suggested.Select(one => one.Groups.Single()), Is.All.EqualTo("water"));
        (suggested, _) = await SuggestingWorkingGroups.Suggest(null, Made.Context("en"), groups, sources, CancellationToken.None);
        Assert.That(suggested.Select(one => string.Join(' ', one.Groups)), Is.EqualTo(new[] { "movement", "", "" }));
        Assert.That(suggested.Select(one => one.Origin.By), Is.All.EqualTo(MadeBy.BuiltIn));
    }

    [Test]
    public async Task Without_a_model_people_speak_in_their_own_words()
    {
        var sources = Sources();
        var (summary, counts) = await SummarisingWorkingGroup.Summarise(null, Made.Context("ar"), sources, _figures, CancellationToken.None);
        Assert.That(summary.Clauses.Select(clause => clause.Text), Is.EqualTo(sources.Select(source => source.In("ar")!.Text)));
        Assert.That((summary.Origin.Reason, counts.FallenBack), Is.EqualTo(("no model is configured", 1)));
    }
}
