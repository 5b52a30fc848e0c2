namespace Pulse.Moderating;

/// <summary>What the rules saw in an answer, and what became of it. RuledBy is null while the rules alone have ruled.</summary>
public sealed record Ruling
{
    public required Guid AnswerId { get; init; }
    public required Guid DialogueId { get; init; }

    /// <summary>Names of what the rules found, e.g. "phone"; empty where they found nothing.</summary>
    public required string[] Flags { get; init; }
    public required RulingOutcome Outcome { get; init; }
    public Guid? RuledBy { get; init; }
    public required string RuleVersion { get; init; }
    public required DateOnly RuledOn { get; init; }
}
