using System.Globalization;
using Pulse.Bench.Measurements;
using Pulse.Bench.Writing;

namespace Pulse.Bench.Tables;

/// <summary><c>./pulse bench</c>: every size and every measurement, each in cold processes of its own.</summary>
internal static class FullTable
{
    private static readonly (int Participants, int Statements, int Votes, int Runs)[] _sizes =
    [
        (10_000, 1_000, 1_000_000, 3), (50_000, 2_000, 5_000_000, 3), (100_000, 5_000, 10_000_000, 3), (1_000_000, 10_000, 100_000_000, 1),
    ];

    /// <summary>From this size on the votes come as 9-byte records: a CSV file of them would be read longer than analysed.</summary>
    private const int BinaryFrom = 100_000_000;

    private const int BaselineUpTo = 5_000_000;

    private sealed record Case(int Participants, int Statements, int Threads, double Votes, Cold.Ran Ran)
    {
        public double Seconds => Run("seconds");

        public double Bytes => Run("peak_bytes");

        public double Run(string name) => Ran.Printed.GetProperty("run").GetProperty(name).GetDouble();
    }

    public static int Run(ReadOnlySpan<string> words)
    {
        var arguments = new Arguments(words, ["--most"], []);
        var most = arguments.Number("--most", long.MaxValue, 1, long.MaxValue);
        var folder = Directory.CreateTempSubdirectory("pulse-bench-").FullName;
        try
        {
            Sizes(folder, most);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        Measurements();
        return 0;
    }

    private static void Sizes(string folder, long most)
    {
        Console.WriteLine("Vote analysis: file in, every result in memory; each case in cold processes, medians of the runs said");
        Console.WriteLine();
        Console.WriteLine("|     votes | participants × statements | threads | runs | in process | whole process | processor | peak memory | bytes/vote | µs/vote | growth |");
        Console.WriteLine("|----------:|--------------------------:|--------:|-----:|-----------:|--------------:|----------:|------------:|-----------:|--------:|-------:|");
        var cases = new List<Case>();
        var baselines = new List<string>();
        var missing = Baseline.Missing();
        foreach (var (participants, statements, votes, runs) in _sizes.Where(size => size.Votes <= most))
        {
            var place = Path.Combine(folder, votes.ToString(CultureInfo.InvariantCulture));
            _ = WritingVotes.Of(place, new Synthetic(participants, statements, votes));
            foreach (var threads in new[] { 1, 2 })
            {
                cases.Add(One(place, participants, statements, votes, threads, runs));
                Tell(cases);
            }
            if (votes <= BaselineUpTo && missing is null)
            {
                baselines.Add(Baseline.Run(Path.Combine(place, "votes.csv"), participants, statements, cases[^2].Seconds, cases[^2].Bytes));
            }
            Directory.Delete(place, recursive: true);
        }
        Console.WriteLine();
        Console.WriteLine("growth: time per vote over that of the row of the same threads above. In process: from the operating system's");
        Console.WriteLine("start of the process to all results; whole process: to its exit. 100 M votes are read as 9-byte records, others as CSV.");
        for (var i = 1; i < cases.Count; i += 2)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{cases[i].Votes:N0} votes: two threads are {cases[i - 1].Seconds / cases[i].Seconds:0.00} times as fast as one"));
        }
        Others(cases);
        Console.WriteLine();
        Console.WriteLine("pandas and scikit-learn beside it, one run each, against one thread here:");
        foreach (var line in missing is null ? baselines : [missing])
        {
            Console.WriteLine($"  {line}");
        }
    }

    private static Case One(string place, int participants, int statements, int votes, int threads, int runs)
    {
        string[] source = votes >= BinaryFrom
            ? ["--binary", Path.Combine(place, "votes.bin")]
            : ["--csv", Path.Combine(place, "votes.csv")];
        var ran = Cold.Median(runs, one => one.Printed.GetProperty("run").GetProperty("seconds").GetDouble(), () => Cold.Self(
            ["votes", .. source, "--segments", Path.Combine(place, "segments.csv"), "--threads", Word(threads), "--json"]));
        return new Case(participants, statements, threads, ran.Printed.GetProperty("votes").GetDouble(), ran);
    }

    private static void Tell(List<Case> cases)
    {
        var one = cases[^1];
        var above = cases.Count > 2 ? cases[^3] : null;
        var perVote = one.Seconds / one.Votes;
        var growth = above is null ? "" : (perVote / (above.Seconds / above.Votes)).ToString("0.00", CultureInfo.InvariantCulture);
        var runs = _sizes.Single(size => size.Participants == one.Participants).Runs;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {one.Votes,11:N0} | {$"{one.Participants:N0} × {one.Statements:N0}",23} | {one.Threads,7} | {runs,4} | {one.Seconds,8:0.00} s | "
            + $"{one.Ran.WallSeconds,11:0.00} s | {one.Run("processor_seconds"),7:0.00} s | {one.Bytes / (1 << 20),8:N0} MB | "
            + $"{one.Bytes / one.Votes,10:0.0} | {perVote * 1e6,7:0.000} | {growth,6} |"));
    }

    private static void Others(List<Case> cases)
    {
        Console.WriteLine();
        if ((Peers.Find(AppContext.BaseDirectory) ?? Peers.Find(Environment.CurrentDirectory)) is not { } peers)
        {
            Console.WriteLine("Other programs' times: there is no folder shared/reference beside this repository or above it.");
            return;
        }
        Console.WriteLine("Other programs on the same data (their figures from shared/reference, measured elsewhere), against one thread here:");
        foreach (var one in cases.Where(one => one.Threads == 1))
        {
            foreach (var line in peers.Compare(one.Participants, one.Statements, one.Seconds, one.Bytes))
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {one.Participants:N0} × {one.Statements:N0}, {line}"));
            }
        }
    }

    private static void Measurements()
    {
        Console.WriteLine();
        Console.WriteLine("| measurement | what | runs | time | per item | peak memory | |");
        Console.WriteLine("|---|---|--:|--:|--:|--:|---|");
        foreach (var one in Measuring.All)
        {
            if (one.Obstacle is { } obstacle)
            {
                Console.WriteLine($"| {one.Name} | {one.What} | | | | | not run: {obstacle} |");
                continue;
            }
            var ran = Cold.Median(one.Runs, run => run.Printed.GetProperty("seconds").GetDouble(), () => Cold.Self("measure", one.Name));
            double Number(string name) => ran.Printed.GetProperty(name).GetDouble();
            string Text(string name) => ran.Printed.GetProperty(name).GetString()!;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {one.Name} | {one.What} | {one.Runs} | {Number("seconds"):0.000} s | {Number("seconds") / Number("items") * 1e6:0.000} µs "
                + $"for each of {Number("items"):N0} {Text("unit")} | {Number("peak_bytes") / (1 << 20):N0} MB | {Text("note")} |"));
        }
    }

    private static string Word(int number) => number.ToString(CultureInfo.InvariantCulture);
}
