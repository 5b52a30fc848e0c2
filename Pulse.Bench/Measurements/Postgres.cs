using System.Globalization;
using Pulse.Bench.Cases;

namespace Pulse.Bench.Measurements;

/// <summary>Votes out of PostgreSQL into all results, against COPY alone in the same run.</summary>
internal sealed class Postgres : IMeasurement
{
    public string Name => "postgres";

    public string What => "10 M votes out of PostgreSQL and analysed, one thread";

    public int Runs => 1;

    public string? Obstacle => PostgresCase.Obstacle;

    public Measured Run()
    {
        var outcome = PostgresCase.Measure(10_000_000, 1).GetAwaiter().GetResult();
        return new Measured(outcome.WholeSeconds, outcome.Votes, "votes", string.Create(
            CultureInfo.InvariantCulture, $"{outcome.Ratio:0.00} times COPY alone ({outcome.CopySeconds:0.00} s); medians of 3 in turns"));
    }
}
