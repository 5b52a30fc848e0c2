using Microsoft.Playwright;
using NUnit.Framework;

namespace Pulse.Tests.Stories.Phone;

/// <summary>
/// Takes a picture of every page in one language, light and dark, on a phone, a narrow one and a desk: for people to look
/// at after a change of what the phone says or how it looks. Runs only when it is named; the pictures lie beside the results.
/// </summary>
[TestFixture, Explicit("takes some hundred pictures")]
internal sealed class PictureStories
{
    [TestCase("he")]
    [TestCase("ar")]
    [TestCase("en")]
    public async Task Every_page_as_it_is_seen(string language)
    {
        var folder = Directory.CreateDirectory(
            Path.Combine(Environment.GetEnvironmentVariable("PULSE_PICTURES") ?? TestContext.CurrentContext.WorkDirectory, "pictures")).FullName;
        var taken = 0;
        await using (var host = await ReadDialogue.Start())
        {
            await new EveryPage(host, language, Take).Walk();
        }

        Assert.That(taken, Is.GreaterThan(40));

        async Task Take(string page, IPage shown)
        {
            taken++;
            foreach (var (width, height, scheme) in new[]
            {
                (360, 740, ColorScheme.Light), (360, 740, ColorScheme.Dark), (320, 640, ColorScheme.Light), (1280, 800, ColorScheme.Light),
            })
            {
                await shown.EmulateMediaAsync(new() { ColorScheme = scheme });
                await shown.SetViewportSizeAsync(width, height);
                // a screen as high as the page, so that what is fixed to its edges lies over nothing
                await shown.SetViewportSizeAsync(width, Math.Max(height, await shown.EvaluateAsync<int>("document.documentElement.scrollHeight")));
                var name = $"{page}-{language}-{width}-{(scheme == ColorScheme.Dark ? "dark" : "light")}.png";
                await shown.ScreenshotAsync(new() { Path = Path.Combine(folder, name) });
            }

            await shown.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
            await shown.SetViewportSizeAsync(360, 740);
        }
    }
}
