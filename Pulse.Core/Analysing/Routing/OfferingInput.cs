using Pulse.Analysing.Matrices;

namespace Pulse.Analysing.Routing;

/// <summary>What a policy may look at: cast votes per segment, and what each segment may see. Nothing about a person.</summary>
/// <param name="Tallies"><c>[statement][segment]</c>, cast votes so far.</param>
/// <param name="Bridging"><c>[segment]</c>: must consensus hold here? With none marked, every segment counts.</param>
/// <param name="Visible"><c>[segment][statement]</c>: may this segment be offered the statement in this phase?</param>
/// <param name="Prior"><c>[statement][segment]</c>, predicted agreeing shares in [0, 1] (NaN where unknown). They steer
/// what is asked, with the strength of a few votes; they never enter an estimate as evidence.</param>
public sealed record OfferingInput(
    IReadOnlyList<IReadOnlyList<Tally>> Tallies,
    IReadOnlyList<bool> Bridging,
    IReadOnlyList<IReadOnlyList<bool>> Visible,
    IReadOnlyList<IReadOnlyList<double>>? Prior = null);
