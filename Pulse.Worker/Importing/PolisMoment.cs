using System.Globalization;

namespace Pulse.Worker.Importing;

/// <summary>Polis' timestamps: seconds since 1970 in today's exports, milliseconds in old ones.</summary>
internal static class PolisMoment
{
    private const long LatestInSeconds = 99_999_999_999;

    public static bool TryParse(string text, out DateTime moment)
    {
        moment = default;
        if (!long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || count > LatestInSeconds * 1000)
        {
            return false;
        }

        moment = (count > LatestInSeconds
            ? DateTimeOffset.FromUnixTimeMilliseconds(count)
            : DateTimeOffset.FromUnixTimeSeconds(count)).UtcDateTime;
        return true;
    }
}
