using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Pulse.Bench.Tables;

/// <summary>A process of its own: nothing warmed up by an earlier case helps it, no memory of an earlier one weighs on it.</summary>
internal static class Cold
{
    /// <summary>What a child printed as JSON, and how long it took from start to exit.</summary>
    public sealed record Ran(double WallSeconds, JsonElement Printed);

    /// <summary>Runs this program again.</summary>
    public static Ran Self(params string[] words)
    {
        var path = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(path) == "dotnet"
            ? Of(path, [Assembly.GetExecutingAssembly().Location, .. words])
            : Of(path, words);
    }

    /// <exception cref="BadInputException">The child failed; what it said is told.</exception>
    public static Ran Of(string program, IEnumerable<string> words)
    {
        var start = new ProcessStartInfo(program, words) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (start.ArgumentList.Contains("measure"))
        {
            // Measurements may read Hebrew and Arabic, which need the tables that cold vote cases do without
            start.Environment.Remove("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT");
        }
        var watch = Stopwatch.StartNew();
        using var child = Process.Start(start)!;
        var told = new StringBuilder();
        child.ErrorDataReceived += (_, line) => told.AppendLine(line.Data);
        child.BeginErrorReadLine();
        var printed = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        watch.Stop();
        if (child.ExitCode != 0)
        {
            throw new BadInputException($"'{program} {string.Join(' ', start.ArgumentList)}' failed: {told.ToString().Trim()}");
        }
        // JSON stands alone on the last line
        using var document = JsonDocument.Parse(printed.TrimEnd().Split('\n')[^1]);
        return new Ran(watch.Elapsed.TotalSeconds, document.RootElement.Clone());
    }

    /// <summary>The middle one by time in the process; the lower middle of an even number.</summary>
    public static Ran Median(int runs, Func<Ran, double> by, Func<Ran> run) =>
        Enumerable.Range(0, runs).Select(_ => run()).OrderBy(by).ElementAt((runs - 1) / 2);
}
