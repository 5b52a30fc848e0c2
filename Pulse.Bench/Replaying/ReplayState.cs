using Pulse.Analysing.Matrices;
using Pulse.Voting;

namespace Pulse.Bench.Replaying;

/// <summary>What has been uncovered so far.</summary>
internal sealed class ReplayState(ReplaySet set)
{
    public ReplaySet Set { get; } = set;

    /// <summary><c>[statement][segment]</c>.</summary>
    public Tally[][] Tallies { get; } = [.. Enumerable.Range(0, set.Statements).Select(_ => new Tally[set.Segments])];

    public List<Draw> Draws { get; } = [];

    public void Add(Draw draw)
    {
        Draws.Add(draw);
        Tallies[draw.Statement][Set.SegmentOf[draw.Participant]] += draw.Ballot switch
        {
            Ballot.Agree => new Tally(1, 0, 0),
            Ballot.Disagree => new Tally(0, 1, 0),
            _ => new Tally(0, 0, 1),
        };
    }
}
