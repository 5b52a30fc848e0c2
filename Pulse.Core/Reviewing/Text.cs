using Pulse.People;

namespace Pulse.Reviewing;

public enum ReviewOutcome { Approved, Rejected }

/// <summary>A reviewed wording, in one version. An edit makes a new version that replaces this one; this one stays.</summary>
public sealed record Text
{
    public required Guid TextId { get; init; }
    public required Guid DialogueId { get; init; }
    public required string WorkingGroup { get; init; }

    /// <summary>The draft it was made from; null once that draft's source was withdrawn.</summary>
    public Guid? DraftId { get; init; }
    public required int Version { get; init; }
    public Guid? Replaces { get; init; }
    public required Guid ReviewedBy { get; init; }
    public required DateTime ReviewedAt { get; init; }
    public required ReviewOutcome Outcome { get; init; }
    public string? Reason { get; init; }

    /// <summary>Somebody whose words it was made from has withdrawn; the wording itself is the reviewers'.</summary>
    public required bool SourceWithdrawn { get; init; }

    /// <summary>A newer version has taken its place.</summary>
    public required bool Replaced { get; init; }
}

/// <summary>A text in one language.</summary>
public sealed record Wording
{
    public required Guid TextId { get; init; }
    public required string Language { get; init; }
    public required byte[] TextSealed { get; init; }

    /// <summary>True if a reviewer changed it; false where it is still the source's wording.</summary>
    public required bool Edited { get; init; }

    public string Open(DialogueKey key) => key.Open(TextSealed, Column(Language), TextId);

    public static Wording Sealed(DialogueKey key, Guid textId, string language, string text, bool edited) => new()
    {
        TextId = textId,
        Language = language,
        TextSealed = key.Seal(text, Column(language), textId),
        Edited = edited,
    };

    private static string Column(string language) => $"reviewing.wordings.text:{language}";
}
