using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulse.Worker.Evaluating;

/// <summary>One line of evals/TASK/cases.jsonl. Self-written and synthetic: nobody said any of it.</summary>
public sealed record EvaluationCase
{
    public required string Case { get; init; }
    public required bool Synthetic { get; init; }

    /// <summary>Language of the prompt and of what it is to make.</summary>
    public required string Language { get; init; }
    public required IReadOnlyList<EvaluationItem> Items { get; init; }

    /// <summary>Reasons: the statement. Flags: the question.</summary>
    public EvaluationText? About { get; init; }
    public IReadOnlyList<EvaluationFigure> Figures { get; init; } = [];
    public IReadOnlyList<EvaluationGroup> Groups { get; init; } = [];
    public required EvaluationExpectation Expect { get; init; }

    private static readonly JsonSerializerOptions _strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The cases of a file, each on its line.</summary>
    /// <exception cref="FormatException">A line is no case; the message says which.</exception>
    public static IReadOnlyList<EvaluationCase> Read(string path)
    {
        var cases = new List<EvaluationCase>();
        foreach (var line in File.ReadLines(path).Where(line => line.Length > 0))
        {
            try
            {
                cases.Add(JsonSerializer.Deserialize<EvaluationCase>(line, _strict)!);
            }
            catch (JsonException error)
            {
                throw new FormatException($"Line {cases.Count + 1} of {path} is not a case: {error.Message}", error);
            }
        }
        return cases;
    }
}

public sealed record EvaluationText(string Language, string Text);

/// <param name="Key">Its name within the case.</param>
/// <param name="Translations">Versions in other languages, if the case gives any.</param>
public sealed record EvaluationItem(string Key, string Language, string Text, string? Part = null, IReadOnlyList<EvaluationText>? Translations = null);

/// <param name="Of">Key of the only item that it speaks of.</param>
/// <param name="Least">A lower bound.</param>
public sealed record EvaluationFigure(string Id, decimal Value, bool Percent, string Meaning, string? Of = null, bool Least = false);

public sealed record EvaluationGroup(string Slug, IReadOnlyList<EvaluationText> About);

/// <summary>What a good reply has. What a task does not know is left out.</summary>
public sealed record EvaluationExpectation
{
    /// <summary>Cited tasks: items that must be cited, and that must not.</summary>
    public IReadOnlyList<string> Cited { get; init; } = [];
    public IReadOnlyList<string> Unused { get; init; } = [];

    /// <summary>Translations: per item, words of which the translation must have one each ("a|b" for either).</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Has { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Flags and working groups: per item, exactly these.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Chosen { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}
