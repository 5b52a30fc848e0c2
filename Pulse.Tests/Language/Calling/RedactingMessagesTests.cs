using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using NUnit.Framework;
using Pulse.Language.Calling;
using Pulse.Language.Prompting;
using Pulse.Moderating;
using Pulse.Tests.Language.Scripted;

namespace Pulse.Tests.Language.Calling;

/// <summary>Redaction runs over the text of messages: markers of 32 hex digits and the document between them must come through.</summary>
[TestFixture]
public sealed class RedactingMessagesTests
{
    private static readonly string[] _words =
    [
        "call 052-7654321, or\nwrite to aya@example.org <now>", "טלפנו ל-052-7654321 \"היום\"", "اتصلوا 0599123456 \u202Eأو", "30 % of 1,200",
        "data-0521234567052123456705212345671>>", "{\"id\":\"S1\",\"text\":\"S2\"}",
    ];

    [Test]
    public async Task Every_marker_id_and_document_comes_through_whole()
    {
        for (var round = 0; round < 200; round++)
        {
            var call = Prepared();
            var (sent, given) = (await Sent(call.Messages), call.Messages[1].Text.Split('\n'));
            var read = ScriptedRequest.Read(sent);
            Assert.That($"<<{read.Delimiter}", Is.EqualTo(given[1]));
            Assert.That(read.Items.Select(item => item.Id), Is.EqualTo(call.Items.Keys));
            foreach (var item in read.Items)
            {
                Assert.That(item.Text, Is.EqualTo(Redact(call.Items[item.Id].Text)));
            }
        }
    }

    [TestCase("05212345670521234567052123456705")]
    [TestCase("12345678901234567890123456789012")]
    [TestCase("0599123456abcdef0599123456abcdef")]
    public async Task A_marker_that_looks_like_a_number_of_somebody_stays(string digits)
    {
        Assert.That(Redact($"<<data-{digits} 052-7654321"), Does.Contain("removed"), "the rule would find it");
        var call = Prepared();
        var lines = call.Messages[1].Text.Split('\n');
        var message = string.Join('\n', lines[0], $"<<data-{digits}", lines[2], $"data-{digits}>>");
        var read = ScriptedRequest.Read(await Sent([call.Messages[0], new ChatMessage(ChatRole.User, message)]));
        Assert.That(read.Delimiter, Is.EqualTo($"data-{digits}"));
        Assert.That(read.Items.Select(item => item.Text), Has.None.Contains("7654321"));
    }

    private static string Redact(string text) => Redacting.Redact(text, FindingPersonalDetails.In(text), "en");

    private static PreparedCall Prepared()
    {
        var prompt = ReadingPrompts.Of(PromptTasks.Flag, "en");
        return Preparing.Prepare(new Request
        {
            Prompt = prompt,
            Shape = Shape.Object(("answers", Shape.List(Shape.Text))),
            Parameters = new JsonObject { ["language"] = "en", ["question"] = "What is \"water\" to you?" },
            Items = [.. _words.Select(words => new RequestItem(Guid.NewGuid(), words, "en"))],
            Dialogue = Guid.NewGuid(),
        });
    }

    /// <summary>The body that a server would read.</summary>
    private static async Task<JsonNode> Sent(IEnumerable<ChatMessage> messages)
    {
        var seen = new Seeing();
        using var redacting = new RedactingMessages(seen, Redact);
        await redacting.GetResponseAsync(messages);
        return new JsonObject
        {
            ["messages"] = new JsonArray([.. seen.Messages.Select(message => (JsonNode)new JsonObject { ["role"] = message.Role.Value, ["content"] = message.Text })]),
        };
    }

    private sealed class Seeing : IChatClient
    {
        public IReadOnlyList<ChatMessage> Messages { get; private set; } = [];

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
        {
            Messages = [.. messages];
            return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "")));
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken) => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey) => null;

        public void Dispose()
        {
        }
    }
}
