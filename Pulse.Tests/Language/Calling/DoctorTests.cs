using NUnit.Framework;
using Pulse.Language.Calling;
using Pulse.Tests.Language.Scripted;
using Pulse.Worker;

namespace Pulse.Tests.Language.Calling;

/// <summary>What ./pulse doctor --model says, as the command line says it.</summary>
[TestFixture]
public sealed class DoctorTests
{
    private ScriptedServer _server = null!;

    [SetUp]
    public async Task Open()
    {
        _server = await ScriptedServer.Start(new Dictionary<string, string> { [ScriptedServer.HashOf("You answer in JSON.")] = "doctor" });
        _server.Register("doctor", _ => """{"word":"peace"}""");
    }

    [TearDown]
    public async Task Close() => await _server.DisposeAsync();

    [Test]
    public async Task All_is_well()
    {
        var (code, said) = await Examine();
        Assert.That(said, Does.Contain("Chat with 'scripted' (compatible at 127.0.0.1, inside the house): works with schema style json_schema."));
        Assert.That(said, Does.Contain("Vectors from 'vectors': work: 16 numbers for a text."));
        Assert.That(code, Is.Zero);
        Assert.That(_server.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task No_schema_and_no_usage()
    {
        _server.Understands = SchemaStyle.None;
        _server.TellsUsage = false;
        var (code, said) = await Examine();
        Assert.That(said, Does.Contain("set Pulse:Model:SchemaStyle to none").And.Contain("they are estimated"));
        Assert.That(code, Is.Zero);
    }

    [TestCase(401, """{"error":{"message":"Bad key","code":"invalid_api_key"}}""", "does not accept the key or this account (401, invalid_api_key). It says: ")]
    [TestCase(404, """{"error":"model 'scripted' not found, try pulling it first"}""", "knows no such model or address (404). It says: model 'scripted' not found")]
    [TestCase(404, """{"error":"Not Found","message":"Cannot POST /v1/embeddings","status":404}""", "(404). It says: Not Found: Cannot POST /v1/embeddings")]
    [TestCase(401, """{"status":"failure","message":"A header is required"}""", "(401). It says: A header is required")]
    [TestCase(403, """{"error":{"message":"Not allowed","type":"forbidden","param":"model","code":403}}""", "(403, forbidden). It says: Not allowed (model)")]
    [TestCase(404, """{"object":"error","message":"No such model","type":"NotFoundError","code":404}""", "(404, NotFoundError). It says: No such model")]
    [TestCase(429, """{"detail":"Slow down"}""", "(429). It says: Slow down")]
    [TestCase(500, """{"detail":[{"loc":["body"],"msg":"broken"}]}""", "(500). It says: {\"detail\":[{\"loc\":[\"body\"],\"msg\":\"broken\"}]}")]
    [TestCase(500, """["broken"]""", "(500). It says: [\"broken\"]")]
    [TestCase(429, "slow down", "has had enough requests for now (429). It says: slow down")]
    [TestCase(500, "", "failed (500).")]
    public async Task A_refusal_is_told_with_the_servers_own_words(int status, string body, string says)
    {
        _server.Otherwise = _ => TransportFaults.Fails(status, body);
        var (code, said) = await Examine();
        Assert.That(said, Does.Contain(says).And.Not.Contain("a-secret-key"));
        Assert.That(code, Is.EqualTo(1));
        Assert.That(_server.Requests, Has.Count.EqualTo(2), "one call for chat, one for vectors, none again");
    }

    [Test]
    public async Task A_gateway_that_wants_a_header_of_its_own_is_served_it_and_its_value_is_never_said()
    {
        const string Header = "x-gateway-project";
        _server.Otherwise = request => request.Headers.GetValueOrDefault(Header) switch
        {
            null => TransportFaults.Fails(400, $$"""{"status":"failure","message":"A {{Header}} header is required"}"""),
            "peace-and-water" => null,
            var other => TransportFaults.Fails(403, $$"""{"message":"No project {{other}} for key a-secret-key, says the header"}"""),
        };
        var (code, said) = await Examine();
        Assert.That(said, Does.Contain($"(400). It says: A {Header} header is required A header that it wants with every request is set as Pulse:Model:Headers:NAME, and none is."));
        Assert.That(code, Is.EqualTo(1));

        (code, said) = await Examine($"--Pulse:Model:Headers:{Header}=peace-and-wter");
        Assert.That(said, Does.Contain($"(403). It says: No project … for key …, says the header Set as Pulse:Model:Headers are {Header}."));
        Assert.That(said, Does.Not.Contain("peace-and-wter").And.Not.Contain("a-secret-key"));
        Assert.That(code, Is.EqualTo(1));

        (code, said) = await Examine($"--Pulse:Model:Headers:{Header}=peace-and-water");
        Assert.That(said, Does.Contain($"(compatible at 127.0.0.1, inside the house, with {Header}): works").And.Contain("work: 16 numbers"));
        Assert.That(said, Does.Not.Contain("peace-and-water"));
        Assert.That(code, Is.Zero);
        Assert.That(_server.Requests.Select(request => request.Authorization).Distinct(), Is.EqualTo(new[] { "Bearer a-secret-key" }));
    }

    [Test]
    public async Task An_address_without_its_end_is_seen_as_what_it_is()
    {
        var (code, said) = await Examine($"--Pulse:Model:Endpoint={new Uri(_server.Endpoint, "/")}");
        Assert.That(said, Does.Contain("knows no such model or address (404). Most such servers answer at an address that ends in /v1"));
        Assert.That(code, Is.EqualTo(1));
    }

    [Test]
    public async Task A_server_that_hangs_and_one_that_talks_something_else()
    {
        _server.Script(TransportFaults.Hang, TransportFaults.NoJson);
        var (code, said) = await Examine("--Pulse:Model:DeadlineSeconds=1");
        Assert.That(said, Does.Contain("did not finish its reply in time").And.Contain("something that is no reply"));
        Assert.That(code, Is.EqualTo(1));
    }

    [Test]
    public async Task Nothing_is_configured()
    {
        using var say = new StringWriter();
        Assert.That(await CommandTable.Dispatch(["doctor", "--model"], say, default), Is.Zero);
        Assert.That(say.ToString(), Does.Contain("No model is configured"));
    }

    private async Task<(int Code, string Said)> Examine(params string[] more)
    {
        using var say = new StringWriter();
        var code = await CommandTable.Dispatch(
            [
                "doctor", "--model", "--Pulse:Model:Provider=compatible", $"--Pulse:Model:Endpoint={_server.Endpoint}",
                "--Pulse:Model:Model=scripted", "--Pulse:Model:EmbeddingModel=vectors", "--Pulse:Model:Key=a-secret-key", .. more,
            ], say, default);
        return (code, say.ToString());
    }
}
