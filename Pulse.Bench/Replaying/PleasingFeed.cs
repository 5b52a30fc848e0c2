namespace Pulse.Bench.Replaying;

/// <summary>Offers people what they will probably agree with, as a feed that wants to please would.</summary>
internal sealed class PleasingFeed : RoutingPolicy
{
    public override string Name => "pleasing feed";

    public override void Weigh(ReplayState state, int participant, ReadOnlySpan<int> open, Span<double> weights)
    {
        var chances = state.Set.Chances ?? throw new InvalidOperationException("Only a completed set says what pleases whom.");
        for (var i = 0; i < open.Length; i++)
        {
            weights[i] = Math.Exp(4 * chances[participant][open[i]]);
        }
    }
}
