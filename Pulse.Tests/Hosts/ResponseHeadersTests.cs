using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
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

    // what acts on documents alone stands with documents
    private const string OfFiles = """
        Content-Security-Policy: default-src 'none'
        Cross-Origin-Resource-Policy: same-origin
        X-Content-Type-Options: nosniff
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
        var sheet = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Phone", "phone.css"));
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(sheet)));
        Assert.That(Policy(told), Is.EqualTo(Expected.Replace("style-src 'self'", $"style-src 'sha256-{hash}'", StringComparison.Ordinal)));
        Assert.That(told.Text, Does.StartWith((await File.ReadAllTextAsync(page))[..200]).And.Contain($"<style>{sheet}</style>"));
        Assert.That(told.Content.ContentType?.MediaType, Is.EqualTo("text/html"));
        Assert.That(told.Headers.CacheControl?.ToString(), Is.EqualTo("no-store"), "Back must not find a copy of the page");
        var script = (await phone.Get("/phone.js")).Was(200);
        Assert.That(script.Headers.CacheControl?.ToString(), Is.EqualTo("no-cache"));
        (await phone.Send(HttpMethod.Get, "/phone.js", null, "", request => request.Headers.IfNoneMatch.Add(script.Headers.ETag!))).Was(304);
        foreach (var (file, mediaType) in ((string, string)[])[("/phone.js", "text/javascript"), ("/icon.svg", "image/svg+xml"), ("/strings/he.json", "application/json")])
        {
            var asked = (await phone.Get(file)).Was(200);
            Assert.That(Policy(asked), Is.EqualTo(OfFiles), file);
            Assert.That(asked.Content.ContentType?.MediaType, Is.EqualTo(mediaType));
        }
    }

    [Test]
    public async Task Comments_stay_at_home_and_every_line_of_code_travels_under_its_number()
    {
        await using var host = await ParticipantsHost.Start();
        var folder = Path.Combine(AppContext.BaseDirectory, "Phone");
        foreach (var file in Directory.GetFiles(folder, "*.js"))
        {
            var own = await File.ReadAllLinesAsync(file);
            var told = (await host.Phone().Get("/" + Path.GetFileName(file))).Was(200).Text.TrimEnd('\n').Split('\n');
            Assert.That(told, Has.Length.EqualTo(own.Length), file);
            for (var i = 0; i < own.Length; i++)
            {
                Assert.That(told[i], Is.EqualTo(Regex.Replace(own[i].Trim(), @"/\*\*.*?\*/ ?", "")).Or.Empty, file);
                Assert.That(told[i].Length > 0 || own[i].Trim() is "" or ['/', ..] or ['*', ..], $"{file}: {own[i]}");
            }

            Assert.That(told, Has.None.StartsWith("/**").And.None.StartsWith(" *"), file);
        }
    }

    [TestCase("ar-PS,ar;q=0.9,en;q=0.8", "ar")]
    [TestCase("iw,en;q=0.5", "he")]
    [TestCase("en;q=0.5,he", "he")]
    [TestCase("de", "en")]
    [TestCase("", "en")]
    public async Task The_page_brings_the_strings_of_the_language_asked_for(string asked, string brought)
    {
        await using var host = await ParticipantsHost.Start();
        var told = (await host.Phone().Send(HttpMethod.Get, "/", null, "", request =>
        {
            request.Headers.AcceptLanguage.Clear();
            request.Headers.TryAddWithoutValidation("Accept-Language", asked);
        })).Was(200);
        Assert.That(told.Text, Does.Contain($"<script type=\"application/json\" lang=\"{brought}\">"));
        Assert.That(told.Headers.Vary, Does.Contain("Accept-Language"));
    }

    private static string Policy(Told told) => string.Join('\n', told.Headers
        .Where(header => !_own.Contains(header.Key))
        .OrderBy(header => header.Key, StringComparer.Ordinal)
        .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}"));
}
