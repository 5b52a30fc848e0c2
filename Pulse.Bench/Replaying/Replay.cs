using System.Diagnostics;
using System.Globalization;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.Routing;

namespace Pulse.Bench.Replaying;

/// <summary>
/// The verb <c>replay</c>: <c>replay FOLDER [--seeds N]</c> plays every set in the folder, <c>replay cost</c> measures what
/// weights and draws cost.
/// </summary>
public static class Replay
{
    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (args is ["cost"])
        {
            Cost();
            return 0;
        }
        if (args is not [var folder, ..] || !Directory.Exists(folder)
            || (args.Length > 1 && (args is not [_, "--seeds", var text] || !int.TryParse(text, CultureInfo.InvariantCulture, out _))))
        {
            Console.Error.WriteLine("replay FOLDER [--seeds N], with a folder per set that holds votes.canonical.csv and polis.group-labels.csv; or replay cost");
            return 2;
        }
        var seeds = args.Length > 1 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 20;
        var names = Directory.GetDirectories(folder).Order(StringComparer.Ordinal).ToArray();
        foreach (var name in names)
        {
            Found(ReplaySets.Read(name), name, seeds);
        }
        return 0;
    }

    private static void Found(ReplaySet real, string folder, int seeds)
    {
        // Where no statement has enough votes for a truth of its own, only a completed set can be played.
        var sparse = real.Statements < 2 * Finding.Sought;
        var fitted = sparse ? ReplaySets.Read(folder, 0) : real;
        if (!sparse)
        {
            Print(_ => real, Rankings.ByShare, seeds);
            Print(_ => real, Rankings.ByFloor, seeds);
        }
        Print(
            seed => CompleteSets.Draw(fitted, Chance.Mix((ulong)seed), sparse ? 1 : ReplayTable.Part, smoothing: sparse ? 4 : 1),
            Rankings.ByShare, seeds);
        foreach (var eager in sparse ? [] : new[] { false, true })
        {
            Console.WriteLine(ReplayTable.Of(real, eager, seeds, ReplayTable.Coverings(real, seeds, eager)));
        }
    }

    private static void Print(Func<int, ReplaySet> set, Ranking ranking, int seeds) =>
        Console.WriteLine(ReplayTable.Of(set(1), ranking, ReplayTable.Findings(set, ranking, seeds)));

    private static void Cost()
    {
        const int statements = 10_000;
        const int segments = 6;
        var chance = new Chance(1);
        var tallies = new Tally[statements][];
        for (var s = 0; s < statements; s++)
        {
            tallies[s] = new Tally[segments];
            for (var g = 0; g < segments; g++)
            {
                tallies[s][g] = new Tally(chance.Below(30), chance.Below(30), chance.Below(10));
            }
        }
        var input = new OfferingInput(
            tallies,
            [.. Enumerable.Repeat(true, segments)],
            [.. Enumerable.Range(0, segments).Select(_ => Enumerable.Repeat(true, statements).ToArray())]);
        var weights = Timed("weights, 10,000 statements × 6 segments", 20, () => OfferingPolicy.Weights(input));
        var sampler = Timed("sampler built, 10,000 statements", 100, () => new OfferSampler(weights[0]));
        foreach (var seen in new[] { 0, 100, 1_000 })
        {
            var leftOut = Enumerable.Range(0, seen).Select(i => i * statements / Math.Max(1, seen)).ToArray();
            Timed($"one draw, {seen} seen", 20_000, () => sampler.Draw(leftOut, chance.Next()));
            Timed($"twelve draws, {seen} seen", 2_000, () => sampler.Draw(12, leftOut, ref chance));
        }
    }

    private static T Timed<T>(string what, int times, Func<T> act)
    {
        for (var i = 0; i < times; i++)
        {
            act();
        }
        // Processor time of this process: a machine that others use too would lengthen any clock.
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        for (var i = 1; i < times; i++)
        {
            act();
        }
        var last = act();
        process.Refresh();
        var taken = process.TotalProcessorTime - before;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {taken.TotalMicroseconds / times:F2} µs of processor time"));
        return last;
    }
}
