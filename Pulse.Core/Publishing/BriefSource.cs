using Pulse.Convening;

namespace Pulse.Publishing;

/// <summary>Everything a brief is written from, opened and read at one moment.</summary>
public sealed record BriefSource
{
    public required Dialogue Dialogue { get; init; }
    public required WorkingGroup WorkingGroup { get; init; }
    public required GroupOverview Overview { get; init; }
    public required IReadOnlyList<ReviewedText> Texts { get; init; }
    public required IReadOnlyList<StatementResult> Statements { get; init; }
    /// <summary>Statements on which the run found that segments surely differ, the surest first.</summary>
    public required IReadOnlyList<DivideResult> Divides { get; init; }
    public required GroupThemes Themes { get; init; }
    public required IReadOnlyList<SegmentSize> Sizes { get; init; }
    public required IReadOnlyList<SetAside> SetAside { get; init; }
    public required IReadOnlyList<Phases.State> Phases { get; init; }
    public required RunRecord Run { get; init; }
    public required DateTimeOffset Now { get; init; }

    /// <summary>Running texts that a model proposed for this working group, the newest first.</summary>
    public IReadOnlyList<Narrative> Narratives { get; init; } = [];

    public IReadOnlyList<(string Slug, bool Bridging)> SegmentOrder =>
        [.. Dialogue.Segments.Select(segment => (segment.Slug, segment.Bridging))];
}
