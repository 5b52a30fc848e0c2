namespace Pulse.Bench.Replaying;

/// <summary>Every open statement alike.</summary>
internal sealed class UniformRandom : RoutingPolicy
{
    public override string Name => "uniform random";

    public override void Weigh(ReplayState state, int participant, ReadOnlySpan<int> open, Span<double> weights) =>
        weights.Fill(1);
}
