using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pulse.Language.Calling;
using Pulse.Language.Prompting;

namespace Pulse.Tests.Language.Scripted;

/// <summary>One request as it arrived.</summary>
/// <param name="Task">The task of the prompt; null for other paths and unknown prompts.</param>
public sealed record RecordedRequest(string Path, string Body, JsonNode? Json, string? Task, string? Authorization)
{
    public required IReadOnlyDictionary<string, string> Headers { get; init; }
}

/// <summary>
/// An OpenAI-compatible server on 127.0.0.1 that plays a model: it knows prompts by the SHA-256 of the system message,
/// answers with what a function per task makes of the request, records every body, and misbehaves when told to.
/// </summary>
public sealed class ScriptedServer : IAsyncDisposable
{
    // About what GPT-4o's tokeniser makes of Hebrew, Arabic and English alike (4.8, 5.4, 4.7), and of JSON's signs
    private const double BytesPerToken = 4.9;
    private const double PerSign = 0.2;
    private const int UsualLength = 16;

    private const string UsualRefusal = """{"error":{"message":"'response_format' of this type is not supported with this model","code":null}}""";

    private readonly WebApplication _app;
    private readonly TimeProvider _clock;
    private readonly IReadOnlyDictionary<string, string> _prompts;
    private readonly ConcurrentDictionary<string, Func<JsonNode, string>> _replies = new();
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly ConcurrentQueue<Misbehaviour?> _script = new();

    private ScriptedServer(IReadOnlyDictionary<string, string> prompts, TimeProvider clock)
    {
        (_prompts, _clock) = (prompts, clock);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/v1/chat/completions", context => Answer(context, Chat));
        _app.MapPost("/v1/embeddings", context => Answer(context, Embed));
        _app.MapGet("/v1/models", context => Answer(context, (_, _, _) => new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray(new JsonObject { ["id"] = "scripted", ["object"] = "model" }),
        }));
    }

    /// <summary>Ends in /v1/.</summary>
    public Uri Endpoint { get; private set; } = null!;

    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>False: like a server that does not tell what it used.</summary>
    public bool TellsUsage { get; set; } = true;

    /// <summary>The strictest response_format that is not refused with 400.</summary>
    public SchemaStyle Understands { get; set; } = SchemaStyle.JsonSchema;

    /// <summary>How a refused response_format is told.</summary>
    public string StyleRefusal { get; set; } = UsualRefusal;

    /// <summary>Numbers in a vector, 32 at most.</summary>
    public int VectorLength { get; set; } = UsualLength;

    /// <summary>Vectors as base64, whatever was asked for.</summary>
    public bool SendsBase64 { get; set; }

    /// <summary>Decides for every request that has no misbehaviour in the script.</summary>
    public Func<RecordedRequest, Misbehaviour?> Otherwise { get; set; } = _ => null;

    /// <summary>Runs while a request is being answered.</summary>
    public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

    /// <param name="prompts">Task by the SHA-256 of the system message's text, lower-case hex.</param>
    /// <param name="clock">Paces the dripping and dates Retry-After.</param>
    public static async Task<ScriptedServer> Start(IReadOnlyDictionary<string, string> prompts, TimeProvider? clock = null)
    {
        var server = new ScriptedServer(prompts, clock ?? TimeProvider.System);
        await server._app.StartAsync();
        var addresses = server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        server.Endpoint = new Uri(new Uri(addresses.Addresses.Single()), "/v1/");
        return server;
    }

    /// <summary>One that knows every prompt and replies to each as it should.</summary>
    /// <param name="more">Prompts that it knows beside those in the files.</param>
    public static async Task<ScriptedServer> OfEveryTask(TimeProvider? clock = null, IEnumerable<Prompt>? more = null)
    {
        var server = await Start(ReadingPrompts.All.Concat(more ?? []).ToDictionary(prompt => prompt.BodyHash, prompt => prompt.Task), clock);
        foreach (var (task, reply) in ScriptedReplies.All)
        {
            server.Register(task, reply);
        }
        return server;
    }

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>How a task's requests are answered: from the request's JSON to the reply's text.</summary>
    public void Register(string task, Func<JsonNode, string> reply) => _replies[task] = reply;

    /// <summary>What the next requests meet, in order; null is a good reply.</summary>
    public void Script(params Misbehaviour?[] next)
    {
        foreach (var misbehaviour in next)
        {
            _script.Enqueue(misbehaviour);
        }
    }

    /// <summary>Nothing recorded, nothing in the script, and well-behaved again; what it replies stays.</summary>
    public void Forget()
    {
        _requests.Clear();
        _script.Clear();
        Otherwise = _ => null;
        Meanwhile = () => Task.CompletedTask;
        Understands = SchemaStyle.JsonSchema;
        StyleRefusal = UsualRefusal;
        (TellsUsage, SendsBase64, VectorLength) = (true, false, UsualLength);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task Answer(HttpContext context, Func<RecordedRequest, Misbehaviour?, HttpContext, JsonNode?> make)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var json = body.Length == 0 ? null : JsonNode.Parse(body);
        var request = new RecordedRequest(
            context.Request.Path, body, json, TaskOf(json), context.Request.Headers.Authorization.FirstOrDefault())
        {
            Headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        };
        _requests.Enqueue(request);
        await Meanwhile();
        var misbehaviour = _script.TryDequeue(out var next) ? next : Otherwise(request);
        try
        {
            if (misbehaviour?.Instead is { } instead)
            {
                await instead(context, _clock);
            }
            else if (make(request, misbehaviour, context) is { } answer)
            {
                await TransportFaults.Send(context, 200, answer.ToJsonString());
            }
            else
            {
                await TransportFaults.Send(context, 400, request.Task is null
                    ? """{"error":{"message":"This prompt is not known here","code":"unknown_prompt"}}"""
                    : StyleRefusal);
            }
        }
        catch (OperationCanceledException)
        {
            // The client hung up
        }
    }

    private string? TaskOf(JsonNode? json) =>
        json?["messages"]?[0] is { } first && (string?)first["role"] == "system"
            ? _prompts.GetValueOrDefault(HashOf((string?)first["content"] ?? "")) : null;

    private JsonObject? Chat(RecordedRequest request, Misbehaviour? misbehaviour, HttpContext context)
    {
        var style = (string?)request.Json!["response_format"]?["type"] switch
        {
            "json_schema" => SchemaStyle.JsonSchema,
            "json_object" => SchemaStyle.JsonObject,
            _ => SchemaStyle.None,
        };
        if (request.Task is not { } task || style < Understands)
        {
            return null;
        }

        var reply = _replies.TryGetValue(task, out var make)
            ? make(request.Json!)
            : throw new InvalidOperationException($"No reply is registered for the task '{task}'.");
        reply = misbehaviour?.Content?.Invoke(reply) ?? reply;
        var refuses = misbehaviour?.Refuses == true;
        var answer = new JsonObject
        {
            ["id"] = "chatcmpl-scripted",
            ["object"] = "chat.completion",
            ["model"] = "scripted",
            ["choices"] = new JsonArray(new JsonObject
            {
                ["index"] = 0,
                ["message"] = new JsonObject
                {
                    ["role"] = "assistant",
                    ["content"] = refuses ? null : reply,
                    ["refusal"] = refuses ? reply : null,
                },
                ["finish_reason"] = misbehaviour?.FinishReason ?? "stop",
            }),
        };
        if (TellsUsage)
        {
            var said = request.Json!["messages"]!.AsArray().Sum(message => 4 + Tokens((string?)message!["content"] ?? ""));
            answer["usage"] = new JsonObject
            {
                ["prompt_tokens"] = said,
                ["completion_tokens"] = Tokens(reply),
                ["total_tokens"] = said + Tokens(reply),
            };
        }

        return answer;
    }

    // A vector out of the text's hash; the last text's comes first, since no order is promised
    private JsonObject Embed(RecordedRequest request, Misbehaviour? misbehaviour, HttpContext context)
    {
        var texts = request.Json!["input"]!.AsArray().Select(text => (string)text!).ToList();
        var data = texts.Select((text, index) => new JsonObject
        {
            ["object"] = "embedding",
            ["index"] = index,
            ["embedding"] = SendsBase64 ? Base64Of(text) : new JsonArray([.. VectorOf(text, VectorLength).Select(number => JsonValue.Create(number))]),
        });
        var answer = new JsonObject { ["object"] = "list", ["data"] = new JsonArray([.. data.Reverse()]), ["model"] = "scripted" };
        if (TellsUsage)
        {
            answer["usage"] = new JsonObject { ["prompt_tokens"] = texts.Sum(Tokens), ["total_tokens"] = texts.Sum(Tokens) };
        }

        return answer;
    }

    public static IReadOnlyList<float> VectorOf(string text, int length = UsualLength) =>
        [.. SHA256.HashData(Encoding.UTF8.GetBytes(text)).Take(length).Select(value => value / 255f - 0.5f)];

    private static string Base64Of(string text) =>
        Convert.ToBase64String([.. VectorOf(text).SelectMany(BitConverter.GetBytes)]);

    private static int Tokens(string text) => (int)Math.Ceiling(
        Encoding.UTF8.GetByteCount(text) / BytesPerToken + PerSign * text.Count(character => "{}[]\":,".Contains(character)));
}
