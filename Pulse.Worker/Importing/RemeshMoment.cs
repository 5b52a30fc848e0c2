using System.Globalization;

namespace Pulse.Worker.Importing;

/// <summary>Remesh's way to write a time: "June 25, 2024 at 3:47 PM (GMT)", to the minute.</summary>
public static class RemeshMoment
{
    public static bool TryParse(string text, out DateTime moment)
    {
        var zone = text.LastIndexOf(" (", StringComparison.Ordinal);
        moment = default;
        return zone > 0 && text.TrimEnd().EndsWith(')') && DateTime.TryParseExact(
            text[..zone].Trim(), ["MMMM d, yyyy 'at' h:mm tt", "MMMM d, yyyy 'at' hh:mm tt"], CultureInfo.InvariantCulture,
            DateTimeStyles.None, out moment);
    }
}
