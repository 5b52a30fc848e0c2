using System.Text.Json.Serialization;

namespace Pulse.Convening;

/// <summary>One consultation as it was defined: what is asked, of whom, in which order, under which rules.</summary>
public sealed record Dialogue
{
    public required Guid Id { get; init; }
    public required string Slug { get; init; }
    public required bool Synthetic { get; init; }
    public required IReadOnlyList<string> Languages { get; init; }
    public required LocalText Title { get; init; }
    public required LocalText Introduction { get; init; }
    public required Consent Consent { get; init; }

    /// <summary>Fewest people a figure may speak of in public, and votes a certificate needs per bridging segment.</summary>
    public required int MinimumCell { get; init; }
    public required ModelProvider Provider { get; init; }
    public required bool OutsideModels { get; init; }

    /// <summary>What models may use per calendar month. Left out where absent: definitions without it keep their hash.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ModelBudget? Budget { get; init; }
    public required QuotingPolicy Quoting { get; init; }
    public required ModerationPolicy Moderation { get; init; }

    /// <summary>True where participants may see, after voting, how the segments large enough voted. Not written when false, so that the hash of an older definition stays.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ShowsStanding { get; init; }
    public DateTimeOffset? Opens { get; init; }
    public DateTimeOffset? Closes { get; init; }
    public required IReadOnlyList<Segment> Segments { get; init; }
    public required IReadOnlyList<WorkingGroup> WorkingGroups { get; init; }
    public required IReadOnlyList<GlossaryEntry> Glossary { get; init; }
    public required IReadOnlyList<Phase> Phases { get; init; }

    public IEnumerable<Item> Items => Phases.SelectMany(phase => phase.Items);

    /// <summary>Slugs of the segments that consensus must hold in, in their order of definition.</summary>
    public IReadOnlyList<string> BridgingSegments =>
        [.. Segments.Where(segment => segment.Bridging).Select(segment => segment.Slug)];

    public Item? FindItem(string slug) => Items.FirstOrDefault(item => item.Slug == slug);

    /// <summary>The top-level segment that a segment anywhere in the tree belongs to; null if there is no such segment.</summary>
    public string? TopSegmentOf(string slug) =>
        Segments.FirstOrDefault(top => top.Contains(slug))?.Slug;

    public bool HasSegment(string slug) => TopSegmentOf(slug) is not null;
}

/// <param name="Version">Raised whenever the text changes; stored with every participation.</param>
public sealed record Consent(int Version, LocalText Text);

public sealed record Segment(string Slug, LocalText Name, bool Bridging, IReadOnlyList<Segment> Parts)
{
    public bool Contains(string slug) => Slug == slug || Parts.Any(part => part.Contains(slug));
}

public sealed record WorkingGroup(string Slug, LocalText Name, LocalText Summary);

/// <summary>A thing that the sides name differently: the neutral wording, and each side's own.</summary>
public sealed record GlossaryEntry(LocalText Neutral, IReadOnlyList<SideTerm> Sides);

public sealed record SideTerm(string Segment, LocalText Term);

/// <param name="Audience">Top-level segments that take part; empty means everyone.</param>
/// <param name="Separate">True where each segment sees only its own statements (a uninational phase).</param>
public sealed record Phase(
    string Slug, LocalText Name, IReadOnlyList<string> Audience, bool Separate,
    DateTimeOffset? Opens, DateTimeOffset? Closes, IReadOnlyList<Item> Items);

public enum ItemKind { OpenQuestion, StatementVoting, Ratification, Single, Multiple, Scale, Rank }

public enum RatificationScale { Agreement, Acceptability }

public enum ModelProvider { None, Azure, OpenAi, Compatible }

/// <summary>Hard stops per calendar month (UTC); null is no bound.</summary>
public sealed record ModelBudget(long? TokensPerMonth, decimal? UsdPerMonth);

public enum QuotingPolicy { Never, Ask }

/// <summary>One thing a participant is asked. Which members are set follows from the kind.</summary>
public sealed record Item
{
    public required string Slug { get; init; }
    public required ItemKind Kind { get; init; }
    public required LocalText Text { get; init; }
    public LocalText? Help { get; init; }

    /// <summary>Set for open questions and statement voting.</summary>
    public string? WorkingGroup { get; init; }

    /// <summary>Statement voting: the open questions whose answers are voted on.</summary>
    public IReadOnlyList<string> Questions { get; init; } = [];

    /// <summary>Statement voting: statements per set before "enough for now" is offered again.</summary>
    public int SetSize { get; init; } = 5;

    /// <summary>Statement voting: true where nobody is asked whether a statement matters a lot to them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool WithoutImportance { get; init; }
    public RatificationScale Scale { get; init; } = RatificationScale.Agreement;

    /// <summary>Single, multiple, rank.</summary>
    public IReadOnlyList<Option> Options { get; init; } = [];

    /// <summary>Multiple: how many may be ticked.</summary>
    public int AtMost { get; init; } = 1;

    /// <summary>Scale: the first and last step, and what they mean.</summary>
    public int From { get; init; }
    public int To { get; init; }
    public LocalText? Low { get; init; }
    public LocalText? High { get; init; }
}

public sealed record Option(string Slug, LocalText Name);
