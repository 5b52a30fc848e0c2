namespace Pulse.Collecting;

/// <summary>Somebody who takes part: a pseudonym, and what they chose to tell about themselves.</summary>
public sealed record Participant
{
    public required Guid ParticipantId { get; init; }
    public required Guid DialogueId { get; init; }

    /// <summary>Any node of the dialogue's tree; null where they were not asked yet or preferred not to say.</summary>
    public string? Segment { get; init; }
    public bool SegmentChosen { get; init; }
    public required string Language { get; init; }
    public required int ConsentVersion { get; init; }
    public bool Finished { get; init; }
}
