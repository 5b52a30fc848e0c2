using Microsoft.Playwright;
using NUnit.Framework;
using Pulse.People;
using Pulse.Publishing;
using Pulse.Tests.Desk;
using Pulse.Tests.Hosts;
using Pulse.Web;
using Pulse.Web.Access;

namespace Pulse.Tests.Stories;

/// <summary>A facilitator takes back a batch of invitations, in a browser without JavaScript.</summary>
[TestFixture]
internal sealed class RevokingInvitationsTests
{
    private const string List = "/dialogues/consultation/invitations";

    private Browser _browser = null!;

    [OneTimeSetUp]
    public async Task Open() => _browser = await Browser.Start();

    [OneTimeTearDown]
    public async Task Close()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
    }

    [TestCase("he")]
    [TestCase("ar")]
    [TestCase("en")]
    public async Task A_batch_is_revoked_only_after_a_page_has_said_what_stops_and_who_stays(string language)
    {
        await using var host = await ParticipantsHost.Start();
        await host.Open("listening");
        await using var desk = await DeskHost.On(host.Database);
        var codes = await Make(desk, 3);
        var inside = host.Phone(language);
        (await inside.Redeem(codes[0])).Was(200);

        var said = DeskContext.WordingIn(language);
        var page = await Facilitator(desk, language);
        await page.GotoAsync(new Uri(desk.Address, List).ToString());
        Assert.That(await Text(page, ".batches"), Does.Contain(Plain(said.Say("batch.codes", new Amount("3")))));
        await page.ClickAsync(".batches a.button");
        var asked = await Text(page, "main");
        Assert.That(asked, Does.Contain("the <north> workshop")
            .And.Contain(Plain(said.Say("revoke.made", new Amount("3"))))
            .And.Contain(said["revoke.codes"]).And.Contain(said["revoke.joined"]).And.Contain(said["revoke.final"]),
            "how many were made, never how many were used");
        await page.ClickAsync($"a.button:text-is('{said["revoke.leave"]}')");
        Assert.That(await Text(page, ".batches"), Does.Contain(said["batch.valid"]), "looking revokes nothing");

        await page.ClickAsync(".batches a.button");
        await page.ClickAsync($"button:text-is('{said["revoke.now"]}')");
        Assert.That(new Uri(page.Url).AbsolutePath, Is.EqualTo(List));
        Assert.That(await Text(page, ".batches"), Does.Contain(said["batch.revoked"]));
        Assert.That(await page.Locator(".batches a.button").CountAsync(), Is.Zero);
        (await host.Phone(language).Redeem(codes[1])).Was(404, "code-not-valid");
        (await inside.Get("/v1/participation")).Was(200);
        (await inside.Post("/v1/participation", new { consentVersion = 3, takePart = true, language })).Was(201);
        await page.Context.CloseAsync();
    }

    private static async Task<string[]> Make(DeskHost desk, int count)
    {
        using var facilitator = await desk.Program(StaffRole.Facilitator);
        using var form = new FormUrlEncodedContent(
        [
            new("count", $"{count}"), new("label", "the <north> workshop"), new("format", "csv"),
        ]);
        using var made = await facilitator.PostAsync($"/v1{List}", form);
        return (await made.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..];
    }

    private async Task<IPage> Facilitator(DeskHost desk, string language)
    {
        var context = await _browser.Desk(script: false);
        context.SetDefaultTimeout(20_000);
        await context.AddCookiesAsync(
        [
            .. new[] { (StaffAuthentication.CookieName, await desk.Session(StaffRole.Facilitator)), ("__Host-pulse-desk-language", language) }
                .Select(one => new Cookie
                {
                    Name = one.Item1, Value = one.Item2, Domain = "127.0.0.1", Path = "/", Secure = true, HttpOnly = true, SameSite = SameSiteAttribute.Strict,
                }),
        ]);
        return await context.NewPageAsync();
    }

    private static Task<string> Text(IPage page, string part) => page.Locator(part).InnerTextAsync();

    // as a reader sees it: without the marks that keep a number in its place
    private static string Plain(Sentence sentence) =>
        new([.. sentence.ToString().Where(letter => letter is not (>= '\u2066' and <= '\u2069'))]);
}
