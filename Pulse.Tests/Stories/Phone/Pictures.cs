using Microsoft.Playwright;

namespace Pulse.Tests.Stories.Phone;

/// <summary>
/// Pictures of a page, light and dark, on a phone, a narrow one and a desk, for people to look at after a change of what
/// the phone says or how it looks. Taken only where PULSE_PICTURES names a folder for them.
/// </summary>
internal static class Pictures
{
    private static readonly string? _folder = Environment.GetEnvironmentVariable("PULSE_PICTURES");

    private static readonly (int Width, int Height, ColorScheme Scheme)[] _screens =
    [
        (360, 740, ColorScheme.Light), (360, 740, ColorScheme.Dark), (320, 640, ColorScheme.Light), (1280, 800, ColorScheme.Light),
    ];

    public static async Task Take(string page, string language, IPage shown)
    {
        if (_folder is null)
        {
            return;
        }

        foreach (var (width, height, scheme) in _screens)
        {
            await shown.EmulateMediaAsync(new() { ColorScheme = scheme });
            await shown.SetViewportSizeAsync(width, height);
            // a screen as high as the page, so that what is fixed to its edges lies over nothing
            await shown.SetViewportSizeAsync(width, Math.Max(height, await shown.EvaluateAsync<int>("document.documentElement.scrollHeight")));
            var name = $"{page}-{language}-{width}-{(scheme == ColorScheme.Dark ? "dark" : "light")}.png";
            await shown.ScreenshotAsync(new() { Path = Path.Combine(_folder, name) });
        }

        await shown.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await shown.SetViewportSizeAsync(360, 740);
    }
}
