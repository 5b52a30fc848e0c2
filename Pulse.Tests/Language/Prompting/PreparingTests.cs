using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using NUnit.Framework;
using Pulse.Language.Calling;
using Pulse.Language.Prompting;
using Pulse.Tests.Language.Scripted;

namespace Pulse.Tests.Language.Prompting;

[TestFixture]
public sealed class PreparingTests
{
    private static readonly RequestItem[] _items = [.. Enumerable.Range(0, 20).Select(number => Made.Item($"Answer number {number} about the road."))];

    private static ScriptedRequest Read(PreparedCall call) => ScriptedRequest.Read(new JsonObject
    {
        ["messages"] = new JsonArray([.. call.Messages.Select(message => (JsonNode)new JsonObject { ["content"] = message.Text })]),
    });

    [Test]
    public void A_call_is_the_prompt_to_the_letter_and_then_data_between_markers()
    {
        var request = Made.Request(_items);
        var call = Preparing.Prepare(request);
        Assert.That(call.Messages.Select(message => message.Role), Is.EqualTo(new[] { ChatRole.System, ChatRole.User }));
        Assert.That(call.Messages[0].Text, Is.EqualTo(request.Prompt.Body));
        var read = Read(call);
        Assert.That(read.Delimiter, Does.Match("^data-[0-9a-f]{32}$"));
        Assert.That(read.Items.Select(item => item.Text), Is.EquivalentTo(_items.Select(item => item.Text)));
        Assert.That(read.Items.Select(item => item.Id), Is.EqualTo(Enumerable.Range(1, 20).Select(number => $"S{number}")));
    }

    [Test]
    public void No_id_of_ours_is_in_what_is_sent()
    {
        var call = Preparing.Prepare(Made.Request(_items));
        var sent = string.Concat(call.Messages.Select(message => message.Text));
        Assert.That(_items.Select(item => item.Id.ToString()).Append(call.Context.Dialogue.ToString()).Where(sent.Contains), Is.Empty);
    }

    [Test]
    public void Items_are_shuffled_by_what_they_say_and_found_again_by_their_id()
    {
        var call = Preparing.Prepare(Made.Request(_items));
        Assert.That(Read(call).Items.Select(item => item.Text), Is.Not.EqualTo(_items.Select(item => item.Text)));
        foreach (var item in Read(call).Items)
        {
            Assert.That(_items.Single(one => one.Id == call.SourceOf(item.Id)).Text, Is.EqualTo(item.Text));
        }
    }

    [Test]
    public void The_same_input_has_the_same_hash_and_ids_whatever_its_order_and_markers()
    {
        var (one, other) = (Preparing.Prepare(Made.Request(_items)), Preparing.Prepare(Made.Request([.. _items.Reverse()])));
        Assert.That(other.Context.InputHash, Is.EqualTo(one.Context.InputHash));
        Assert.That(other.Items.Select(pair => (pair.Key, pair.Value.Id)), Is.EqualTo(one.Items.Select(pair => (pair.Key, pair.Value.Id))));
        Assert.That(Read(other).Delimiter, Is.Not.EqualTo(Read(one).Delimiter));
        var changed = Preparing.Prepare(Made.Request([_items[0] with { Text = "Something else." }, .. _items.Skip(1)]));
        Assert.That(changed.Context.InputHash, Is.Not.EqualTo(one.Context.InputHash));
    }

    [Test]
    public void The_context_names_every_source_and_the_hashes_of_prompt_and_schema()
    {
        var request = Made.Request(_items) with { About = "The statement.", AboutSources = [Guid.NewGuid()] };
        var call = Preparing.Prepare(request);
        var context = (CallContext)call.Options.AdditionalProperties![CallContext.Key]!;
        Assert.That(context.Sources, Is.EquivalentTo(_items.Select(item => item.Id).Concat(request.AboutSources)));
        Assert.That(context.PromptHash, Is.EqualTo(request.Prompt.Hash));
        Assert.That(context.SchemaHash, Is.EqualTo(Hashing.Sha256(request.Shape.Schema().ToJsonString())));
        Assert.That(call.Options.Temperature, Is.Zero);
        Assert.That(call.Options.MaxOutputTokens, Is.EqualTo(request.Prompt.MaxOutputTokens));
    }

    [Test]
    public void Every_schema_is_strict()
    {
        var call = Preparing.Prepare(Made.Request(_items));
        var schema = ((ChatResponseFormatJson)call.Options.ResponseFormat!).Schema!.Value;
        Assert.That(Objects(schema).Count(), Is.EqualTo(2));
        foreach (var one in Objects(schema))
        {
            Assert.That(one.GetProperty("additionalProperties").GetBoolean(), Is.False);
            Assert.That(
                one.GetProperty("required").EnumerateArray().Select(name => name.GetString()),
                Is.EqualTo(one.GetProperty("properties").EnumerateObject().Select(property => property.Name)));
        }
    }

    private static IEnumerable<JsonElement> Objects(JsonElement schema) => schema.GetProperty("type").GetString() switch
    {
        "object" => schema.GetProperty("properties").EnumerateObject().SelectMany(property => Objects(property.Value)).Prepend(schema),
        "array" => Objects(schema.GetProperty("items")),
        _ => [],
    };

    [Test]
    public void Batches_hold_every_item_once_and_no_more_than_fits()
    {
        var batches = Batching.Cut(_items, _ => 100, 1000);
        Assert.That(batches.SelectMany(batch => batch), Is.EqualTo(_items));
        Assert.That(batches.Select(batch => batch.Count), Is.EqualTo(new[] { 7, 7, 6 }));
        var large = Made.Item(new string('א', 20_000), "he");
        Assert.That(Batching.Cut([_items[0], large, _items[1]], _ => 1, 1000).Select(batch => batch.Count), Is.EqualTo(new[] { 1, 1, 1 }));
    }
}
