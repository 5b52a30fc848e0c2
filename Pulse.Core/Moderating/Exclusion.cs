using Pulse.People;

namespace Pulse.Moderating;

/// <summary>An answer that did not become a statement, and why. It outlives the answer, so that reports still count it.</summary>
public sealed record Exclusion
{
    public const string NoteColumn = "moderating.exclusions.note";

    public required Guid ExclusionId { get; init; }
    public required Guid DialogueId { get; init; }
    public required string Item { get; init; }
    public Guid? AnswerId { get; init; }
    public string? Segment { get; init; }

    /// <summary>A kebab-case word.</summary>
    public required string Reason { get; init; }
    public byte[]? NoteSealed { get; init; }
    public required DateOnly ExcludedOn { get; init; }

    public string? Note(DialogueKey key) =>
        NoteSealed is null ? null : key.Open(NoteSealed, NoteColumn, ExclusionId);
}
