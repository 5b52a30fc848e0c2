using NUnit.Framework;

namespace Pulse.Tests.Hosts;

/// <summary>The headers of every kind of response, held against a page that is read in review.</summary>
[TestFixture]
public sealed class ResponseHeadersTests
{
    private const string Expected = """
        Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'
        Cross-Origin-Embedder-Policy: require-corp
        Cross-Origin-Opener-Policy: same-origin
        Cross-Origin-Resource-Policy: same-origin
        Permissions-Policy: accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()
        Referrer-Policy: no-referrer
        Strict-Transport-Security: max-age=31536000; includeSubDomains
        X-Content-Type-Options: nosniff
        X-Robots-Tag: noindex, nofollow
        """;

    // what belongs to one response and not to the policy
    private static readonly string[] _own =
        ["Date", "Transfer-Encoding", "Cache-Control", "Set-Cookie", "Retry-After", "ETag", "Accept-Ranges", "Connection", "Clear-Site-Data", "Vary"];

    [Test]
    public async Task Every_response_of_every_status_carries_them_all_and_names_no_server()
    {
        await using var host = await ParticipantsHost.Start();
        await host.Open("listening");
        var phone = await host.Participant("east");
        var stranger = host.Phone();
        Told[] told =
        [
            (await phone.Get("/v1/dialogue")).Was(200),
            (await phone.Post("/v1/skips", new { item = "hope" })).Was(201),
            (await stranger.Post("/v1/withdrawals", new { receipt = "x" })).Was(202),
            (await phone.Post("/v1/skips", new { })).Was(400),
            (await stranger.Get("/v1/dialogue")).Was(401),
            (await phone.Get("/v1/nowhere")).Was(404),
            (await phone.Send(HttpMethod.Delete, "/v1/skips", null, Guid.NewGuid())).Was(405),
            (await phone.Post("/v1/votes", new { statement = Guid.NewGuid(), vote = "agree", languageRead = "xx" })).Was(422),
            (await phone.Get("/healthz")).Was(200),
            (await phone.Get("/openapi/v1.json")).Was(200),
        ];
        Assert.Multiple(() =>
        {
            foreach (var one in told)
            {
                Assert.That(Policy(one), Is.EqualTo(Expected), one.Text);
                Assert.That(one.Headers.CacheControl?.ToString(), Is.EqualTo("no-store"), one.Text);
            }
        });
    }

    [Test]
    public async Task The_phone_client_is_served_with_them_and_is_asked_for_again_by_its_tag()
    {
        var page = Path.Combine(AppContext.BaseDirectory, "Phone", "index.html");
        if (!File.Exists(page))
        {
            Assert.Ignore("The phone client is not part of this build.");
        }

        await using var host = await ParticipantsHost.Start();
        var phone = host.Phone();
        var told = (await phone.Get("/")).Was(200);
        Assert.That(Policy(told), Is.EqualTo(Expected));
        Assert.That(told.Text, Does.StartWith((await File.ReadAllTextAsync(page))[..200]));
        Assert.That(told.Content.ContentType?.MediaType, Is.EqualTo("text/html"));
        Assert.That(told.Headers.CacheControl?.ToString(), Is.EqualTo("no-store"), "Back must not find a copy of the page");
        var script = (await phone.Get("/phone.js")).Was(200);
        Assert.That(script.Headers.CacheControl?.ToString(), Is.EqualTo("no-cache"));
        (await phone.Send(HttpMethod.Get, "/phone.js", null, "", request => request.Headers.IfNoneMatch.Add(script.Headers.ETag!))).Was(304);
        foreach (var (file, mediaType) in ((string, string)[])[("/phone.js", "text/javascript"), ("/phone.css", "text/css"), ("/strings/he.json", "application/json")])
        {
            var asked = (await phone.Get(file)).Was(200);
            Assert.That(Policy(asked), Is.EqualTo(Expected), file);
            Assert.That(asked.Content.ContentType?.MediaType, Is.EqualTo(mediaType));
        }
    }

    private static string Policy(Told told) => string.Join('\n', told.Headers
        .Where(header => !_own.Contains(header.Key))
        .OrderBy(header => header.Key, StringComparer.Ordinal)
        .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}"));
}
