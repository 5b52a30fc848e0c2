using Microsoft.Playwright;
using NUnit.Framework;
using Pulse.Tests.Hosts;

namespace Pulse.Tests.Stories.Phone;

/// <summary>A phone in somebody's hand: a page of its own that notes what must never happen.</summary>
internal sealed class HeldPhone : IAsyncDisposable
{
    private HeldPhone(ParticipantsHost host, IBrowserContext context, IPage page, string language)
    {
        (Host, Context, Page, Says) = (host, context, page, new Sayings(language));
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: "http" or "https" } url && url.Authority != host.Address.Authority)
            {
                Breaches.Add($"a request to {request.Url}");
            }
        };
        page.PageError += (_, error) => Breaches.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal)
                || message.Text.Contains("Trusted", StringComparison.Ordinal))
            {
                Breaches.Add(message.Text);
            }
        };
    }

    public ParticipantsHost Host { get; }
    public IBrowserContext Context { get; }
    public IPage Page { get; }
    public Sayings Says { get; }

    /// <summary>Requests to other origins, reports of the content policy, errors nobody caught.</summary>
    public List<string> Breaches { get; } = [];

    public static async Task<HeldPhone> New(ParticipantsHost host, string language)
    {
        var context = await SharedBrowser.Browser.Phone(language);
        context.SetDefaultTimeout(20_000);
        return new HeldPhone(host, context, await context.NewPageAsync(), language);
    }

    /// <summary>A phone whose holder has joined already and is at what is asked now.</summary>
    public static async Task<HeldPhone> Joined(ParticipantsHost host, string language, string? segment = "east")
    {
        var phone = await New(host, language);
        var joined = await host.Participant(segment, language);
        await phone.Context.AddCookiesAsync(
        [
            new() { Name = "__Host-pulse", Value = joined.Session!, Domain = "127.0.0.1", Path = "/", Secure = true, HttpOnly = true, SameSite = SameSiteAttribute.Strict },
        ]);
        await phone.Page.GotoAsync(host.Address.ToString());
        return phone;
    }

    /// <summary>A slow line and a slow processor: 3G as the browser's own tools mean it, a quarter of this machine.</summary>
    public async Task Throttle(double latency = 300, double kilobits = 700, double slower = 4)
    {
        var tools = await Context.NewCDPSessionAsync(Page);
        await tools.SendAsync("Network.enable");
        await tools.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object>
        {
            ["offline"] = false,
            ["latency"] = latency,
            ["downloadThroughput"] = kilobits * 1024 / 8,
            ["uploadThroughput"] = kilobits * 1024 / 24,
        });
        await tools.SendAsync("Emulation.setCPUThrottlingRate", new Dictionary<string, object> { ["rate"] = slower });
    }

    public ILocator Button(string key) => Page.GetByRole(AriaRole.Button, new() { Name = Says[key], Exact = true });

    public Task Press(string key) => Button(key).ClickAsync();

    public Task Reads(string key) => Page.GetByText(Says[key]).First.WaitForAsync();

    /// <summary>The word at the bottom of the page.</summary>
    public Task Told(string key) => Assertions.Expect(Page.Locator("#state [role=status]")).ToHaveTextAsync(Says[key]);

    public async Task<string> Title() => (await Page.Locator("h1").First.InnerTextAsync()).Trim();

    public async ValueTask DisposeAsync()
    {
        await Context.CloseAsync();
        Assert.That(Breaches, Is.Empty);
    }
}
