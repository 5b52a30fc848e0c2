using System.Diagnostics;
using System.Globalization;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.OpinionGroups;

namespace Pulse.Bench.Measurements;

/// <summary>All opinion groups of a million votes anew, in a process that has done it before.</summary>
internal sealed class WarmRecluster : IMeasurement
{
    private const int Participants = 10_000;
    private const int Statements = 1_000;
    private const int Before = 3;
    private const int Times = 5;

    public string Name => "warm-recluster";

    public string What => "1 M votes to opinion groups again, one thread";

    public Measured Run()
    {
        var builder = new VoteMatrixBuilder();
        new Synthetic(Participants, Statements, 1_000_000).Each(builder.Add);
        var matrix = builder.Build(Participants, Statements);
        var seconds = new double[Times];
        var groups = 0;
        for (var i = -Before; i < Times; i++)
        {
            var watch = Stopwatch.StartNew();
            groups = OpinionGrouping.Of(matrix, 1).Groups.Count;
            if (i >= 0)
            {
                seconds[i] = watch.Elapsed.TotalSeconds;
            }
        }
        Array.Sort(seconds);
        return new Measured(seconds[Times / 2], matrix.Votes, "votes", string.Create(
            CultureInfo.InvariantCulture, $"median of {Times} after {Before} to warm up; {groups} groups"));
    }
}
