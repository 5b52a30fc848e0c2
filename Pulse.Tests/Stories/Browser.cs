using Microsoft.Playwright;
using NUnit.Framework;

namespace Pulse.Tests.Stories;

/// <summary>The system's Chromium, driven by Playwright; nothing is downloaded.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] _names = ["chromium", "chromium-browser", "google-chrome"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static async Task<Browser> Start()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => _names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
        if (path is null)
        {
            const string Cure = "The browser stories need Chromium: install your system's packages 'chromium' and 'fonts-noto-core'.";
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Fail(Cure);
            }

            Assert.Ignore(Cure);
        }

        var playwright = await Playwright.CreateAsync();
        // Background networking would only fail, many times over, on a machine without a way out
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = path,
            Args = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-gpu", "--no-first-run"],
        });
        return new Browser(playwright, browser);
    }

    /// <summary>A phone of 360×740 that prefers a language.</summary>
    public Task<IBrowserContext> Phone(string language) => _browser.NewContextAsync(new()
    {
        ViewportSize = new() { Width = 360, Height = 740 },
        DeviceScaleFactor = 2,
        HasTouch = true,
        IsMobile = true,
        Locale = language,
    });

    /// <param name="script">False for a browser in which JavaScript is switched off.</param>
    public Task<IBrowserContext> Desk(bool script = true) => _browser.NewContextAsync(new()
    {
        JavaScriptEnabled = script,
        ViewportSize = new() { Width = 1280, Height = 1000 },
        Locale = "en",
    });

    public async ValueTask DisposeAsync()
    {
        await _browser.CloseAsync();
        _playwright.Dispose();
    }
}
