using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Pulse.Language.Calling;
using Pulse.Tests.Language.Scripted;
using Pulse.Worker.Models;

namespace Pulse.Tests.Language.Calling;

/// <summary>What may leave the house, in which shape, and what may not.</summary>
[TestFixture]
internal sealed class WhatLeavesTests : InCallingHouse
{
    [TestCase("provider: compatible", "outside-models: false", 0)]
    [TestCase("provider: none\noutside-models: true", "provider: none", 0)]
    [TestCase("provider: azure\noutside-models: true", "provider: azure", 0)]
    [TestCase("provider: compatible\noutside-models: true", null, 3)]
    public async Task A_dialogue_that_forbids_it_opens_no_connection(string terms, string? says, int connections)
    {
        var dialogue = await House.Dialogue(terms);
        using var counting = new CountingListener();
        // an address outside, as far as the settings know
        var models = House.Models(settings => settings with { Endpoint = counting.Endpoint, Inside = false });

        var chat = await Failure(() => CallingHouse.Ask(models.Chat!, dialogue));
        var vectors = says is null ? chat : await Failure(() => models.Vectors!.GenerateAsync(["words"], CallingHouse.ForVectors(dialogue)));

        Assert.That(counting.Connections, Is.EqualTo(connections));
        if (says is not null)
        {
            Assert.That(chat, Is.InstanceOf<OutsideModelsForbiddenException>());
            Assert.That(vectors, Is.InstanceOf<OutsideModelsForbiddenException>());
            Assert.That(chat.Message, Does.Contain(says).And.Contain("nothing was sent"));
            Assert.That(await House.Ledger(dialogue), Is.Empty);
        }
    }

    [Test]
    public async Task A_model_inside_is_called_though_outside_models_are_forbidden()
    {
        var dialogue = await House.Dialogue("provider: compatible\noutside-models: false");
        Assert.That((await CallingHouse.Ask(House.Models().Chat!, dialogue)).Text, Is.EqualTo(CallingHouse.GoodReply));
    }

    [Test]
    public async Task An_address_that_was_said_to_be_inside_and_is_not_is_not_connected_to()
    {
        var dialogue = await House.Dialogue();
        var chat = House.Models(settings => settings with { Endpoint = new Uri("http://192.0.2.1:9/v1/"), Inside = true }).Chat!;
        var failure = await Failure(() => CallingHouse.Ask(chat, dialogue));
        Assert.That(failure, Is.InstanceOf<OutsideModelsForbiddenException>());
        Assert.That(failure.Message, Does.Contain("nothing was sent"));
    }

    [TestCase("127.0.0.1", true)]
    [TestCase("10.20.30.40", true)]
    [TestCase("172.31.255.255", true)]
    [TestCase("192.168.1.2", true)]
    [TestCase("::1", true)]
    [TestCase("::ffff:10.0.0.1", true)]
    [TestCase("fd00::1", true)]
    [TestCase("172.32.0.1", false)]
    [TestCase("8.8.8.8", false)]
    [TestCase("::ffff:8.8.8.8", false)]
    [TestCase("2606:4700::1111", false)]
    public void An_address_is_inside_or_not(string address, bool inside) =>
        Assert.That(Whereabouts.IsInside(IPAddress.Parse(address)), Is.EqualTo(inside));

    [TestCase("http://localhost:11434/v1/", true)]
    [TestCase("http://ollama:11434/v1/", true)]
    [TestCase("http://[::1]:8080/v1/", true)]
    [TestCase("http://models.internal/v1/", true)]
    [TestCase("https://api.openai.com/v1/", false)]
    [TestCase("https://localhost.example.com/v1/", false)]
    [TestCase("https://internal.example/v1/", false)]
    public void A_name_is_inside_only_if_no_public_one_can_look_like_it(string endpoint, bool inside) =>
        Assert.That(Whereabouts.IsInside(new Uri(endpoint)), Is.EqualTo(inside));

    [Test]
    public async Task Personal_details_are_taken_out_and_the_rest_travels_unchanged()
    {
        var dialogue = await House.Dialogue();
        const string Words = "נשמח לדבר על המים, טלפנו אלינו אחר הצהריים 052-7654321 או aya@example.org, الماء حق للجميع";

        await CallingHouse.Ask(House.Models().Chat!, dialogue, Words);

        var sent = House.Server.Requests.Single();
        Assert.That(sent.Body, Does.Not.Contain("7654321").And.Not.Contain("example.org").And.Not.Contain("a-secret-key"));
        Assert.That(sent.Body, Does.Contain("الماء حق للجميع"));
        Assert.That((string?)sent.Json!["messages"]![0]!["content"], Is.EqualTo(CallingHouse.Prompt));
        var lines = ((string)sent.Json["messages"]![1]!["content"]!).Split('\n');
        Assert.That((lines[1], lines[^1]), Is.EqualTo(("<<data-0123456789abcdef0123456789abcdef", "data-0123456789abcdef0123456789abcdef>>")));
        var item = JsonNode.Parse(string.Join('\n', lines[2..^1]))![0]!;
        Assert.That((string?)item["id"], Is.EqualTo("S1"));
        Assert.That((string?)item["text"], Does.Contain("[מספר טלפון הוסר]"));
    }

    [Test]
    public async Task An_escaped_number_is_found_as_well()
    {
        var dialogue = await House.Dialogue();
        await CallingHouse.Ask(House.Models().Chat!, dialogue, @"call \u0660\u0665\u0662-7654321");
        Assert.That(House.Server.Requests.Single().Body, Does.Not.Contain("7654321").And.Contain("phone number removed"));
    }

    [TestCase(SchemaStyle.JsonObject, "json_object", 2)]
    [TestCase(SchemaStyle.None, null, 3)]
    public async Task A_server_that_knows_no_schema_is_asked_more_simply_and_that_is_remembered(
        SchemaStyle understands, string? type, int requests)
    {
        var dialogue = await House.Dialogue();
        House.Server.Understands = understands;
        var chat = House.Models().Chat!;

        var response = await CallingHouse.Ask(chat, dialogue, "first");
        await CallingHouse.Ask(chat, dialogue, "second");

        Assert.That(response.Text, Is.EqualTo(CallingHouse.GoodReply));
        Assert.That(House.Server.Requests, Has.Count.EqualTo(requests + 1));
        var last = House.Server.Requests[^1].Json!;
        Assert.That((string?)last["response_format"]?["type"], Is.EqualTo(type));
        Assert.That((string?)last["messages"]![1]!["content"], Does.Contain("additionalProperties"));
        Assert.That((await House.Ledger(dialogue)).Count(row => row.Outcome == "rejected"), Is.EqualTo(requests - 1));
    }

    [TestCase("""{"detail":"Unsupported response format: json_schema"}""")]
    [TestCase("""{"error":"json_schema is unknown"}""")]
    [TestCase("response_format: not supported")]
    public async Task However_the_server_says_that_it_knows_no_schema(string refusal)
    {
        var dialogue = await House.Dialogue();
        House.Server.Understands = SchemaStyle.JsonObject;
        House.Server.StyleRefusal = refusal;
        Assert.That((await CallingHouse.Ask(House.Models().Chat!, dialogue)).Text, Is.EqualTo(CallingHouse.GoodReply));
    }

    [Test]
    public async Task A_server_that_takes_no_temperature_is_not_given_one_again()
    {
        var dialogue = await House.Dialogue();
        House.Server.Otherwise = request => request.Json!["temperature"] is null ? null : TransportFaults.Fails(
            400, """{"error":{"message":"Unsupported value: 'temperature' does not support 0.","code":"unsupported_value"}}""");
        var chat = House.Models().Chat!;
        await CallingHouse.Ask(chat, dialogue, "first");
        await CallingHouse.Ask(chat, dialogue, "second");
        Assert.That(House.Server.Requests, Has.Count.EqualTo(3));
    }

    [TestCase("compatible", "max_tokens")]
    [TestCase("azure", "max_completion_tokens")]
    public async Task The_schema_and_the_bound_are_sent_as_the_provider_knows_them(string provider, string bound)
    {
        var dialogue = await House.Dialogue($"provider: {provider}");
        await CallingHouse.Ask(House.Models(settings => settings with { Provider = provider }).Chat!, dialogue);
        var sent = House.Server.Requests.Single();
        Assert.That((int?)sent.Json![bound], Is.EqualTo(200));
        Assert.That((bool?)sent.Json["response_format"]!["json_schema"]!["strict"], Is.True);
        Assert.That(sent.Authorization, Is.EqualTo("Bearer a-secret-key"));
    }

    [Test]
    public async Task A_gateway_gets_the_headers_it_wants_with_chat_and_vectors_and_no_row_has_their_values()
    {
        var secret = $"project-{Guid.NewGuid():N}";
        House.Server.Otherwise = request => request.Headers.GetValueOrDefault("x-gateway-project") switch
        {
            null => TransportFaults.Fails(401),
            var given when given == secret => null,
            var other => TransportFaults.Fails(403, $$"""{"code":"{{other}}","message":"There is no {{other}}."}"""),
        };
        var dialogue = await House.Dialogue();
        var without = House.Models();
        await Assert.ThrowsAsync<ModelRejectedException>(() => CallingHouse.Ask(without.Chat!, dialogue));
        await Assert.ThrowsAsync<ModelRejectedException>(() => without.Vectors!.GenerateAsync(["words"], CallingHouse.ForVectors(dialogue)));

        var another = House.Models(headers: new Dictionary<string, string> { ["x-gateway-project"] = secret[..^1] });
        var refused = await Assert.ThrowsAsync<ModelRejectedException>(() => CallingHouse.Ask(another.Chat!, dialogue));
        Assert.That(refused!.Message, Is.EqualTo("The model's server does not accept the key or this account (403)."), "its code word repeats the header");

        var models = House.Models(headers: new Dictionary<string, string> { ["x-gateway-project"] = secret, ["User-Agent"] = "pulse" });
        Assert.That((await CallingHouse.Ask(models.Chat!, dialogue)).Text, Is.EqualTo(CallingHouse.GoodReply));
        Assert.That(await models.Vectors!.GenerateAsync(["words"], CallingHouse.ForVectors(dialogue)), Has.Count.EqualTo(1));
        Assert.That(House.Server.Requests[^1].Headers["User-Agent"], Is.EqualTo("pulse"));
        Assert.That((await House.Ledger(dialogue)).Select(row => row.Outcome), Is.EquivalentTo(new[] { "rejected", "rejected", "rejected", "answered", "answered" }));
        Assert.That(await House.Holding(secret), Is.Empty);
        Assert.That(await House.Holding("scripted"), Is.Not.Empty, "the same search finds what is written down");
    }

    [Test]
    public async Task A_message_that_the_model_could_not_read_whole_is_not_sent()
    {
        var dialogue = await House.Dialogue();
        var chat = House.Models(settings => settings with { ContextTokens = 1_000 }).Chat!;
        var failure = await Assert.ThrowsAsync<ModelRejectedException>(
            () => CallingHouse.Ask(chat, dialogue, string.Join(' ', Enumerable.Repeat("מים לכולם", 400))));
        Assert.That(failure!.Message, Does.Contain("ContextTokens (1000)"));
        Assert.That(House.Server.Requests, Is.Empty);
        Assert.That(await House.Ledger(dialogue), Is.Empty);
    }

    [Test]
    public void A_call_that_says_nothing_about_itself_is_refused() =>
        Assert.That(
            async () => await House.Models().Chat!.GetResponseAsync(CallingHouse.Messages("words")),
            Throws.InvalidOperationException);

    [Test]
    public void Nothing_streams_past_the_checks() =>
        Assert.That(
            () => House.Models().Chat!.GetStreamingResponseAsync(CallingHouse.Messages("words")), Throws.InstanceOf<NotSupportedException>());

    private static async Task<Exception> Failure(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception error) when (error is ModelUnavailableException or OutsideModelsForbiddenException)
        {
            return error;
        }

        throw new AssertionException("The call was answered by nobody.");
    }

    /// <summary>Accepts, counts and hangs up.</summary>
    private sealed class CountingListener : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private int _connections;

        public CountingListener()
        {
            _listener.Start();
            _ = Accept();
        }

        public int Connections => _connections;

        public Uri Endpoint => new($"http://{_listener.LocalEndpoint}/v1/");

        public void Dispose() => _listener.Dispose();

        private async Task Accept()
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync();
                    Interlocked.Increment(ref _connections);
                }
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                // The listener was closed
            }
        }
    }
}
