namespace Pulse.Worker.Importing;

/// <summary>What the operator says about an export that its files do not say themselves.</summary>
public sealed record ImportOptions
{
    /// <summary>The dialogue's slug; null takes the folder's name.</summary>
    public string? Slug { get; init; }

    /// <summary>Remesh: the participants' column that becomes the segments.</summary>
    public string? SegmentColumn { get; init; }

    /// <summary>Polis: the number that means agree in votes.csv: 1 in exports, −1 in Polis' own database.</summary>
    public int AgreeIs { get; init; } = 1;

    /// <summary>The language of every text; null goes by its letters, English where they are Latin.</summary>
    public string? Language { get; init; }

    /// <summary>Segments with at least so many people are those that consensus must bridge.</summary>
    public int MinimumCell { get; init; } = 10;

    /// <summary>What the export's participants agreed to: none, paraphrase or verbatim.</summary>
    public string Quoting { get; init; } = "none";
}
