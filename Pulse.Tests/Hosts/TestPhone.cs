using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NUnit.Framework;

namespace Pulse.Tests.Hosts;

/// <summary>What came back, as bytes and as JSON.</summary>
internal sealed record Told(int Status, string Text, HttpResponseHeaders Headers, HttpContentHeaders Content)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string? Type => Content.ContentType?.MediaType == "application/problem+json"
        ? Json.GetProperty("type").GetString() : null;

    public Told Was(int status)
    {
        Assert.That(Status, Is.EqualTo(status), Text);
        return this;
    }

    public Told Was(int status, string type)
    {
        Assert.That((Status, Type), Is.EqualTo((status, (string?)$"urn:pulse:{type}")), Text);
        return this;
    }
}

/// <summary>A phone that speaks HTTP and can be told to misbehave.</summary>
internal sealed class TestPhone(HttpClient http)
{
    public byte[] Secret { get; } = RandomNumberGenerator.GetBytes(32);

    public string? Session { get; set; }

    public async Task<Told> Redeem(string code)
    {
        var told = await Post("/v1/invitations/redeem", new { code, secret = Base64Url.EncodeToString(Secret) });
        if (told.Status == 200)
        {
            Session = told.Json.GetProperty("session").GetString();
        }

        return told;
    }

    public Task<Told> Get(string path) => Send(HttpMethod.Get, path, null, null);

    public Task<Told> Post(string path, object body, Guid? key = null) =>
        Send(HttpMethod.Post, path, JsonSerializer.Serialize(body), key ?? Guid.NewGuid());

    public Task<Told> Put(string path, object body, Guid? key = null) =>
        Send(HttpMethod.Put, path, JsonSerializer.Serialize(body), key ?? Guid.NewGuid());

    public Task<Told> Send(HttpMethod method, string path, string? body, Guid? key, string mediaType = "application/json") =>
        Send(method, path, body is null ? null : Encoding.UTF8.GetBytes(body), mediaType, request =>
        {
            if (key is { } own)
            {
                request.Headers.Add("Idempotency-Key", own.ToString());
            }
        });

    public async Task<Told> Send(
        HttpMethod method, string path, byte[]? body, string mediaType, Action<HttpRequestMessage> prepare)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        }

        if (Session is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Session);
        }

        prepare(request);
        using var response = await http.SendAsync(request);
        return new Told((int)response.StatusCode, await response.Content.ReadAsStringAsync(),
            response.Headers, response.Content.Headers);
    }
}
