using System.ComponentModel;

namespace Pulse.Api.Collecting;

public enum NextStep { Consent, Segment, Item, Wait, Done }

/// <summary>How far a participant is, and what the phone shows next.</summary>
public sealed record State
{
    public required bool Consented { get; init; }
    public required string? Language { get; init; }

    [Description("Null before it was asked, and where somebody prefers not to say")]
    public required string? Segment { get; init; }
    public required bool SegmentChosen { get; init; }

    [Description("The phase that is open for this participant")]
    public required string? Phase { get; init; }
    public required IReadOnlyDictionary<string, string>? PhaseName { get; init; }
    [Description("True while the open phase shows only what one's own segment wrote")]
    public required bool Separate { get; init; }

    [Description("When the next phase opens, where that is known; null otherwise")]
    public required DateTimeOffset? NextOpens { get; init; }
    public required NextStep Next { get; init; }
    public required bool Finished { get; init; }

    [Description("Questions answered, closed ones included")]
    public required int Answered { get; init; }

    [Description("Statements and reviewed texts voted on")]
    public required int VotesCast { get; init; }
}
