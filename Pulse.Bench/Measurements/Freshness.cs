using System.Diagnostics;
using System.Globalization;
using Pulse.Analysing.Freshness;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.OpinionGroups;
using Pulse.Analysing.Segments;
using Pulse.Voting;

namespace Pulse.Bench.Measurements;

/// <summary>One new vote at a time on top of a million: counts, headline and representative figures of its statement.</summary>
internal sealed class Freshness : IMeasurement
{
    private const int Participants = 10_000;
    private const int Statements = 1_000;
    private const int NewVotes = 100_000;

    private static readonly string[] _slugs = ["a", "b", "c", "d"];

    public string Name => "freshness";

    public string What => "one vote on top of 1 M: the exact figures of its statement";

    public Measured Run()
    {
        var synthetic = new Synthetic(Participants, Statements, 1_000_000);
        var builder = new VoteMatrixBuilder();
        synthetic.Each(builder.Add);
        var matrix = builder.Build(Participants, Statements);
        var labels = OpinionGrouping.Of(matrix, 1).Labels();
        var live = LiveCounts.Of(
            matrix, [.. _slugs.Select(slug => new Segment(slug, null))],
            [.. synthetic.GroupLabels().Select(group => _slugs[group])], _slugs, labels, labels.Max() + 1);

        var chance = new Chance(7);
        var ticks = new long[NewVotes];
        var floors = 0.0;
        for (var i = 0; i < NewVotes; i++)
        {
            var (participant, statement) = (chance.Below(Participants), chance.Below(Statements));
            var (segment, group) = (_slugs[Synthetic.GroupOf(participant)], labels[participant]);
            var began = Stopwatch.GetTimestamp();
            var after = live.Apply(segment, group, statement, null, (Ballot)(chance.Below(3) - 1));
            ticks[i] = Stopwatch.GetTimestamp() - began;
            floors += after.Headline.Floor;
        }
        var seconds = (double)ticks.Sum() / Stopwatch.Frequency;
        Array.Sort(ticks);
        double Microseconds(double share) => ticks[(int)(share * (NewVotes - 1))] * 1e6 / Stopwatch.Frequency;
        return new Measured(seconds, NewVotes, "votes", string.Create(CultureInfo.InvariantCulture,
            $"median {Microseconds(0.5):0.0} µs, 99 % within {Microseconds(0.99):0.0} µs; mean floor {floors / NewVotes:0.00}"));
    }
}
