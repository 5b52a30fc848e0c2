using System.Reflection;
using System.Text.Json;

namespace Pulse.Publishing;

/// <summary>
/// What we say ourselves, in one language: one JSON file of key and template per language, embedded in the assembly
/// that uses it. A missing key is a fault and throws; a test holds the three files against each other.
/// </summary>
public sealed class Wording
{
    public static readonly IReadOnlyList<string> Languages = ["he", "ar", "en"];
    private readonly Dictionary<string, string> _templates;

    private Wording(string language, Dictionary<string, string> templates)
    {
        Language = language;
        _templates = templates;
    }

    public string Language { get; }
    public string Direction => DirectionOf(Language);
    public IReadOnlyDictionary<string, string> Templates => _templates;

    public static string DirectionOf(string language) => language is "he" or "ar" ? "rtl" : "ltr";

    /// <param name="name">The files are embedded as name.language.json.</param>
    public static IReadOnlyDictionary<string, Wording> Read(Assembly assembly, string name) =>
        Languages.ToDictionary(language => language, language =>
        {
            using var file = assembly.GetManifestResourceStream($"{name}.{language}.json")
                ?? throw new InvalidOperationException($"The wording {name}.{language}.json is not in the assembly.");
            return new Wording(language, JsonSerializer.Deserialize<Dictionary<string, string>>(file)!);
        });

    /// <summary>Words without arguments.</summary>
    public string this[string key] => _templates.TryGetValue(key, out var template)
        ? template
        : throw new KeyNotFoundException($"The wording '{key}' is missing in {Language}.");

    /// <summary>A word of the house, such as a flag or a task, as readers know it; one without a wording stands as it is.</summary>
    /// <param name="kind">What kind of word it is: the key's first part.</param>
    public string Named(string kind, string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return _templates.GetValueOrDefault($"{kind}.{word}") ?? word.Replace('-', ' ');
    }

    public Sentence Say(string key, params object[] arguments) => Sentence.Of(this[key], arguments);
}
