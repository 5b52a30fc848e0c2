namespace Pulse.Bench.Replaying;

/// <summary>
/// Knows which statements are best, though not who will answer what: asks about those that stand on the wrong side of the
/// current list, fewest votes first, and while none does, about the best. Nobody who has to learn them can do this. Not a
/// proven bound: with few statements and many votes a policy can come out level with it by luck.
/// </summary>
internal sealed class Oracle(bool[] best, Ranking ranking) : RoutingPolicy
{
    private bool[] _wrong = [];

    public override string Name => "oracle";

    public override void Refresh(ReplayState state)
    {
        var listed = ranking(state.Tallies).Take(Finding.Sought).ToHashSet();
        _wrong = [.. best.Select((isBest, statement) => isBest != listed.Contains(statement))];
    }

    public override void Weigh(ReplayState state, int participant, ReadOnlySpan<int> open, Span<double> weights)
    {
        for (var i = 0; i < open.Length; i++)
        {
            var seen = 1 + state.Tallies[open[i]][state.Set.SegmentOf[participant]].Seen;
            weights[i] = (_wrong[open[i]], best[open[i]]) switch
            {
                (true, _) => 1e9,
                (false, true) => 1e3,
                _ => 1e-3,
            } / ((double)seen * seen);
        }
    }
}
