using Pulse.People;

namespace Pulse.Analysing;

/// <summary>How much a run saw of one working group. Excluded answers are counted in every report.</summary>
public sealed record RunTotal
{
    public required string WorkingGroup { get; init; }

    /// <summary>People who wrote or voted in this working group.</summary>
    public required int Participants { get; init; }
    public required int Answers { get; init; }
    public required int Excluded { get; init; }
    public required int Statements { get; init; }
    public required int Votes { get; init; }
}

/// <summary>Cast votes of one top-level segment on one statement, with the Wilson 95 % interval of the agreeing share.</summary>
public sealed record StatementCount
{
    public required Guid StatementId { get; init; }

    /// <summary>"(none)" for those who chose not to say.</summary>
    public required string Segment { get; init; }
    public required int Agree { get; init; }
    public required int Disagree { get; init; }
    public required int Pass { get; init; }
    public required double Low { get; init; }
    public required double High { get; init; }

    public int Cast => Agree + Disagree + Pass;
}

/// <summary>A statement's standing across the bridging segments.</summary>
public sealed record StatementScore
{
    public required Guid StatementId { get; init; }

    /// <summary>The headline: least lower end of the Wilson 95 % interval over the bridging segments.</summary>
    public required double Floor { get; init; }

    /// <summary>Least agreeing share; null while a bridging segment has no votes.</summary>
    public required double? MinimumShare { get; init; }

    /// <summary>Highest minus least share; null while a bridging segment has no votes.</summary>
    public required double? Spread { get; init; }

    /// <summary>Polis' measure over opinion groups; null where there are none.</summary>
    public required double? GroupAwareConsensus { get; init; }

    /// <summary>Every bridging segment cast at least the dialogue's minimum of votes.</summary>
    public required bool EnoughInEverySegment { get; init; }

    /// <summary>Least p(agree)·(1 − p(disagree)); null while a bridging segment has no votes, and in runs before 2026-12.</summary>
    public required double? EffectiveAgreement { get; init; }

    /// <summary>Geometric mean over opinion groups; null where there are none.</summary>
    public required double? GroupAwareConsensusMean { get; init; }

    /// <summary>Like the floor, but all bridging intervals hold together with 95 %.</summary>
    public required double? JointFloor { get; init; }

    /// <summary>What a model expects of the least share over the bridging segments, with its 95 % interval; never agreement.</summary>
    public required double? ExpectedLeast { get; init; }
    public required double? ExpectedLeastLow { get; init; }
    public required double? ExpectedLeastHigh { get; init; }

    /// <summary>0–1 from the words alone; null without a text.</summary>
    public required double? Concreteness { get; init; }

    /// <summary>The cues that gave most of it, in kebab case.</summary>
    public required string[]? ConcreteBy { get; init; }
}

/// <summary>A theme of a working group, or a sub-theme of a theme; position 0 is the largest.</summary>
public sealed record RunTheme
{
    public const string LabelsColumn = "analysing.themes.labels";

    public required Guid ThemeId { get; init; }
    public required string WorkingGroup { get; init; }
    public required int Position { get; init; }
    public required byte[] LabelsSealed { get; init; }
    public required int Answers { get; init; }

    /// <summary>The theme it is a part of; null for a theme itself.</summary>
    public required Guid? ParentId { get; init; }

    /// <summary>JSON: language to distinctive terms, the participants' own words.</summary>
    public string Labels(DialogueKey key) => key.Open(LabelsSealed, LabelsColumn, ThemeId);
}

/// <summary>Where one statement was filed. Rank 0 is the most representative of its theme; no theme where it fits none.</summary>
public sealed record ThemeAnswer
{
    public required Guid StatementId { get; init; }
    public required Guid? ThemeId { get; init; }
    public required int Rank { get; init; }

    /// <summary>Null where it is in no sub-theme of its theme.</summary>
    public required Guid? SubThemeId { get; init; }
}

/// <summary>People who vote alike, with the centre of their positions on the map.</summary>
public sealed record RunGroup
{
    public required int OpinionGroup { get; init; }
    public required int Participants { get; init; }
    public required double CentreX { get; init; }
    public required double CentreY { get; init; }

    /// <summary>The number that a reader knows it by: the run before's, if it carries that group on.</summary>
    public required int? ShownAs { get; init; }
    public required bool? CarriesOn { get; init; }

    /// <summary>Mean Jaccard index to the most similar group over the repetitions, and what that means (kebab case).</summary>
    public required double? Jaccard { get; init; }
    public required string? Verdict { get; init; }
}

/// <summary>A participant's place on the map; no group for who cast too few votes.</summary>
public sealed record RunPosition
{
    public required Guid ParticipantId { get; init; }
    public required double X { get; init; }
    public required double Y { get; init; }
    public required int? OpinionGroup { get; init; }

    /// <summary>Share of the repetitions in which they stay with their group.</summary>
    public required double? Stability { get; init; }
}

/// <summary>How one opinion group voted on one statement.</summary>
public sealed record GroupCount
{
    public required Guid StatementId { get; init; }
    public required int OpinionGroup { get; init; }
    public required int Agree { get; init; }
    public required int Disagree { get; init; }
    public required int Pass { get; init; }

    /// <summary>Rank among the group's representative statements, null where it is none of them.</summary>
    public required int? RepresentativeRank { get; init; }
}

/// <summary>Everything that one run writes, in one transaction.</summary>
public sealed record RunResult
{
    public required IReadOnlyList<RunTotal> Totals { get; init; }
    public required IReadOnlyList<StatementCount> Counts { get; init; }
    public required IReadOnlyList<StatementScore> Scores { get; init; }
    public required IReadOnlyList<RunTheme> Themes { get; init; }
    public required IReadOnlyList<ThemeAnswer> ThemeAnswers { get; init; }
    public required IReadOnlyList<RunGroup> Groups { get; init; }
    public required IReadOnlyList<RunPosition> Positions { get; init; }
    public required IReadOnlyList<GroupCount> GroupCounts { get; init; }
    public required RunFindings Findings { get; init; }
}
