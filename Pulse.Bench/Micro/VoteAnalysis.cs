using BenchmarkDotNet.Attributes;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.OpinionGroups;
using Pulse.Analysing.Segments;

namespace Pulse.Bench.Micro;

/// <summary>The whole vote analysis, warm: matrix, segments with headlines, components, groups, representative statements.</summary>
[MemoryDiagnoser]
public class VoteAnalysis
{
    private const int Participants = 10_000;
    private const int Statements = 1_000;

    private static readonly string[] _segments = ["a", "b", "c", "d"];
    private readonly Synthetic _synthetic = new(Participants, Statements, 1_000_000);
    private string?[] _segmentOf = [];
    private VoteMatrix _matrix = VoteMatrix.From(0, 0, []);

    [GlobalSetup]
    public void Make()
    {
        _segmentOf = _synthetic.GroupLabels().Select(group => (string?)_segments[group]).ToArray();
        _matrix = Matrix();
    }

    [Benchmark]
    public VoteMatrix Matrix()
    {
        var builder = new VoteMatrixBuilder();
        _synthetic.Each(builder.Add);
        return builder.Build(Participants, Statements);
    }

    [Benchmark]
    public double Segments() => SegmentCounting.Of(_matrix, _segmentOf).Sum(counts => Bridging.Of(counts, _segments).Floor);

    [Benchmark]
    public OpinionMap Groups() => OpinionGrouping.Of(_matrix, 1);

    [Benchmark(Baseline = true)]
    public double Whole()
    {
        _matrix = Matrix();
        var floors = Segments();
        var map = Groups();
        var tallies = Tallying.Of(_matrix, map.Labels(), map.Groups.Count);
        return floors + Representing.Of(tallies, map.Groups.Count, _ => true).Count
            + Representing.Consensus(_matrix, _ => true).Agree.Count
            + tallies.Sum(row => Representing.GroupAwareConsensus(row));
    }
}
