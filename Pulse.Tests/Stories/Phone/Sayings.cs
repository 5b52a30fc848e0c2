using System.Text.Json;
using Pulse.Tests.Phone;

namespace Pulse.Tests.Stories.Phone;

/// <summary>What the phone says, so that a story presses what a person reads.</summary>
internal sealed class Sayings(string language)
{
    private readonly Dictionary<string, string> _strings = JsonSerializer.Deserialize<Dictionary<string, string>>(
        File.ReadAllText(Path.Combine(PhoneFiles.Folder, "strings", language + ".json")))!;

    public string Language => language;

    public string this[string key] => _strings[key];
}
