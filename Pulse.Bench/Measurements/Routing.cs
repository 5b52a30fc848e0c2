using System.Diagnostics;
using System.Globalization;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.Routing;

namespace Pulse.Bench.Measurements;

/// <summary>What one request costs at ten thousand statements: five drawn with their propensities, a hundred already seen.</summary>
internal sealed class Routing : IMeasurement
{
    private const int Statements = 10_000;
    private const int Segments = 6;
    private const int Seen = 100;
    private const int Requests = 20_000;

    public string Name => "routing";

    public string What => "5 of 10,000 statements drawn for somebody who has seen 100";

    public Measured Run()
    {
        var chance = new Chance(1);
        var tallies = new Tally[Statements][];
        for (var statement = 0; statement < Statements; statement++)
        {
            tallies[statement] = new Tally[Segments];
            for (var segment = 0; segment < Segments; segment++)
            {
                tallies[statement][segment] = new Tally(chance.Below(30), chance.Below(30), chance.Below(10));
            }
        }
        var input = new OfferingInput(
            tallies,
            [.. Enumerable.Repeat(true, Segments)],
            [.. Enumerable.Range(0, Segments).Select(_ => Enumerable.Repeat(true, Statements).ToArray())]);
        OfferingPolicy.Weights(input);
        var weighing = Stopwatch.StartNew();
        var weights = OfferingPolicy.Weights(input);
        var weighed = weighing.Elapsed.TotalMilliseconds;
        var sampler = new OfferSampler(weights[0]);
        var seen = Enumerable.Range(0, Seen).Select(i => i * Statements / Seen).ToArray();
        var propensities = 0.0;
        var watch = new Stopwatch();
        for (var request = -1_000; request < Requests; request++)
        {
            if (request == 0)
            {
                watch.Start();
            }
            propensities += sampler.Draw(5, seen, ref chance)[0].Propensity;
        }
        return new Measured(watch.Elapsed.TotalSeconds, Requests, "requests", string.Create(
            CultureInfo.InvariantCulture,
            $"weights for {Segments} segments {weighed:0.0} ms; mean first propensity {propensities / (Requests + 1_000):0.00000}"));
    }
}
