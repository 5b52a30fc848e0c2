using System.Globalization;
using Npgsql;

namespace Pulse.Bench.Loading;

/// <summary>Processor seconds of the three that share the machine, so that it can be told who spends what on a vote.</summary>
internal sealed record ProcessorTime(double Host, double Server, double Program)
{
    // fields of proc(5), counted after the name in parentheses
    private const int Parent = 1;
    private const int OwnTime = 11;
    private const int ChildrensTime = 13;

    private const string Servers = "select pid from pg_stat_activity";

    /// <returns>Null where the operating system does not show it (only Linux does).</returns>
    public static async Task<ProcessorTime?> Now(NpgsqlConnection admin, int host)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var processes = await Sql.Rows<int>(admin, Servers, null, CancellationToken.None);
        var postmaster = (int)Of(admin.ProcessID)[Parent];
        // those that have ended by now are counted with the one that started them
        return new ProcessorTime(
            Seconds(host, OwnTime), Seconds(postmaster, ChildrensTime) + processes.Sum(one => Seconds(one, OwnTime)),
            Usage.ProcessorSeconds());
    }

    public ProcessorTime Since(ProcessorTime before) =>
        new(Host - before.Host, Server - before.Server, Program - before.Program);

    // user and system time stand side by side, in ticks of 10 ms
    private static double Seconds(int process, int field) =>
        Of(process) is { Length: > 0 } fields ? 0.01 * (fields[field] + fields[field + 1]) : 0;

    /// <returns>The numbers of a process, 0 where a field is none; empty where it has ended.</returns>
    private static long[] Of(int process)
    {
        var path = $"/proc/{process}/stat";
        if (!File.Exists(path))
        {
            return [];
        }

        var line = File.ReadAllText(path);
        return [.. line[(line.LastIndexOf(')') + 2)..].Split(' ')
            .Select(field => long.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0)];
    }
}
