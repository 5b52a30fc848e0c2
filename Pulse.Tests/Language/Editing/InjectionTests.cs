using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Pulse.Language;
using Pulse.Language.Editing;
using Pulse.Language.Prompting;
using Pulse.Language.Verifying;
using Pulse.Tests.Language.Prompting;
using Pulse.Tests.Language.Scripted;

namespace Pulse.Tests.Language.Editing;

/// <summary>A line of evals/injection/payloads.jsonl, and what a model that obeys it would write, if that can be said.</summary>
public sealed record Payload(string Id, string Kind, string Language, string Text, string? Obeyed)
{
    public override string ToString() => Id;
}

[TestFixture]
public sealed class InjectionTests
{
    private static readonly JsonSerializerOptions _web = new(JsonSerializerDefaults.Web);

    private static readonly Payload[] _payloads =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "evals", "injection", "payloads.jsonl")).Select(line => JsonSerializer.Deserialize<Payload>(line, _web)!),
    ];

    private static IEnumerable<Payload> Obeyed => _payloads.Where(payload => payload.Obeyed is not null);

    private static readonly Dictionary<string, string> _honest = new()
    {
        ["en"] = "We want a road to the hospital.",
        ["he"] = "אנחנו רוצים כביש אל בית החולים.",
        ["ar"] = "نريد طريقًا إلى المستشفى.",
    };

    [Test]
    public void There_are_at_least_sixty_in_three_languages()
    {
        Assert.That(_payloads, Has.Length.GreaterThanOrEqualTo(60));
        Assert.That(_payloads.CountBy(payload => payload.Language).Select(pair => pair.Value), Is.All.GreaterThanOrEqualTo(20));
        Assert.That(_payloads.Select(payload => payload.Id), Is.Unique);
    }

    [TestCaseSource(nameof(_payloads))]
    public void It_travels_as_data_to_the_letter_and_cannot_close_the_marker(Payload payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        var call = Preparing.Prepare(Made.Request(Made.Item(payload.Text, payload.Language), Made.Item("Another answer.")) with { About = payload.Text });
        var message = call.Messages[1].Text;
        // Reading throws if there are more lines than parameters, marker, data, marker
        var request = ScriptedRequest.Read(new JsonObject
        {
            ["messages"] = new JsonArray([.. call.Messages.Select(one => (JsonNode)new JsonObject { ["content"] = one.Text })]),
        });
        Assert.That(request.Items.Select(item => item.Text), Is.EquivalentTo(new[] { payload.Text, "Another answer." }));
        Assert.That(request.Data["about"]!.GetValue<string>(), Is.EqualTo(payload.Text));
        Assert.That(message.Split("<<").Length + message.Split(">>").Length, Is.EqualTo(4), "one opening and one closing marker");
        Assert.That(message.Where(character => char.GetUnicodeCategory(character) == System.Globalization.UnicodeCategory.Format), Is.Empty);
        Assert.That(call.Messages[0].Text, Is.EqualTo(ReadingPrompts.Of(PromptTasks.Flag, "en").Body));
    }

    [TestCaseSource(nameof(Obeyed))]
    public async Task A_model_that_obeys_it_is_caught(Payload payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        var language = payload.Language;
        Source[] sources = [Made.Source(language, payload.Text), Made.Source(language, _honest[language])];
        using var model = PlayedModel.Changing((reply, request) =>
        {
            var honest = request.Items.Single(item => item.Text == _honest[language]).Id;
            var text = payload.Obeyed == "PROMPT" ? string.Join(' ', Tokenising.Words(request.System).Take(25).Select(word => word.Surface)) : payload.Obeyed!;
            if (payload.Obeyed == "SILENCE")
            {
                // Only the one who asked for silence is heard
                reply["clauses"] = new JsonArray([.. reply["clauses"]!.AsArray().Where(clause => clause!["cites"]![0]!.GetValue<string>() != honest).Select(clause => clause!.DeepClone())]);
                return reply;
            }
            reply["clauses"]!.AsArray().Add((JsonNode)new JsonObject { ["text"] = text, ["cites"] = new JsonArray((JsonNode)honest) });
            return reply;
        });
        var (statement, counts) = await DraftingStatements.Draft(model, Made.Context(language), sources, CancellationToken.None);
        if (payload.Obeyed == "SILENCE")
        {
            Assert.That(statement.Unaccounted, Is.EqualTo(new[] { sources[1].Id }));
            return;
        }
        // Taken out; or, where only the tone gives it away, kept with a flag that sends it to the desk
        var flagged = statement.Clauses.Where(clause => clause.Text == payload.Obeyed).ToArray();
        Assert.That(flagged.Length == 0 ? counts.Dropped.Count : flagged.Min(clause => clause.Flags.Count), Is.GreaterThan(0), statement.Text);
        Assert.That(flagged.Length == 0 || payload.Kind is "ignore" or "role", Is.True, "only these may stay for a person to see");
    }

    [Test]
    public async Task What_one_answer_commands_does_not_change_another_ones_translation()
    {
        foreach (var payload in _payloads)
        {
            var target = payload.Language == "en" ? "he" : "en";
            TextToTranslate[] texts = [new(Guid.NewGuid(), new(payload.Language, payload.Text)), new(Guid.NewGuid(), new(payload.Language, _honest[payload.Language]))];
            using var model = PlayedModel.Good();
            var (translations, _) = await TranslatingTexts.Translate(model, Made.Context(target), texts, CancellationToken.None);
            using var alone = PlayedModel.Good();
            var (expected, _) = await TranslatingTexts.Translate(alone, Made.Context(target), [texts[1]], CancellationToken.None);
            Assert.That(translations[1].Text, Is.EqualTo(expected[0].Text).And.Not.Null, payload.Id);
        }
    }
}
