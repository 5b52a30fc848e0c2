using System.Globalization;
using Npgsql;

namespace Pulse.Bench.Loading;

/// <summary>Processor seconds of the three that share the machine, so that it can be told who spends what on a vote.</summary>
internal sealed record ProcessorTime(double Host, double Server, double Program)
{
    private const string Servers = "select pid from pg_stat_activity";

    /// <returns>Null where the operating system does not show it (only Linux does).</returns>
    public static async Task<ProcessorTime?> Now(NpgsqlConnection admin, int host)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var processes = await Sql.Rows<int>(admin, Servers, null, CancellationToken.None);
        return new ProcessorTime(Of(host), processes.Sum(Of), Usage.ProcessorSeconds());
    }

    public ProcessorTime Since(ProcessorTime before) =>
        new(Host - before.Host, Server - before.Server, Program - before.Program);

    // fields 14 and 15 of proc(5), counted after the name in parentheses: ticks of 10 ms
    private static double Of(int process)
    {
        var path = $"/proc/{process}/stat";
        if (!File.Exists(path))
        {
            return 0;
        }

        var line = File.ReadAllText(path);
        var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
        return 0.01 * (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture));
    }
}
