namespace Pulse.Bench.Replaying;

/// <summary>
/// Polis draws statements in proportion to a priority that does not know segments: importance squared, where importance
/// is (1 − p(pass)) · (extremity + 1) · p(agree) · (1 + 8 · 2^(−seen/5)) (compdemocracy/polis, conversation.clj).
/// Counts are as fresh as any policy's; the principal components are those of the last twentieth part of the replay.
/// </summary>
internal sealed class PolisPriority : RoutingPolicy
{
    private readonly double[][] _components = [[], []];
    private double[] _extremity = [];
    private double[] _weights = [];
    private int _decomposed = -1;

    public override string Name => "Polis' priority";

    public override void Refresh(ReplayState state)
    {
        var part = state.Draws.Count * 20L / Math.Max(1, state.Set.Votes);
        if (part > _decomposed || _extremity.Length == 0)
        {
            _decomposed = (int)part;
            Decompose(state);
        }
        _weights = [.. state.Tallies.Select((row, statement) =>
        {
            var (agree, pass, seen) = (row.Sum(t => t.Agree), row.Sum(t => t.Pass), row.Sum(t => t.Seen));
            var importance = (1 - (pass + 1.0) / (seen + 2)) * (_extremity[statement] + 1) * (agree + 1.0) / (seen + 2);
            return Math.Pow(importance * (1 + 8 * Math.Pow(2, -seen / 5.0)), 2);
        })];
    }

    public override void Weigh(ReplayState state, int participant, ReadOnlySpan<int> open, Span<double> weights)
    {
        for (var i = 0; i < open.Length; i++)
        {
            weights[i] = _weights[open[i]];
        }
    }

    /// <summary>Two components of the mean-filled votes by power iteration, each started from the last one found.</summary>
    private void Decompose(ReplayState state)
    {
        var statements = state.Set.Statements;
        var means = state.Tallies.Select(row =>
        {
            var seen = row.Sum(t => t.Seen);
            return seen == 0 ? 0.0 : (double)row.Sum(t => t.Agree - t.Disagree) / seen;
        }).ToArray();
        var places = new double[state.Set.SegmentOf.Length];
        for (var axis = 0; axis < 2; axis++)
        {
            var direction = _components[axis].Length == statements
                ? _components[axis] : [.. Enumerable.Range(0, statements).Select(s => 1 + (s * 7919 % 101 + axis * 31 % 17) / 100.0)];
            for (var round = 0; round < 30; round++)
            {
                Array.Clear(places);
                foreach (var vote in state.Draws)
                {
                    places[vote.Participant] += ((int)vote.Ballot - means[vote.Statement]) * direction[vote.Statement];
                }
                var next = new double[statements];
                foreach (var vote in state.Draws)
                {
                    next[vote.Statement] += ((int)vote.Ballot - means[vote.Statement]) * places[vote.Participant];
                }
                if (axis == 1)
                {
                    var along = next.Zip(_components[0], (a, b) => a * b).Sum();
                    next = [.. next.Zip(_components[0], (a, b) => a - along * b)];
                }
                var length = Math.Sqrt(next.Sum(entry => entry * entry));
                direction = [.. next.Select(entry => length > 1e-9 ? entry / length : 0)];
            }
            _components[axis] = direction;
        }
        _extremity = [.. means.Select((mean, s) => (1 - mean) * Math.Sqrt(statements)
            * Math.Sqrt(_components[0][s] * _components[0][s] + _components[1][s] * _components[1][s]))];
    }
}
