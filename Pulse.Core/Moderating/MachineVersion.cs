namespace Pulse.Moderating;

/// <summary>A model's translation of a statement or of a held answer: kept as it was made, apart from what is read.</summary>
public record MachineVersion
{
    /// <summary>Of the statement or the answer.</summary>
    public required Guid Id { get; init; }
    public required string Language { get; init; }

    /// <summary>Null where nothing that the model wrote passed the checks.</summary>
    public byte[]? TextSealed { get; init; }
    public required string PromptHash { get; init; }
    public required string SchemaHash { get; init; }
    public required string Model { get; init; }

    /// <summary>What the checks want a person to look at, in kebab case: "number", "glossary-missing", "unsure".</summary>
    public required string[] Flags { get; init; }
    public required DateOnly MadeOn { get; init; }
}

/// <summary>A text that a model's translation into some language is still missing of.</summary>
public sealed record UntranslatedText(Guid Id, string Language, byte[] TextSealed);

/// <summary>Which prompt and model would do the work: what they failed at before, they are not asked again.</summary>
public sealed record ModelAtWork(string Model, string PromptHash);
