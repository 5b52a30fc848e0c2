namespace Pulse.Bench.Replaying;

/// <summary>Whichever has fewest votes in the participant's segment, always up to date; ties by chance.</summary>
internal sealed class FewestVotesFirst : RoutingPolicy
{
    public override string Name => "fewest votes first";

    public override void Weigh(ReplayState state, int participant, ReadOnlySpan<int> open, Span<double> weights)
    {
        var segment = state.Set.SegmentOf[participant];
        var least = int.MaxValue;
        foreach (var statement in open)
        {
            least = Math.Min(least, state.Tallies[statement][segment].Seen);
        }
        for (var i = 0; i < open.Length; i++)
        {
            weights[i] = state.Tallies[open[i]][segment].Seen == least ? 1 : 0;
        }
    }
}
