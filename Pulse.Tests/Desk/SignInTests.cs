using System.Net;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Pulse.People;
using Pulse.Tests.Hosts;
using Pulse.Web.Access;

namespace Pulse.Tests.Desk;

/// <summary>In by a link that works once, out for good; nothing changes on the word of another site.</summary>
[TestFixture]
public sealed partial class SignInTests
{
    private readonly Clock _clock = new(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));
    private DeskHost _host = null!;

    [OneTimeSetUp]
    public async Task Start() => _host = await DeskHost.Start(_clock);

    [OneTimeTearDown]
    public async Task Stop() => await _host.DisposeAsync();

    [Test]
    public async Task A_link_signs_in_once()
    {
        var link = await Link();
        using var first = await SignIn(link);
        using var second = await SignIn(link);
        Assert.Multiple(() =>
        {
            Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
            Assert.That(Cookie(first), Does.Contain("; path=/; secure; samesite=strict; httponly").IgnoreCase);
            Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
            Assert.That(second.Headers.Contains("Set-Cookie"), Is.False);
        });
    }

    [Test]
    public async Task The_database_knows_neither_link_nor_session()
    {
        var link = await Link();
        await using var connection = await _host.Database.Connect();
        var hashes = await Sql.Rows<byte[]>(connection, "select link_hash from people.staff_links", null, CancellationToken.None);
        Assert.That(hashes, Has.Some.EqualTo(StaffToken.Hash(link)));
        Assert.That(hashes, Is.All.Length.EqualTo(32));
    }

    [Test]
    public async Task A_form_without_its_token_or_from_another_site_changes_nothing()
    {
        var session = await _host.Session(StaffRole.Admin);
        Assert.Multiple(async () =>
        {
            Assert.That(await Disable(session, token: null, origin: null), Is.EqualTo(HttpStatusCode.Forbidden));
            Assert.That(await Disable(session, StaffToken.ForForms("another session"), null), Is.EqualTo(HttpStatusCode.Forbidden));
            Assert.That(await Disable(session, StaffToken.ForForms(session), "https://elsewhere.example"), Is.EqualTo(HttpStatusCode.Forbidden));
            Assert.That(await Disable(session, StaffToken.ForForms(session), null), Is.EqualTo(HttpStatusCode.NotFound));
        });
    }

    [Test]
    public async Task A_disabled_person_is_out_with_the_next_click()
    {
        var session = await _host.Session(StaffRole.Researcher);
        await using var connection = await _host.Database.Connect();
        var member = (await StaffMembers.All(connection, CancellationToken.None)).Single(one => one.Role == StaffRole.Researcher);
        Assert.That(await Status("/", session), Is.EqualTo(HttpStatusCode.OK));
        await StaffMembers.Disable(connection, member.StaffId, CancellationToken.None);
        Assert.That(await Status("/", session), Is.EqualTo(HttpStatusCode.Redirect));
    }

    [Test]
    public async Task Every_answer_carries_the_strict_headers_and_no_page_has_inline_style_or_script()
    {
        var session = await _host.Session(StaffRole.Auditor);
        foreach (var path in new[] { "/", "/sign-in", "/nowhere", "/dialogues/nowhere", "/desk/desk.css", "/healthz", "/staff" })
        {
            using var response = await Get(path, session);
            var page = await response.Content.ReadAsStringAsync();
            Assert.Multiple(() =>
            {
                Assert.That(response.Headers.GetValues("Content-Security-Policy").Single(), Is.EqualTo(SecurityHeaders.ContentSecurityPolicy), path);
                Assert.That(response.Headers.GetValues("X-Content-Type-Options").Single(), Is.EqualTo("nosniff"), path);
                Assert.That(response.Headers.Contains("Server"), Is.False, path);
                Assert.That(Inline().IsMatch(page), Is.False, path);
            });
        }
    }

    [TestCase("/language/he?back=%2F%2Felsewhere.example", "/")]
    [TestCase("/language/he?back=%2F%5Celsewhere.example", "/")]
    [TestCase("/language/he?back=https%3A%2F%2Felsewhere.example", "/")]
    [TestCase("/language/he?back=%2Fstaff", "/staff")]
    public async Task Choosing_a_language_never_leads_elsewhere(string path, string expected)
    {
        using var stranger = _host.Stranger();
        using var response = await stranger.GetAsync(path);
        Assert.That(response.Headers.Location!.OriginalString, Is.EqualTo(expected));
    }

    private async Task<string> Link()
    {
        await using var connection = await _host.Database.Connect();
        var member = await StaffMembers.Ensure(connection, "Noor", StaffRole.Admin, "en", CancellationToken.None);
        return await StaffLinks.Issue(connection, member.StaffId, _clock.GetUtcNow(), TimeSpan.FromHours(1), CancellationToken.None);
    }

    private async Task<HttpResponseMessage> SignIn(string link)
    {
        using var stranger = _host.Stranger();
        using var form = new FormUrlEncodedContent([new("link", link)]);
        return await stranger.PostAsync("/sign-in", form);
    }

    private static string Cookie(HttpResponseMessage response) => response.Headers.GetValues("Set-Cookie").Single();

    private async Task<HttpStatusCode> Disable(string session, string? token, string? origin)
    {
        using var stranger = _host.Stranger();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/staff/{Guid.NewGuid()}/disable");
        request.Content = new FormUrlEncodedContent(token is null ? [] : [new(FormGuard.Field, token)]);
        request.Headers.Add("Cookie", $"{StaffAuthentication.CookieName}={session}");
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var response = await stranger.SendAsync(request);
        return response.StatusCode;
    }

    private async Task<HttpStatusCode> Status(string path, string session)
    {
        using var response = await Get(path, session);
        return response.StatusCode;
    }

    private async Task<HttpResponseMessage> Get(string path, string session)
    {
        using var stranger = _host.Stranger();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", $"{StaffAuthentication.CookieName}={session}");
        return await stranger.SendAsync(request);
    }

    [GeneratedRegex(@"\sstyle=|\son\w+=|<style|<script(?![^>]*\ssrc=)")]
    private static partial Regex Inline();
}
