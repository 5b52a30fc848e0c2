using System.Globalization;

namespace Pulse.Language.Prompting;

/// <summary>The prompt files that travel inside the assembly.</summary>
public static class ReadingPrompts
{
    private const string Fence = "---\n";
    private static readonly string[] _keys = ["task", "language", "version", "max-output-tokens", "measured"];
    private static readonly Lazy<IReadOnlyList<Prompt>> _all = new(ReadAll);

    /// <summary>Every prompt, by task and language.</summary>
    public static IReadOnlyList<Prompt> All => _all.Value;

    /// <summary>The prompt of a task in a language; English where that language has none of its own.</summary>
    public static Prompt Of(string task, string language) =>
        All.FirstOrDefault(prompt => prompt.Task == task && prompt.Language == language)
        ?? All.First(prompt => prompt.Task == task && prompt.Language == "en");

    /// <summary>A file's front matter and body.</summary>
    /// <exception cref="FormatException">The front matter is not the five keys that every prompt has.</exception>
    public static Prompt Parse(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var text = file.ReplaceLineEndings("\n");
        var end = text.IndexOf("\n" + Fence, StringComparison.Ordinal);
        if (!text.StartsWith(Fence, StringComparison.Ordinal) || end < 0)
        {
            throw new FormatException("A prompt begins with front matter between two lines of three dashes.");
        }
        var matter = text[Fence.Length..end].Split('\n').Select(line => line.Split(": ", 2)).ToArray();
        if (matter.Any(pair => pair.Length != 2) || !matter.Select(pair => pair[0]).SequenceEqual(_keys))
        {
            throw new FormatException($"A prompt's front matter has {string.Join(", ", _keys)}, in this order.");
        }
        var body = text[(end + 1 + Fence.Length)..].Trim();
        return new Prompt(
            matter[0][1], matter[1][1], Number(matter[2][1]), Number(matter[3][1]), matter[4][1], body, Hashing.Sha256(text), Hashing.Sha256(body));
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"'{text}' in a prompt's front matter is not a whole number.");

    private static List<Prompt> ReadAll()
    {
        var assembly = typeof(ReadingPrompts).Assembly;
        var prompts = new List<Prompt>();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("prompts/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            prompts.Add(Parse(reader.ReadToEnd()));
        }
        return prompts;
    }
}
