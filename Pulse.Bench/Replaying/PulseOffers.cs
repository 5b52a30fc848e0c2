using Pulse.Analysing.Routing;

namespace Pulse.Bench.Replaying;

/// <summary>Pulse's own policy, every segment bridging and every statement visible to all.</summary>
internal sealed class PulseOffers(OfferingOptions? options = null, string name = "Pulse") : RoutingPolicy
{
    private double[][] _weights = [];

    public override string Name => name;

    public override void Refresh(ReplayState state) => _weights = OfferingPolicy.Weights(
        new OfferingInput(
            state.Tallies,
            [.. Enumerable.Repeat(true, state.Set.Segments)],
            [.. Enumerable.Range(0, state.Set.Segments).Select(_ => Enumerable.Repeat(true, state.Set.Statements).ToArray())]),
        options);

    public override void Weigh(ReplayState state, int participant, ReadOnlySpan<int> open, Span<double> weights)
    {
        var own = _weights[state.Set.SegmentOf[participant]];
        for (var i = 0; i < open.Length; i++)
        {
            weights[i] = own[open[i]];
        }
    }
}
