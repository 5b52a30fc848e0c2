namespace Pulse.Collecting;

/// <summary>Slugs of the items a participant has answered, chosen in, and skipped.</summary>
public sealed record Progress
{
    public required string[] Answered { get; init; }
    public required string[] Chosen { get; init; }
    public required string[] Skipped { get; init; }
}
