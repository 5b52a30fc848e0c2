using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Pulse.Worker.Models;

/// <summary>
/// Reads Pulse:Model:Headers:NAME, headers that a gateway wants with every request. Their values are as secret as the key: a
/// sentence about a wrong one names the field and never what stands in it.
/// </summary>
internal static partial class ReadingModelHeaders
{
    private const string Section = "Pulse:Model:Headers";
    private const int Most = 20;
    private const int LongestValue = 4096;

    // What a request consists of, and what only its way concerns
    private static readonly HashSet<string> _own = new(
        ["Host", "Connection", "Keep-Alive", "Transfer-Encoding", "TE", "Trailer", "Upgrade", "Expect", "Accept-Encoding"],
        StringComparer.OrdinalIgnoreCase);

    /// <exception cref="SettingsException">One cannot be sent, or is not to be set.</exception>
    public static IReadOnlyDictionary<string, string> Of(IConfiguration from, string provider)
    {
        var given = from.GetSection(Section).GetChildren().ToArray();
        if (given.Length > 0 && provider != "compatible")
        {
            throw new SettingsException($"{Section} is for provider 'compatible', not '{provider}': its maker's address takes none of them.");
        }

        if (given.Length > Most || from[Section] is { Length: > 0 })
        {
            throw new SettingsException($"{Section}:NAME is one header each, at most {Most}.");
        }

        return given.ToDictionary(header => header.Key, Value, StringComparer.OrdinalIgnoreCase);
    }

    private static string Value(IConfigurationSection header)
    {
        var (name, value) = (header.Key, header.Value);
        var field = $"{Section}:{name}";
        if (!Token().IsMatch(name))
        {
            throw new SettingsException($"{field} is no name of a header: letters, digits and hyphens.");
        }

        if (name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
        {
            throw new SettingsException($"{field} is not set here: it is made of Pulse:Model:Key.");
        }

        using var request = new HttpRequestMessage();
        // .NET keeps headers of a body and of a reply out of a request
        if (_own.Contains(name) || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase) || !request.Headers.TryAddWithoutValidation(name, "any"))
        {
            throw new SettingsException($"{field} is not set here: it belongs to the request itself.");
        }

        return value is { Length: > 0 and <= LongestValue } && value == value.Trim() && value.All(sign => sign is >= ' ' and <= '~')
            ? value
            : throw new SettingsException(
                $"{field} has no value that a header can carry: 1 to {LongestValue} letters, digits and signs of ASCII in one line, no space around them.");
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$")]
    private static partial Regex Token();
}
