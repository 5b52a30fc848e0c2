using Pulse.Publishing;

namespace Pulse.Web.Figures;

/// <summary>A statement on the bridging plot: how side A and side B voted on it, and whether it is one of the top ones.</summary>
/// <param name="Number">1 for the first of the top ones, null for the quiet rest.</param>
public sealed record PlotStatement(
    Guid StatementId, string Text, string Address, SegmentResult Across, SegmentResult Up, int? Number);
