namespace Pulse.Analysing;

/// <summary>All that may change the bytes of an analysis besides its input.</summary>
/// <param name="Seed">Every draw of chance comes from here.</param>
/// <param name="MinimumCell">Least number of votes per bridging segment before a statement may become a candidate.</param>
/// <param name="Themes">Number of themes per working group; null lets the answers decide.</param>
/// <param name="Seats">How many statements are chosen together for a working group.</param>
public sealed record AnalysisParameters(ulong Seed, int MinimumCell, int? Themes = null, int Seats = 6)
{
    /// <summary>Version of the rules in docs/methodology.md; stored with every number that they produced.</summary>
    public const string RuleVersion = "2026-11-24";
}
