using System.Globalization;
using NUnit.Framework;
using Pulse.Language.Calling;
using Pulse.Language.Prompting;
using Pulse.Tests.Language.Scripted;
using Pulse.Worker;

namespace Pulse.Tests.Language.Calling.Independent;

/// <summary>
/// OpenAI-compatible servers that others wrote, installed from npm where that can be done: the client works with each as it
/// is. None of them has a model; what differs is the form of replies, errors, vectors and usage.
/// </summary>
[TestFixture]
[Category("Slow")]
internal sealed class IndependentServersTests : InCallingHouse
{
    private const string Aimock = "@copilotkit/aimock/dist/cli.js";
    private const string MockLlm = "@dwmkerr/mock-llm/dist/main.js";
    private const string Portkey = "@portkey-ai/gateway/build/start-server.js";
    private const string OpenAiMock = "openai-mock-api/dist/cli.js";

    private static readonly string _reply = System.Text.Json.JsonSerializer.Serialize(CallingHouse.GoodReply);

    // A model that is not there, one that is overloaded, one that takes no schema, one that takes no JSON at all
    private static readonly (string, string) _fixtures = ("fixtures.json", $$$$"""
        {"fixtures":[
          {"match":{"model":"no-such-model"},"response":{"status":404,
            "error":{"message":"The model 'no-such-model' does not exist","type":"invalid_request_error","code":"model_not_found"}}},
          {"match":{"model":"overloaded"},"response":{"status":429,"error":{"message":"Rate limit reached","type":"rate_limit_error"}}},
          {"match":{"model":"no-schema","responseFormat":"json_schema"},"response":{"status":400,
            "error":{"message":"Invalid value: 'response_format' of type 'json_schema' is not supported","type":"invalid_request_error"}}},
          {"match":{"endpoint":"chat"},"response":{"content":{{{{_reply}}}}}}
        ]}
        """);

    // Replies without id, usage or reason; errors as FastAPI, as a text and with a number for a code
    private static readonly (string, string) _rules = ("mock-llm.yaml", $$$$"""
        rules:
          - path: "/v1/chat/completions"
            response: { status: 200, content: '{"choices":[{"message":{"role":"assistant","content":{{{{_reply}}}}}}]}' }
          - path: "/v1/chat/completions"
            match: "body.model == 'no-schema' && body.response_format"
            response: { status: 422, content: '{"detail":[{"loc":["body","response_format","type"],"msg":"Extra inputs are not permitted"}]}' }
          - path: "/v1/chat/completions"
            match: "body.model == 'no-such-model'"
            response: { status: 404, content: '{"error":"model \"no-such-model\" not found, try pulling it first"}' }
          - path: "/v1/chat/completions"
            match: "body.model == 'overloaded'"
            response: { status: 503, content: '{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}' }
          - path: "/v1/embeddings"
            response: { status: 200, content: '{"data":[{"index":1,"embedding":[0.5,1]},{"index":0,"embedding":[0.25,-1]}]}' }
        """);

    private static readonly (string, string) _responses = ("responses.yaml", $$"""
        apiKey: '{{CallingHouse.Key}}'
        responses:
          - id: good
            messages:
              - { role: system, matcher: any }
              - { role: user, matcher: contains, content: 'the well' }
              - { role: assistant, content: '{{CallingHouse.GoodReply}}' }
        """);

    [OneTimeSetUp]
    public Task Install() => NodeServer.Install("@copilotkit/aimock@1.43.0", "@dwmkerr/mock-llm@0.1.29", "openai-mock-api@0.4.0", "@portkey-ai/gateway@1.15.2");

    private static Task<NodeServer> Start(string script) => script switch
    {
        Aimock => NodeServer.Start(
            script, "-p PORT -f FOLDER --log-level silent", _fixtures, ("AIMOCK_API_KEYS", CallingHouse.Key)),
        MockLlm => NodeServer.Start(script, "--config FOLDER/mock-llm.yaml", _rules),
        _ => NodeServer.Start(script, "-c FOLDER/responses.yaml -p PORT", _responses),
    };

    /// <summary>A server, and whether it tells what it used.</summary>
    [TestCase(Aimock, true)]
    [TestCase(MockLlm, false)]
    [TestCase(OpenAiMock, true)]
    public async Task It_answers_in_a_schema_and_what_it_used_is_in_the_ledger(string script, bool tellsUsage)
    {
        using var server = await Start(script);
        var dialogue = await House.Dialogue();

        var response = await CallingHouse.Ask(Chat(server), dialogue);

        Assert.That(response.Text, Is.EqualTo(CallingHouse.GoodReply));
        var row = (await House.Ledger(dialogue)).Single();
        Assert.That((row.Outcome, row.Estimated), Is.EqualTo(("answered", !tellsUsage)));
        Assert.That((row.TokensIn, row.TokensOut), Is.Not.EqualTo((0L, 0L)));
        Assert.That(await House.BudgetsAddUp());
    }

    /// <summary>A server, and how many styles it refuses before one that it takes.</summary>
    [TestCase(Aimock, 1)]
    [TestCase(MockLlm, 2)]
    public async Task One_without_schemas_is_asked_more_simply(string script, int refusals)
    {
        using var server = await Start(script);
        var dialogue = await House.Dialogue();
        var chat = Chat(server, "no-schema");

        Assert.That((await CallingHouse.Ask(chat, dialogue)).Text, Is.EqualTo(CallingHouse.GoodReply));
        Assert.That((await CallingHouse.Ask(chat, dialogue, "the well again")).Text, Is.EqualTo(CallingHouse.GoodReply));

        var ledger = await House.Ledger(dialogue);
        Assert.That(ledger.Count(row => row.Outcome == "rejected"), Is.EqualTo(refusals));
        Assert.That(ledger.Count(row => row.Outcome == "answered"), Is.EqualTo(2));
    }

    [TestCase(Aimock, "no-such-model", CallingHouse.Key, "knows no such model or address (404, model_not_found)")]
    [TestCase(Aimock, "any", "another-key", "does not accept the key or this account (401, invalid_api_key)")]
    [TestCase(MockLlm, "no-such-model", CallingHouse.Key, "knows no such model or address (404)")]
    [TestCase(OpenAiMock, "any", "another-key", "does not accept the key or this account (401, invalid_api_key)")]
    public async Task What_it_refuses_is_told_in_a_sentence_after_one_request(string script, string model, string key, string says)
    {
        using var server = await Start(script);
        var dialogue = await House.Dialogue();
        var chat = House.Models(settings => settings with { Endpoint = server.Endpoint, Model = model }, key).Chat!;

        var failure = await Assert.ThrowsAsync<ModelRejectedException>(() => CallingHouse.Ask(chat, dialogue));

        Assert.That(failure!.Message, Does.Contain(says));
        Assert.That((await House.Ledger(dialogue)).Select(row => row.Outcome), Is.EqualTo(new[] { "rejected" }));
    }

    [TestCase(Aimock, "enough requests for now (429, rate_limit_error)")]
    [TestCase(MockLlm, "overloaded for now (503, unavailable_error)")]
    public async Task An_overloaded_one_is_given_its_pauses_and_the_call_waits_with_a_reason(string script, string says)
    {
        using var server = await Start(script);
        var dialogue = await House.Dialogue();

        var failure = await Assert.ThrowsAsync<ModelUnavailableException>(() => CallingHouse.Ask(Chat(server, "overloaded"), dialogue));

        Assert.That(failure!.Message, Does.Contain(says));
        Assert.That(failure.RetryAfter, Is.GreaterThan(TimeSpan.Zero));
        Assert.That((await House.Ledger(dialogue)).Select(row => row.Outcome), Is.EqualTo(new[] { "too-many", "too-many", "too-many" }));
    }

    [Test]
    public async Task Vectors_come_in_batches_in_the_order_of_their_texts_and_a_usage_of_nothing_is_not_believed()
    {
        using var aimock = await Start(Aimock);
        var dialogue = await House.Dialogue();
        string[] texts = ["שלום", "سلام", "peace", "water", "bread"];
        var made = await Vectors(aimock, batch: 2).GenerateAsync(texts, CallingHouse.ForVectors(dialogue));
        // The same one by one: the server's vectors are a function of the text
        var alone = await Vectors(aimock, batch: 1, model: "another").GenerateAsync(texts, CallingHouse.ForVectors(dialogue));
        Assert.That(made.Select(vector => vector.Vector.ToArray()), Is.EqualTo(alone.Select(vector => vector.Vector.ToArray())));
        Assert.That(made.Select(vector => vector.Vector.Length).Distinct().Single(), Is.GreaterThan(100));
        var ledger = await House.Ledger(dialogue);
        Assert.That(ledger, Has.Count.EqualTo(3 + 5));
        Assert.That(ledger.Select(row => (row.Estimated, row.TokensIn > 0)).Distinct(), Is.EqualTo(new[] { (true, true) }));

        using var mock = await Start(MockLlm);
        var swapped = await Vectors(mock, batch: 2).GenerateAsync(["one", "two"], CallingHouse.ForVectors(dialogue));
        Assert.That(swapped.Select(vector => vector.Vector.ToArray()), Is.EqualTo(new[] { new[] { 0.25f, -1 }, [0.5f, 1] }));

        using var none = await Start(OpenAiMock);
        var failure = await Assert.ThrowsAsync<ModelRejectedException>(
            () => Vectors(none, batch: 2).GenerateAsync(["one"], CallingHouse.ForVectors(dialogue)));
        Assert.That(failure!.Message, Does.Contain("refuses the request (400"));
    }

    /// <summary>A server, its model, what the doctor says, and its exit code.</summary>
    [TestCase(Aimock, "any", "works with schema style json_schema.", "numbers for a text", 0)]
    [TestCase(Aimock, "no-schema", "set Pulse:Model:SchemaStyle to json_object", "numbers for a text", 0)]
    [TestCase(Aimock, "no-such-model", "(404, model_not_found). It says: The model 'no-such-model' does not exist", "numbers for a text", 1)]
    [TestCase(MockLlm, "any", "it does not tell how many tokens it uses", "Vectors from 'vectors':", 1)]
    [TestCase(MockLlm, "no-such-model", "It says: model \"no-such-model\" not found, try pulling it first", "Vectors from 'vectors':", 1)]
    [TestCase(OpenAiMock, "any", "It says: No matching response found", "It says: Endpoint /v1/embeddings is not supported", 1)]
    public async Task The_doctor_says_how_it_is(string script, string model, string says, string ofVectors, int code)
    {
        using var server = await Start(script);
        using var say = new StringWriter();
        var ended = await CommandTable.Dispatch(["doctor", "--model", .. Words(server, model), "--Pulse:Model:EmbeddingModel=vectors"], say, default);
        TestContext.Out.WriteLine(say);
        Assert.That(say.ToString(), Does.Contain(says).And.Contain(ofVectors));
        Assert.That(ended, Is.EqualTo(code));
    }

    [Test]
    public async Task Through_a_gateway_the_whole_evaluation_is_what_it_is_without()
    {
        await using var scripted = await ScriptedServer.OfEveryTask();
        var upstream = new Uri(scripted.Endpoint, "/").ToString().TrimEnd('/');
        using var gateway = await NodeServer.Start(
            Aimock, $"-p PORT -f FOLDER --log-level silent --proxy-only --provider-openai {upstream}", ("fixtures.json", """{"fixtures":[]}"""));

        var through = await Evaluate(Words(gateway, "scripted"));
        var calls = scripted.Requests.Count;
        var direct = await Evaluate(
            ["--Pulse:Model:Provider=compatible", $"--Pulse:Model:Endpoint={scripted.Endpoint}", "--Pulse:Model:Model=scripted"]);

        TestContext.Out.WriteLine(through);
        Assert.That(through, Is.EqualTo(direct));
        Assert.That(through.Split('\n').Count(line => PromptTasks.All.Any(task => line.StartsWith(task, StringComparison.Ordinal))), Is.GreaterThan(20));
        Assert.That(scripted.Requests, Has.Count.EqualTo(2 * calls));
    }

    [Test]
    public async Task Through_a_gateway_that_wants_headers_of_its_own_the_whole_evaluation_is_what_it_is_without()
    {
        await using var scripted = await ScriptedServer.OfEveryTask();
        using var gateway = await NodeServer.Start(Portkey, "--port=PORT --headless", ("none.json", "{}"));
        string[] headers =
            ["--Pulse:Model:Headers:x-portkey-provider=openai", $"--Pulse:Model:Headers:x-portkey-custom-host={scripted.Endpoint.ToString().TrimEnd('/')}"];

        using var say = new StringWriter();
        Assert.That(await CommandTable.Dispatch(["doctor", "--model", .. Words(gateway, "scripted")], say, default), Is.EqualTo(1));
        Assert.That(say.ToString(), Does.Contain("It says: Either x-portkey-config or x-portkey-provider header is required").And.Contain("Pulse:Model:Headers:NAME"));

        var through = await Evaluate([.. Words(gateway, "scripted"), .. headers]);
        var direct = await Evaluate(
            ["--Pulse:Model:Provider=compatible", $"--Pulse:Model:Endpoint={scripted.Endpoint}", "--Pulse:Model:Model=scripted"]);
        Assert.That(through, Is.EqualTo(direct));
        Assert.That(scripted.Requests.Select(request => request.Headers.ContainsKey("x-portkey-provider")), Has.None.True, "it keeps its own to itself");
    }

    private static async Task<string> Evaluate(string[] words)
    {
        using var say = new StringWriter(CultureInfo.InvariantCulture);
        Assert.That(await CommandTable.Dispatch(["eval", Path.Combine(Repository.Root, "evals"), .. words], say, default), Is.Zero, say.ToString());
        return say.ToString();
    }

    private static string[] Words(NodeServer server, string model) =>
    [
        "--Pulse:Model:Provider=compatible", $"--Pulse:Model:Endpoint={server.Endpoint}", $"--Pulse:Model:Model={model}",
        $"--Pulse:Model:Key={CallingHouse.Key}",
    ];

    private Microsoft.Extensions.AI.IChatClient Chat(NodeServer server, string model = "any") =>
        House.Models(settings => settings with { Endpoint = server.Endpoint, Model = model }).Chat!;

    private Microsoft.Extensions.AI.IEmbeddingGenerator<string, Microsoft.Extensions.AI.Embedding<float>> Vectors(
        NodeServer server, int batch, string model = "vectors") =>
        House.Models(settings => settings with { Endpoint = server.Endpoint, EmbeddingModel = model, EmbeddingBatch = batch }).Vectors!;
}
