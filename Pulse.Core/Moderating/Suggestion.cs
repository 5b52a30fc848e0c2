using Pulse.People;

namespace Pulse.Moderating;

/// <summary>What a model suggests about an answer. It decides nothing: a person rules, with it or without.</summary>
public sealed record Suggestion
{
    private const string WhyColumn = "moderating.suggestions.why";

    public required Guid AnswerId { get; init; }

    /// <summary>False where nothing that the model wrote passed the checks.</summary>
    public required bool Usable { get; init; }

    /// <summary>Kebab case: "personal-detail", "threat", …; empty for nothing to look at.</summary>
    public required string[] Flags { get; init; }
    public byte[]? WhySealed { get; init; }
    public string? WhyLanguage { get; init; }

    /// <summary>The working group that the answer seems to be about.</summary>
    public string? WorkingGroup { get; init; }
    public required string PromptHash { get; init; }
    public string? GroupPromptHash { get; init; }
    public required string Model { get; init; }
    public required DateOnly MadeOn { get; init; }

    public string? Why(DialogueKey key) => WhySealed is { } why ? key.Open(why, WhyColumn, AnswerId) : null;

    public static byte[] Seal(DialogueKey key, Guid answerId, string why) => key.Seal(why, WhyColumn, answerId);
}
