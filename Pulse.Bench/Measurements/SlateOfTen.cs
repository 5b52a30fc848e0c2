using System.Diagnostics;
using System.Globalization;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.Slates;

namespace Pulse.Bench.Measurements;

/// <summary>Ten statements chosen together out of a thousand by ten thousand people, with the check for groups left out.</summary>
internal sealed class SlateOfTen : IMeasurement
{
    private const int Participants = 10_000;
    private const int Statements = 1_000;

    private static readonly string[] _slugs = ["a", "b", "c", "d"];

    public string Name => "slate";

    public string What => "10 of 1,000 statements by 10,000 people (1 M votes)";

    public Measured Run()
    {
        var synthetic = new Synthetic(Participants, Statements, 1_000_000);
        var builder = new VoteMatrixBuilder();
        synthetic.Each(builder.Add);
        var matrix = builder.Build(Participants, Statements);
        var request = new SlateRequest(
            10, [.. Enumerable.Range(0, Statements)], [.. synthetic.GroupLabels().Select(group => _slugs[group])], _slugs, []);
        var watch = Stopwatch.StartNew();
        var slate = ChoosingSlate.Of(matrix, request);
        return new Measured(watch.Elapsed.TotalSeconds, matrix.Votes, "votes", string.Create(
            CultureInfo.InvariantCulture,
            $"{slate.Chosen.Count} chosen, {slate.Balance.Swaps} exchanged, {slate.Verdict.Property} {(slate.Verdict.Holds ? "holds" : "violated")}"));
    }
}
