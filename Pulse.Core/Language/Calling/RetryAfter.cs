using System.Globalization;

namespace Pulse.Language.Calling;

/// <summary>Reads the pause that a server asks for: Retry-After (RFC 9110, 10.2.3) in seconds or as a date.</summary>
public static class RetryAfter
{
    /// <summary>Nobody is believed for longer than this.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromHours(1);

    /// <returns>Between nothing and <see cref="Most"/>; null where the header is missing, negative or unreadable.</returns>
    public static TimeSpan? Read(string? header, DateTimeOffset now)
    {
        if (double.TryParse(header, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            return double.IsNaN(seconds) ? null : TimeSpan.FromSeconds(Math.Min(seconds, Most.TotalSeconds));
        }

        if (!DateTimeOffset.TryParseExact(
            header, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
        {
            return null;
        }

        var pause = moment - now;
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause > Most ? Most : pause;
    }
}
