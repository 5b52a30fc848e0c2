namespace Pulse.Analysing.Specifics;

/// <summary>A statement that both bridges and says something.</summary>
/// <param name="Statement">Its index.</param>
/// <param name="Floor">The headline: at least this share in every bridging segment.</param>
/// <param name="Concreteness">0 … 1.</param>
/// <param name="OnFront">No other statement is at least as high in both and higher in one.</param>
public sealed record SpecificStatement(int Statement, double Floor, double Concreteness, bool OnFront)
{
    /// <summary>A ranking aid, not a share of anybody.</summary>
    public double Score => Floor * Concreteness;
}
