namespace Pulse.Publishing;

/// <summary>
/// What is handed on about one working group, in one language: every figure in it has passed disclosure control, and
/// every quote is the stored text of somebody who agreed to be quoted.
/// </summary>
public sealed record Brief
{
    public required Wording Wording { get; init; }
    public required string DialogueTitle { get; init; }
    public required string GroupName { get; init; }
    public required string GroupSummary { get; init; }
    public required bool Synthetic { get; init; }
    public required IReadOnlyList<Sentence> Headlines { get; init; }

    /// <summary>All that its running text may be made of.</summary>
    public required NarrativeMaterial Material { get; init; }

    /// <summary>The ratified wordings in running text; null where there are none.</summary>
    public required BriefNarrative? Narrative { get; init; }

    /// <summary>Ratified wordings with a certificate, the highest floor first.</summary>
    public required IReadOnlyList<Finding> Agreed { get; init; }

    /// <summary>The run's divides, the surest first, by consent to be quoted; exploratory.</summary>
    public required IReadOnlyList<Finding> Differ { get; init; }
    public required int DifferUnquoted { get; init; }
    public required IReadOnlyList<BriefTheme> Themes { get; init; }
    /// <summary>Themes the run found, shown or not.</summary>
    public required int ThemesFound { get; init; }

    /// <summary>Answers in no theme large enough to be shown; 0 also where there are too few to say.</summary>
    public required int AnswersElsewhere { get; init; }
    public required IReadOnlyList<Quote> Quotes { get; init; }
    public required IReadOnlyList<Sentence> Method { get; init; }
    public required IReadOnlyList<Sentence> Limits { get; init; }

    /// <summary>Segment slug to its name in the brief's language.</summary>
    public required IReadOnlyDictionary<string, string> SegmentNames { get; init; }

    /// <summary>The fewest people a figure in it speaks of.</summary>
    public required int Minimum { get; init; }

    public string Language => Wording.Language;

    /// <summary>What stands where no theme can be shown.</summary>
    public string NoThemes => Wording[ThemesFound == 0 ? "themes.none" : "themes.too-few"];
}

/// <param name="Text">A participant's words, or a reviewed wording (which has no translations: each is authoritative).</param>
/// <param name="Headline">"At least 71 % in every group", or how far apart two segments are.</param>
public sealed record Finding(Words Text, Sentence Headline, ResultRow Row);

public sealed record BriefTheme(IReadOnlyList<string> Terms, Sentence Size);

/// <param name="Segment">Slug of the author's top-level segment, which holds at least the minimum cell.</param>
public sealed record Quote(Words Words, string Segment);
