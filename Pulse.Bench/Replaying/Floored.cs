namespace Pulse.Bench.Replaying;

/// <summary>Any policy, mixed with an even share of all that is open: every propensity is positive.</summary>
internal sealed class Floored(RoutingPolicy policy, double floor) : RoutingPolicy
{
    public override string Name => policy.Name;

    public override void Refresh(ReplayState state) => policy.Refresh(state);

    public override void Weigh(ReplayState state, int participant, ReadOnlySpan<int> open, Span<double> weights)
    {
        policy.Weigh(state, participant, open, weights);
        var sum = 0.0;
        foreach (var weight in weights)
        {
            sum += weight;
        }
        foreach (ref var weight in weights)
        {
            weight = floor / weights.Length + (1 - floor) * weight / sum;
        }
    }
}
