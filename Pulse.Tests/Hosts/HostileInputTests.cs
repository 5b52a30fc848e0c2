using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NUnit.Framework;

namespace Pulse.Tests.Hosts;

/// <summary>Every hostile body on every endpoint that takes one: a clear refusal in the caller's language, and no row.</summary>
[TestFixture]
public sealed class HostileInputTests
{
    private static readonly (HttpMethod Method, string Path, string Good)[] _endpoints =
    [
        (HttpMethod.Post, "/v1/invitations/redeem", """{"code":"0123456789ABCDEFGHJKMNPQRS","secret":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"""),
        (HttpMethod.Post, "/v1/participation", """{"consentVersion":3,"takePart":true,"language":"en"}"""),
        (HttpMethod.Put, "/v1/participation/segment", """{"segment":"east"}"""),
        (HttpMethod.Put, "/v1/participation/language", """{"language":"he"}"""),
        (HttpMethod.Post, "/v1/participation/receipt", "{}"),
        (HttpMethod.Post, "/v1/participation/finish", "{}"),
        (HttpMethod.Post, "/v1/answers", """{"item":"water-open","text":"A","language":"en","quoting":"none"}"""),
        (HttpMethod.Post, "/v1/choices", """{"item":"hope","chosen":["1"]}"""),
        (HttpMethod.Post, "/v1/skips", """{"item":"hope"}"""),
        (HttpMethod.Post, "/v1/votes", """{"statement":"00000000-0000-4000-8000-000000000000","vote":"agree","languageRead":"en"}"""),
        (HttpMethod.Post, "/v1/ballots", """{"text":"00000000-0000-4000-8000-000000000000","vote":"agree","languageRead":"en"}"""),
        (HttpMethod.Post, "/v1/withdrawals", """{"receipt":"0123456789ABCDEFGHJKMNPQRS"}"""),
    ];

    private static IEnumerable<TestCaseData> EveryEndpoint() =>
        _endpoints.Select(endpoint => new TestCaseData(endpoint.Method.Method, endpoint.Path, endpoint.Good)
            .SetArgDisplayNames(endpoint.Method.Method, endpoint.Path));

    // as a browser writes it: Hebrew as Hebrew
    private static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private ParticipantsHost _host = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _host = await ParticipantsHost.Start();
        await _host.Open("listening");
    }

    [OneTimeTearDown]
    public ValueTask Stop() => _host.DisposeAsync();

    [TestCaseSource(nameof(EveryEndpoint))]
    public async Task A_body_that_is_not_what_it_should_be(string method, string path, string good)
    {
        var phone = await _host.Participant("east", "ar");
        var rows = await Rows();
        var field = good == "{}" ? null : good.Split('"')[1];
        var deep = new StringBuilder().Insert(0, "[", 40).Append(new string(']', 40)).ToString();
        List<(string What, byte[] Body, int Status)> hostile =
        [
            ("nothing", [], 400),
            ("no JSON", "hello"u8.ToArray(), 400),
            ("null", "null"u8.ToArray(), 400),
            ("an array", "[]"u8.ToArray(), 400),
            ("a string", "\"x\""u8.ToArray(), 400),
            ("a number", "7"u8.ToArray(), 400),
            ("cut off", Encoding.UTF8.GetBytes(good[..^1]), 400),
            ("two documents", Encoding.UTF8.GetBytes(good + good), 400),
            ("an unknown field", Encoding.UTF8.GetBytes(With(good, "\"more\":1")), 400),
            ("depth", Encoding.UTF8.GetBytes(With(good, $"\"more\":{deep}")), 400),
            ("NUL in a name", Encoding.UTF8.GetBytes(With(good, "\"a\\u0000\":1")), 400),
            ("broken UTF-8", [.. Encoding.UTF8.GetBytes(good[..^1]), 0xFF, .. "}"u8], 400),
            ("UTF-16", Encoding.Unicode.GetBytes(good), 400),
            ("a comment", Encoding.UTF8.GetBytes("/* x */" + good), 400),
            ("64 KB and one byte", Encoding.UTF8.GetBytes(good + new string(' ', Pulse.Api.Body.Limit)), 413),
        ];
        if (field is not null)
        {
            hostile.AddRange(((string What, byte[] Body, int Status)[])
            [
                ("an empty object", "{}"u8.ToArray(), 400),
                ("a field twice", Encoding.UTF8.GetBytes(With(good, good[1..^1].Split(',')[0])), 400),
                ("a field in capitals", Encoding.UTF8.GetBytes(good.Replace(field, field.ToUpperInvariant(), StringComparison.Ordinal)), 400),
                ("an object as value", Replace(good, field, "{\"a\":1}"), 400),
                ("an array as value", Replace(good, field, "[[1]]"), 400),
                ("a number as value", Replace(good, field, "1.5"), 400),
                ("NUL", Replace(good, field, "\"a\\u0000b\""), 400),
                ("half a surrogate pair", Replace(good, field, "\"\\ud800\""), 400),
                ("the other half", Replace(good, field, "\"x\\udc00\""), 400),
            ]);
            if (path != "/v1/participation/segment")
            {
                hostile.Add(("null as value", Replace(good, field, "null"), 400));
            }
        }

        foreach (var (what, body, status) in hostile)
        {
            var told = await phone.Send(new HttpMethod(method), path, body, "application/json",
                request => request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString()));
            Assert.That(told.Status, Is.EqualTo(status), $"{what}: {told.Text}");
            InArabic(told, what);
            _host.Clock.Now += TimeSpan.FromSeconds(1);
        }

        Assert.That(await Rows(), Is.EqualTo(rows));
    }

    [TestCaseSource(nameof(EveryEndpoint))]
    public async Task A_request_that_is_not_ours(string method, string path, string good)
    {
        var phone = await _host.Participant("east", "ar");
        var rows = await Rows();
        var verb = new HttpMethod(method);
        var body = Encoding.UTF8.GetBytes(good);
        (string What, int Status, string Type, string MediaType, Action<HttpRequestMessage> Prepare)[] wrong =
        [
            ("no key", 400, "idempotency-key-missing", "application/json", _ => { }),
            ("a key that is none", 400, "idempotency-key-missing", "application/json", request => request.Headers.Add("Idempotency-Key", "1")),
            ("two keys", 400, "idempotency-key-missing", "application/json", request => request.Headers.Add("Idempotency-Key", [Guid.NewGuid().ToString(), Guid.NewGuid().ToString()])),
            ("a form", 415, "unsupported-media-type", "application/x-www-form-urlencoded", Key),
            ("plain text", 415, "unsupported-media-type", "text/plain", Key),
            ("another character set", 415, "unsupported-media-type", "application/json; charset=utf-16", Key),
            ("another site", 403, "foreign-origin", "application/json", request => { Key(request); request.Headers.Add("Origin", "https://example.org"); }),
            ("no site", 403, "foreign-origin", "application/json", request => { Key(request); request.Headers.Add("Origin", "null"); }),
        ];
        foreach (var (what, status, type, mediaType, prepare) in wrong)
        {
            InArabic((await phone.Send(verb, path, body, mediaType, prepare)).Was(status, type), what);
        }

        phone.Session = null;
        if (path is not ("/v1/invitations/redeem" or "/v1/withdrawals"))
        {
            (await phone.Send(verb, path, body, "application/json", Key)).Was(401, "no-session");
        }

        (await phone.Send(HttpMethod.Delete, path, body, "application/json", Key)).Was(405, "method-not-allowed");
        Assert.That(await Rows(), Is.EqualTo(rows));

        static void Key(HttpRequestMessage request) => request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
    }

    [Test]
    public async Task Ten_megabytes_are_refused_on_every_endpoint()
    {
        var phone = await _host.Participant("east", "ar");
        var body = Encoding.UTF8.GetBytes("{\"text\":\"" + new string('a', 10_000_000) + "\"}");
        foreach (var (method, path, _) in _endpoints)
        {
            var told = await phone.Send(method, path, body, "application/json", request =>
            {
                request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
                request.Headers.ExpectContinue = true;
            });
            InArabic(told.Was(413, "too-large"), path);
        }
    }

    [TestCase("", "text-refused")]
    [TestCase("   \n ", "text-refused")]
    [TestCase("\u200b\u200d", "text-refused")]
    [TestCase("abc\u202Edef", "text-refused")]
    [TestCase("abc\u2066def", "text-refused")]
    [TestCase("abc\u0007def", "text-refused")]
    [TestCase("7k3m-9qzt4-0vxw2-8hj5r-n6pab-cd", "contains-code")]
    [TestCase("20,000", "text-refused")]
    public async Task A_text_that_cannot_be_saved(string text, string type)
    {
        var phone = await _host.Participant("east", "ar");
        var sent = text == "20,000" ? new string('ש', 20_000) : text;
        var body = JsonSerializer.Serialize(new { item = "water-open", text = sent, language = "he" }, _plain);
        var told = (await phone.Send(HttpMethod.Post, "/v1/answers", body, Guid.NewGuid())).Was(422, type);
        InArabic(told, text);
        Assert.That(told.Json.GetProperty("errors").GetProperty("text")[0].GetString(), Does.Match(@"\p{IsArabic}"));
        Assert.That(told.Text, Does.Not.Contain("שש"), "a refusal repeats nothing");
        Assert.That(await _host.Ask<long>("select count(*) from collecting.answers"), Is.Zero);
    }

    [Test]
    public async Task Ones_own_receipt_in_an_answer_is_refused()
    {
        var phone = await _host.Participant("east");
        var receipt = (await phone.Post("/v1/participation/receipt", new { })).Json.GetProperty("receipt").GetString()!;
        var text = "Keep this: " + string.Join(' ', receipt.Chunk(2).Select(part => new string(part)));
        (await phone.Post("/v1/answers", new { item = "water-open", text, language = "en" })).Was(422, "contains-code");
    }

    [Test]
    public async Task The_longest_answer_fits_however_it_is_escaped()
    {
        var phone = await _host.Participant("west");
        var text = string.Concat(Enumerable.Repeat("😀", 2000));
        (await phone.Post("/v1/answers", new { item = "water-open", text, language = "en" })).Was(201);
        Assert.That((await phone.Get("/v1/answers/water-open")).Json.GetProperty("text").GetString(), Is.EqualTo(text));
        (await phone.Post("/v1/answers", new { item = "water-open", text = text + "a", language = "en" })).Was(422, "text-refused");
        await _host.Do("delete from collecting.answers");
    }

    [TestCase("/v1/statements/next", 400)]
    [TestCase("/v1/statements/next?item=", 404)]
    [TestCase("/v1/statements/next?item=none", 404)]
    [TestCase("/v1/statements/next?item=hope", 422)]
    [TestCase("/v1/statements/next?item=water-votes", 409)]
    [TestCase("/v1/statements/next?item=a&item=b", 404)]
    [TestCase("/v1/statements/next?item=%00", 404)]
    [TestCase("/v1/texts/next", 400)]
    [TestCase("/v1/texts/next?item=ratify", 409)]
    [TestCase("/v1/answers/none", 404)]
    [TestCase("/v1/answers/%ff%fe", 404)]
    [TestCase("/v1/answers/..%2f..%2fetc", 404)]
    [TestCase("/v1/nowhere", 404)]
    [TestCase("/..%2f..%2fpulse.sln", 404)]
    public async Task An_address_that_asks_for_what_is_not_there(string path, int status)
    {
        var phone = await _host.Participant("east", "ar");
        InArabic((await phone.Get(path)).Was(status), path);
    }

    private static void InArabic(Told told, string what)
    {
        Assert.That(told.Content.ContentType?.MediaType, Is.EqualTo("application/problem+json"), what);
        Assert.That(told.Json.GetProperty("detail").GetString(), Does.Match(@"\p{IsArabic}"), what);
        Assert.That(told.Json.GetProperty("status").GetInt32(), Is.EqualTo(told.Status), what);
    }

    private Task<string> Rows() => _host.Ask<string>("""
        select concat_ws(',',
          (select count(*) from collecting.answers), (select count(*) from collecting.choices),
          (select count(*) from collecting.skips), (select count(*) from collecting.participants where finished),
          (select count(*) from collecting.participants where receipt_hash is not null),
          (select count(*) from voting.votes), (select count(*) from voting.counts), (select count(*) from ratifying.ballots),
          (select count(*) from collecting.withdrawals), (select count(*) from people.writes),
          (select count(*) from people.invitations where spent))
        """);

    private static string With(string good, string field) =>
        good == "{}" ? $"{{{field}}}" : $"{good[..^1]},{field}}}";

    /// <summary>The first field's value replaced.</summary>
    private static byte[] Replace(string good, string field, string value)
    {
        var start = good.IndexOf(':', StringComparison.Ordinal) + 1;
        var end = good.IndexOf(",\"", start, StringComparison.Ordinal);
        Assert.That(good[..start], Is.EqualTo($"{{\"{field}\":"));
        return Encoding.UTF8.GetBytes(good[..start] + value + (end < 0 ? "}" : good[end..]));
    }
}
