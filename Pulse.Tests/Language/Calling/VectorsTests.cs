using Microsoft.Extensions.AI;
using NUnit.Framework;
using Pulse.Language.Calling;
using Pulse.Tests.Language.Scripted;

namespace Pulse.Tests.Language.Calling;

/// <summary>What servers do with vectors: order, batches, usage, and what is no vector at all.</summary>
[TestFixture]
internal sealed class VectorsTests : InCallingHouse
{
    private static readonly string[] _texts = ["שלום", "سلام", "peace", "water", "bread"];

    [Test]
    public async Task They_come_in_batches_out_of_order_without_usage_and_each_goes_to_its_text()
    {
        var dialogue = await House.Dialogue();
        House.Server.TellsUsage = false;

        var made = await Vectors(settings => settings with { EmbeddingBatch = 2 }).GenerateAsync(_texts, CallingHouse.ForVectors(dialogue));

        Assert.That(Numbers(made), Is.EqualTo(_texts.Select(text => ScriptedServer.VectorOf(text))));
        Assert.That(House.Server.Requests.Select(request => request.Json!["input"]!.AsArray().Count), Is.EqualTo(new[] { 2, 2, 1 }));
        var ledger = await House.Ledger(dialogue);
        Assert.That(ledger.Select(row => (row.Kind, row.Outcome, row.Estimated)).Distinct(), Is.EqualTo(new[] { ("embedding", "answered", true) }));
        Assert.That(ledger.Select(row => row.TokensIn), Is.All.Positive);
        Assert.That(await House.BudgetsAddUp());
    }

    [Test]
    public async Task A_server_that_says_it_used_nothing_is_not_believed()
    {
        var dialogue = await House.Dialogue();
        House.Server.Otherwise = _ => Sends("""{"data":[{"index":0,"embedding":[0.5]}],"usage":{"prompt_tokens":0,"total_tokens":0}}""");
        await Vectors().GenerateAsync(["words"], CallingHouse.ForVectors(dialogue));
        var row = (await House.Ledger(dialogue)).Single();
        Assert.That((row.Estimated, row.TokensIn > 0), Is.EqualTo((true, true)));
    }

    [TestCase("""[{"index":0,"embedding":[0.5,1]},{"index":1,"embedding":[0.5]}]""", TestName = "Of another length than the other")]
    [TestCase("""[{"index":0,"embedding":[0.5,1]}]""", TestName = "One is missing")]
    [TestCase("""[{"index":0,"embedding":[0.5,1]},{"index":0,"embedding":[0.5,1]}]""", TestName = "One comes twice and one not at all")]
    [TestCase("""[{"index":0,"embedding":[0.5,1]},{"index":2,"embedding":[0.5,1]}]""", TestName = "One has a place that no text has")]
    [TestCase("""[{"index":-1,"embedding":[0.5,1]},{"index":0,"embedding":[0.5,1]}]""", TestName = "One has a place below nothing")]
    [TestCase("""[{"index":0,"embedding":[]},{"index":1,"embedding":[]}]""", TestName = "They are empty")]
    [TestCase("""[{"index":0,"embedding":[0.5,null]},{"index":1,"embedding":[0.5,1]}]""", TestName = "A number is null")]
    [TestCase("""[{"index":0,"embedding":[0.5,"NaN"]},{"index":1,"embedding":[0.5,1]}]""", TestName = "A number is the text NaN")]
    [TestCase("""[{"index":0,"embedding":[0.5,1e999]},{"index":1,"embedding":[0.5,1]}]""", TestName = "A number has no end")]
    [TestCase("""[{"index":0,"embedding":"AADAfwAAgD8="},{"index":1,"embedding":"AAAAPwAAgD8="}]""", TestName = "A number in base64 is NaN")]
    public async Task What_is_no_vector_is_told_as_such_and_not_kept(string data)
    {
        var dialogue = await House.Dialogue();
        House.Server.Otherwise = _ => Sends($$"""{"data":{{data}}}""");

        var failure = await Assert.ThrowsAsync<ModelUnavailableException>(
            () => Vectors().GenerateAsync(["one", "two"], CallingHouse.ForVectors(dialogue)));

        Assert.That(failure!.Message, Does.Contain("answered with vectors of no use"));
        Assert.That(House.Server.Requests, Has.Count.EqualTo(3));
        Assert.That((await House.Ledger(dialogue)).Select(row => row.Outcome), Is.EqualTo(Enumerable.Repeat("unreadable", 3)));
        Assert.That(await Kept(dialogue), Is.Zero);
    }

    [TestCase("""{"data":[{"index":0,"embedding":[NaN]}]}""", "something that is no reply")]
    [TestCase("""{"data":[{"index":0}]}""", "something that is no reply")]
    [TestCase("""{"embedding":[0.5]}""", "something that is no reply")]
    [TestCase("""{"data":[{"index":0,"embedding":"not base64"}]}""", "something that is no reply")]
    public async Task What_is_no_reply_is_told_as_such(string body, string says)
    {
        var dialogue = await House.Dialogue();
        House.Server.Otherwise = _ => Sends(body);
        var failure = await Assert.ThrowsAsync<ModelUnavailableException>(
            () => Vectors(settings => settings with { Attempts = 1 }).GenerateAsync(["one"], CallingHouse.ForVectors(dialogue)));
        Assert.That(failure!.Message, Does.Contain(says));
        Assert.That(await Kept(dialogue), Is.Zero);
    }

    [Test]
    public async Task Lengths_that_change_from_one_request_to_the_next_make_no_vectors()
    {
        var dialogue = await House.Dialogue();
        House.Server.Meanwhile = () =>
        {
            House.Server.VectorLength--;
            return Task.CompletedTask;
        };
        var failure = await Assert.ThrowsAsync<ModelUnavailableException>(
            () => Vectors(settings => settings with { EmbeddingBatch = 1 }).GenerateAsync(_texts, CallingHouse.ForVectors(dialogue)));
        Assert.That(failure!.Message, Does.Contain("'scripted-vectors' gives vectors of different lengths"));
        Assert.That(await Kept(dialogue), Is.Zero);
    }

    [Test]
    public async Task Where_another_model_took_the_name_all_are_made_anew_and_the_old_ones_forgotten()
    {
        var dialogue = await House.Dialogue();
        var vectors = Vectors();
        await vectors.GenerateAsync(_texts[..2], CallingHouse.ForVectors(dialogue));
        House.Server.VectorLength = 8;
        // kept beside the old ones, since nobody asked for both
        await vectors.GenerateAsync(_texts[2..3], CallingHouse.ForVectors(dialogue));

        var made = await vectors.GenerateAsync(_texts, CallingHouse.ForVectors(dialogue));
        var again = await vectors.GenerateAsync(_texts, CallingHouse.ForVectors(dialogue));

        Assert.That(Numbers(made), Is.EqualTo(_texts.Select(text => ScriptedServer.VectorOf(text, 8))));
        Assert.That(Numbers(again), Is.EqualTo(Numbers(made)));
        Assert.That(House.Server.Requests.Select(request => request.Json!["input"]!.AsArray().Count), Is.EqualTo(new[] { 2, 1, 2, 5 }));
        Assert.That(await Kept(dialogue), Is.EqualTo(5));
    }

    private static IEnumerable<float[]> Numbers(GeneratedEmbeddings<Embedding<float>> vectors) => vectors.Select(vector => vector.Vector.ToArray());

    private static Misbehaviour Sends(string body) => new("a body of its own") { Instead = (context, _) => TransportFaults.Send(context, 200, body) };

    private IEmbeddingGenerator<string, Embedding<float>> Vectors(Func<ModelSettings, ModelSettings>? change = null) => House.Models(change).Vectors!;

    private Task<long> Kept(Guid dialogue) => House.One<long>("select count(*) from language.replies where dialogue_id = @dialogue", new { dialogue });
}
