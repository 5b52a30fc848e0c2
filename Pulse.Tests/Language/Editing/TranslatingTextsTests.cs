using NUnit.Framework;
using Pulse.Language.Editing;
using Pulse.Language.Verifying;
using Pulse.Tests.Language.Prompting;
using Pulse.Tests.Language.Scripted;

namespace Pulse.Tests.Language.Editing;

[TestFixture]
public sealed class TranslatingTextsTests
{
    private static readonly TextToTranslate[] _texts =
    [
        new(Guid.NewGuid(), new("he", "סבתא שלי סיפרה לי על הנכבה, ואני רוצה שהשכנים ישמעו.")),
        new(Guid.NewGuid(), new("ar", "فتح المعبر 12 ساعة في اليوم.")),
        new(Guid.NewGuid(), new("he", "אין לי מה לומר היום.")),
    ];

    private static Task<(IReadOnlyList<MachineTranslation> Translations, EditingCounts Counts)> Translate(PlayedModel model) =>
        TranslatingTexts.Translate(model, Made.Context("en"), _texts, CancellationToken.None);

    private static PlayedModel Writing(string about, string text, string note = "none") => PlayedModel.Changing((reply, request) =>
    {
        var id = request.Items.Single(item => item.Text.Contains(about, StringComparison.Ordinal)).Id;
        var one = reply["translations"]!.AsArray().Single(translation => translation!["id"]!.GetValue<string>() == id)!;
        (one["text"], one["note"]) = (text, note);
        return reply;
    });

    [Test]
    public async Task Every_text_is_translated_and_marked_as_machine_made_with_its_prompt()
    {
        using var model = PlayedModel.Good();
        var (translations, counts) = await Translate(model);
        Assert.That(translations.Select(one => one.Id), Is.EqualTo(_texts.Select(text => text.Id)));
        Assert.That(translations.Select(one => (one.Origin.By, one.Origin.PromptHash is not null, one.Text is not null)), Is.All.EqualTo((MadeBy.Model, true, true)));
        Assert.That(translations[0].Text, Does.Contain("Nakba"));
        Assert.That(translations[1].Text, Does.Contain("12"));
        Assert.That(counts.Dropped, Is.Empty);
    }

    [Test]
    public async Task The_glossary_is_sent_as_pairs_of_the_same_side_and_only_where_it_is_used()
    {
        using var model = PlayedModel.Good();
        await Translate(model);
        Assert.That(model.Requests.First().Parameters["glossary"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }),
            Is.EqualTo("""[{"from":"הנכבה","to":"the Nakba"}]"""));
    }

    [TestCase("הנכבה", "My grandmother told me about the War of Independence, and I want the neighbours to hear.", Rule.GlossarySubstituted)]
    [TestCase("12", "The crossing is open 21 hours a day.", Rule.Number)]
    [TestCase("12", "يفتح المعبر 12 ساعة في اليوم كل يوم.", Rule.Language)]
    [TestCase("לומר", "I have nothing to say today, see www.example.org", Rule.Link)]
    [TestCase("לומר", "I have nothing to say today. And also this: the text goes on and on, with things that nobody said, about roads and water and schools and the sea, and about what everybody should do next, and then about more things still.", Rule.Length)]
    public async Task A_translation_that_fails_is_asked_for_thrice_and_then_left_out_with_a_reason(string about, string text, Rule rule)
    {
        using var model = Writing(about, text);
        var (translations, counts) = await Translate(model);
        var failed = translations.Single(one => one.Text is null);
        Assert.That(failed.Origin.Reason, Does.Contain("did not pass"));
        Assert.That(_texts.Single(one => one.Id == failed.Id).Original.Text, Does.Contain(about));
        Assert.That(counts.Dropped.Keys, Does.Contain(rule));
        Assert.That((counts.Calls, counts.FallenBack, model.Accepted), Is.EqualTo((3, 1, 0)));
    }

    [Test]
    public async Task A_lost_term_is_asked_for_again_and_then_flagged()
    {
        using var model = Writing("הנכבה", "My grandmother told me about it, and I want the neighbours to hear.");
        var (translations, counts) = await Translate(model);
        Assert.That(translations[0].Flags.Single().Rule, Is.EqualTo(Rule.GlossaryMissing));
        Assert.That((counts.Calls, counts.Flagged[Rule.GlossaryMissing]), Is.EqualTo((3, 1)));
    }

    [Test]
    public async Task What_cannot_be_translated_is_said_and_what_is_unsure_is_kept()
    {
        using var model = Writing("לומר", "", "untranslatable");
        var (translations, counts) = await Translate(model);
        Assert.That((translations[2].Text, translations[2].Origin.Reason), Is.EqualTo(((string?)null, "the model could not translate it")));
        Assert.That(counts.Calls, Is.EqualTo(1));
        using var unsure = Writing("לומר", "I have nothing to say today.", "unsure");
        Assert.That((await Translate(unsure)).Translations[2].Unsure, Is.True);
    }

    [Test]
    public async Task Many_texts_go_in_several_calls_and_each_in_exactly_one()
    {
        TextToTranslate[] many = [.. Enumerable.Range(0, 150).Select(number => new TextToTranslate(Guid.NewGuid(), new("he", $"תשובה שנכתבה על הכביש ועל המעבר ליד הכפר, והיא תשובה מספר {number}")))];
        using var model = PlayedModel.Good();
        var (translations, counts) = await TranslatingTexts.Translate(model, Made.Context("en"), many, CancellationToken.None);
        Assert.That(translations.Count(one => one.Text is not null), Is.EqualTo(150));
        Assert.That(model.Requests.SelectMany(request => request.Items).Select(item => item.Text), Is.EquivalentTo(many.Select(text => text.Original.Text)));
        Assert.That(counts.Calls, Is.EqualTo(model.Bodies.Count).And.GreaterThan(3));
        const string letters = "abcdefghijklmnopqrstuvwxyz";
        Assert.That(translations.Select(one => one.Text), Is.EqualTo(many.Select(text => translations.Single(one => one.Id == text.Id).Text)));
        Assert.That(many.Zip(translations).Where(pair => !pair.Second.Text!.Contains(ScriptedReplies.Echo(pair.First.Original.Text, letters), StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Back_translation_has_a_prompt_of_its_own()
    {
        using var model = PlayedModel.Good();
        var (translations, _) = await TranslatingBack.Translate(model, Made.Context("he"), [new(Guid.NewGuid(), new("en", "Open the road."))], CancellationToken.None);
        Assert.That(TellingLanguage.Is(translations[0].Text!, "he"), Is.True);
        Assert.That(model.Bodies[0]["task"]!.GetValue<string>(), Is.EqualTo("back-translate"));
    }

    [Test]
    public async Task Without_a_model_the_original_stands_alone_and_says_why() =>
        Assert.That((await TranslatingTexts.Translate(null, Made.Context("en"), _texts, CancellationToken.None)).Translations
            .Select(one => (one.Text, one.Origin.Reason)), Is.All.EqualTo(((string?)null, "no model is configured")));
}
